import { stringify } from "yaml";
import type { Emulator } from "../../../emulator";

/** What the roles that advice names allow. [Azure built-in roles] */
const actionsOf: Record<string, readonly string[]> = {
  "Key Vault Data Access Administrator": [
    "Microsoft.Authorization/roleAssignments/write",
    "Microsoft.Authorization/roleAssignments/delete",
  ],
  "Managed Identity Contributor": ["Microsoft.ManagedIdentity/userAssignedIdentities/*"],
};

type Run = (cloud: Emulator, flags: Record<string, string>, words: readonly string[]) => void;

const cluster = (cloud: Emulator, flags: Record<string, string>) => {
  const found = cloud.world.clusters.find(
    ({ name, resourceGroupName }) => name === flags.name && resourceGroupName === flags["resource-group"],
  );
  if (!found) throw new Error(`no cluster ${flags.name}`);
  return found;
};

const vault = (cloud: Emulator, name: string | undefined) => {
  const found = cloud.world.vaults.find((one) => one.name === name);
  if (!found) throw new Error(`no vault ${name}`);
  return found;
};

function removeAzure(cloud: Emulator, kind: string, end: string): void {
  const found = cloud.azure.filter(({ type, id }) => type.endsWith(`:${kind}`) && id.endsWith(end));
  if (found.length !== 1) throw new Error(`${found.length} of ${kind} ${end}`);
  for (const { type, id } of found) cloud.remove(type, id);
}

/** The commands that advice contains, by their beginnings, and what they do to the emulator. */
const commands: Record<string, { readonly flags: readonly string[]; readonly run: Run }> = {
  "az role assignment delete": {
    flags: ["ids"],
    run: (cloud, { ids = "" }) => removeAzure(cloud, "RoleAssignment", ids),
  },
  "az role assignment create": {
    flags: ["assignee", "role", "scope"],
    run: ({ world }, { role = "" }) => {
      const actions = actionsOf[role];
      if (!actions) throw new Error(`no role ${role}`);
      world.deployer = { ...world.deployer, actions: [...(world.deployer?.actions ?? []), ...actions] };
    },
  },
  "az keyvault delete-policy": {
    flags: ["name", "object-id"],
    run: (cloud, flags) => removeAzure(cloud, "AccessPolicy", flags["object-id"] ?? ""),
  },
  "az keyvault secret set-attributes": {
    flags: ["vault-name", "name", "enabled"],
    run: (cloud, flags) => {
      const secrets = vault(cloud, flags["vault-name"]).objects?.secrets ?? [];
      const secret = secrets.find((one) => typeof one !== "string" && one.name === flags.name);
      if (typeof secret !== "object") throw new Error(`no secret ${flags.name}`);
      for (const version of secret.versions) version.enabled = flags.enabled === "true";
    },
  },
  "az keyvault update": {
    flags: ["name", "enable-rbac-authorization"],
    run: (cloud, flags) => {
      vault(cloud, flags.name).enableRbacAuthorization = flags["enable-rbac-authorization"] === "true";
    },
  },
  "az identity federated-credential delete": {
    flags: ["resource-group", "identity-name", "name"],
    run: (cloud, { name = "" }) => removeAzure(cloud, "FederatedIdentityCredential", `/${name}`),
  },
  "az identity federated-credential list": { flags: ["resource-group", "identity-name"], run: () => {} },
  "az aks update": {
    flags: ["resource-group", "name", "enable-oidc-issuer", "enable-workload-identity"],
    run: (cloud, flags) => {
      const changed = cluster(cloud, flags);
      if (flags["enable-oidc-issuer"] !== undefined && changed.oidcIssuer) changed.oidcIssuer.enabled = true;
      if (flags["enable-workload-identity"] !== undefined) changed.workloadIdentity = true;
    },
  },
  "az aks enable-addons": {
    flags: ["addons", "resource-group", "name"],
    run: (cloud, flags) => {
      cluster(cloud, flags).addonProfiles = {
        azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "false" } },
      };
    },
  },
  "az aks addon update": {
    flags: ["resource-group", "name", "addon", "enable-secret-rotation"],
    run: (cloud, flags) => {
      const config = { enableSecretRotation: "true" };
      cluster(cloud, flags).addonProfiles = { azureKeyvaultSecretsProvider: { enabled: true, config } };
    },
  },
  "kubectl create namespace": {
    flags: [],
    run: ({ world }, _flags, [name = ""]) => {
      world.namespaces = [...(world.namespaces ?? []), name];
    },
  },
  "kubectl annotate serviceaccount": {
    flags: ["namespace"],
    run: (cloud, { namespace }, [name, ...annotations]) => {
      if (annotations.some((one) => !/^azure\.workload\.identity\/[a-z-]+-$/.test(one))) {
        throw new Error(annotations.join(" "));
      }
      // What another manager no longer states goes.
      cloud.applyManifest(
        stringify({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } }),
      );
    },
  },
};

/** Runs every command that a text contains; returns what was run. Throws where one has an option that it does not know. */
export function runCommands(cloud: Emulator, text: string): string[] {
  return Object.entries(commands).flatMap(([beginning, { flags, run }]) =>
    text
      .split(beginning)
      .slice(1)
      .map((rest) => {
        const tokens = tokensOf(rest);
        const given: Record<string, string> = {};
        const words: string[] = [];
        for (let at = 0; at < tokens.length; at++) {
          const token = tokens[at] ?? "";
          const next = tokens[at + 1];
          if (!token.startsWith("--")) words.push(token);
          else if (next === undefined || next.startsWith("--")) given[token.slice(2)] = "";
          else {
            given[token.slice(2)] = next;
            at += 1;
          }
        }
        const unknown = Object.keys(given).filter((flag) => !flags.includes(flag));
        if (unknown.length > 0) throw new Error(`${beginning} has no ${unknown.join(" ")}`);
        run(cloud, given, words);
        return beginning;
      }),
  );
}

/** The words of a command, to the end of its sentence. */
function tokensOf(rest: string): string[] {
  const tokens: string[] = [];
  for (const [word] of rest.matchAll(/"[^"]*"|'[^']*'|\S+/g)) {
    tokens.push(word.replace(/^["']|["']$|[.;]$/g, ""));
    if (/[.;]$/.test(word)) break;
  }
  return tokens;
}
