import type { Emulator, Recorded } from "../../../emulator";
import { same } from "../../../emulator/records";
import type { Answer } from "../../../src/cli/surroundings";

/** The few commands of Azure's command line that doctor runs, answered from what the emulator has. */
export function runAz(cloud: Emulator, args: readonly string[]): Answer {
  const option = (name: string) => args[args.indexOf(`--${name}`) + 1] ?? "";
  const all = (kind: string) => cloud.azure.filter(({ type }) => type.endsWith(`:${kind}`));
  const byId = (kind: string, path: string) =>
    all(kind).filter(({ id }) => id.toLowerCase().includes(path.toLowerCase()));
  const answers: Record<string, () => unknown> = {
    "identity show": () =>
      byId("UserAssignedIdentity", `/userAssignedIdentities/${option("name")}`)[0]?.properties,
    "identity federated-credential list": () =>
      byId("FederatedIdentityCredential", `/userAssignedIdentities/${option("identity-name")}/`).map(
        ({ properties }) => properties,
      ),
    "keyvault show": () => vault(cloud, option("name"), all("AccessPolicy")),
    "role assignment list": () =>
      all("RoleAssignment")
        .map(({ properties }) => properties)
        .filter(
          ({ principalId, scope }) =>
            principalId === option("assignee") && same(String(scope), option("scope")),
        ),
    "keyvault secret list": () => names(cloud, option("vault-name"), ["secrets", "certificates"]),
    "keyvault certificate list": () => names(cloud, option("vault-name"), ["certificates"]),
  };
  const command = args
    .slice(
      0,
      args.findIndex((one) => one.startsWith("--")),
    )
    .join(" ");
  const answer = answers[command];
  if (answer === undefined) throw new Error(`az ${command} is not in the test cluster`);
  const found = answer();
  if (found === undefined)
    return { exitCode: 3, stdout: "", stderr: "ERROR: (ResourceNotFound) was not found" };
  return { exitCode: 0, stdout: JSON.stringify(found), stderr: "" };
}

function vault(cloud: Emulator, name: string, policies: readonly Recorded[]): unknown {
  const declared = cloud.world.vaults.find((one) => same(one.name, name));
  if (declared === undefined) return undefined;
  const { enableRbacAuthorization } = declared;
  const accessPolicies = policies
    .filter(({ properties }) => same(String(properties.vaultName), name))
    .map(({ properties }) => properties.policy);
  return { properties: { enableRbacAuthorization, tenantId: cloud.world.tenantId, accessPolicies } };
}

function names(cloud: Emulator, name: string, collections: readonly ("secrets" | "certificates")[]): unknown {
  const objects = cloud.world.vaults.find((one) => same(one.name, name))?.objects ?? {};
  return collections.flatMap((collection) =>
    (objects[collection] ?? []).map((one) => (typeof one === "string" ? one : one.name)),
  );
}
