/** Errors of Azure, Entra and Kubernetes in an update: what happened, and what to change. Pure text. */

import { doctorHint } from "./doctor-hint";
import { missingPermission } from "./missing-permission";
import { childName } from "./names";

/** A child that failed, as the engine reports it. */
export interface FailedChild {
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The component as `pulumi import --parent` takes it. */
  readonly parent: string;
  /** The object id of the deployer, as far as it is known. */
  readonly deployer?: string;
}

interface Explanation {
  /** The last part of the child's type; left out for any child. */
  readonly of?: readonly string[];
  readonly says: RegExp;
  /** What happened and what to do, as sentences. */
  readonly explain: (child: FailedChild, groups: readonly string[]) => string;
}

const explanations: readonly Explanation[] = [
  {
    of: ["RoleAssignment"],
    says: /cannot create already existing resource ['"]([^'"]+)/,
    // Not imported: azure-native up to 3.28 imports a scope without its first slash, and then replaces it.
    explain: (child, [id = ""]) =>
      `The role assignment exists, under the name that this package gives it. ${renamed(grantsOf(child).map)} ` +
      `If another component or program grants it to the same identity, leave it to them: ${grantsOf(child).leave}. ` +
      `${doctorHint} ` +
      "Only if an interrupted update of this program created it, delete it, and run pulumi up again; until then every " +
      `workload of the identity has no access: az role assignment delete --ids ${quoted(id)}`,
  },
  {
    says: /RoleAssignmentExists[\s\S]*?existing role assignment is ([0-9a-f-]{32,36})/,
    explain: (child, [id = ""]) => {
      const existing = `${text(child.inputs.scope)}/providers/Microsoft.Authorization/roleAssignments/${asGuid(id)}`;
      return (
        `Another owner assigned this role on this scope to the identity. Leave it to them: ${grantsOf(child).leave}. ` +
        `${doctorHint} ` +
        "Deleting it takes the access from every workload of the identity and from its owner's program; if both agree: " +
        `az role assignment delete --ids ${quoted(existing)}`
      );
    },
  },
  {
    says: /PrincipalNotFound/,
    explain: () =>
      "The identity is not known everywhere in Microsoft Entra yet. Wait a minute, then run pulumi up again: what was created is kept.",
  },
  {
    says: /RoleDefinitionDoesNotExist/,
    explain: ({ inputs }) =>
      `There is no role definition ${text(inputs.roleDefinitionId).split("/").at(-1)} here: a custom role exists in its own ` +
      "tenant, and can be assigned where its AssignableScopes say. To see them: az role definition list --custom-role-only",
  },
  {
    of: ["AccessPolicy"],
    says: /cannot create already existing resource|access policy for \S+ already exists/,
    // Not imported: azure-native keeps an input of an imported policy that the program lacks, and replaces it for ever.
    explain: ({ inputs }) => {
      const vault = text(inputs.vaultName);
      const principal = text((inputs.policy as Record<string, unknown> | undefined)?.objectId);
      return (
        "The vault already has an access policy of this identity. Leave it to its owner: `grants: External` for the " +
        `vault. ${doctorHint} ` +
        "Deleting it takes all of the identity's permissions on the vault, those of other workloads too; if an " +
        `interrupted update of this program created it: az keyvault delete-policy --name ${vault} --object-id ${principal}`
      );
    },
  },
  {
    of: ["FederatedIdentityCredential"],
    says: /cannot create already existing resource ['"]([^'"]+)/,
    explain: (child, [id = ""]) =>
      `The credential exists, under the name that this component gives it. ${renamed("clusters")} ${interrupted(child, id)}. ` +
      "Deleting it takes the access from the pods that sign in by it, which a component of another program with the same " +
      `names may run; if there are none: az identity federated-credential delete ${ofIdentity(child)} --name ${text(child.inputs.federatedIdentityCredentialResourceName)}`,
  },
  {
    of: ["FederatedIdentityCredential"],
    says: /Issuer and subject combination already exists/,
    explain: (child) =>
      `Another credential of the identity trusts these pods already; to see which: az identity federated-credential list ${ofIdentity(child)}. ` +
      `Leave the cluster out of \`clusters\`: the pods sign in by that one. ${doctorHint} ${renamed("clusters")}`,
  },
  {
    says: /ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity|Code="?ConflictError|CODE: ConflictError/,
    explain: () =>
      "Another program changes the same identity or vault at this moment. Run pulumi up again: what was created is kept.",
  },
  {
    of: ["FederatedIdentityCredential"],
    says: /Status=405|RESPONSE 405|MethodNotAllowed/,
    explain: () =>
      "The identity's region offers no federated credentials. Set `userAssignedIdentity.location` to another region; " +
      "an existing identity cannot move: use another.",
  },
  {
    of: ["UserAssignedIdentity"],
    says: /cannot create already existing resource ['"]([^'"]+)/,
    explain: (child, [id = ""]) =>
      `An identity of this name exists. To use it as it is: userAssignedIdentity: { id: "${id}" }. To create another one, ` +
      `set another name. ${interrupted(child, id)}`,
  },
  {
    says: /does not have authorization to perform action '([^']+)' over scope '([^']+)'/,
    explain: (child, [action = "", scope = ""]) => missingPermission(action, scope, grantsOf(child).leave),
  },
  {
    says: /Authorization_RequestDenied|Insufficient privileges to complete the operation/,
    explain: ({ deployer = "<object id of the deployer>" }) =>
      "The deployer cannot change the application in Microsoft Graph. With Application.ReadWrite.OwnedBy it must be an " +
      `owner, and stays one only if it is listed: application: { owners: ["${deployer}"] }. With Application.ReadWrite.All ` +
      "nothing is listed. Or give the `application.clientId` of one that another owner creates, or use " +
      "`userAssignedIdentity`, which needs no permission in Graph.",
  },
  {
    of: ["ServiceAccount"],
    says: /serviceaccounts "[^"]+" already exists/,
    explain: (child) =>
      `Another owner created the service account. Add the annotations to it: serviceAccount: { management: "Annotate" }; ` +
      `or leave it alone: "External". ${doctorHint} ${interrupted(child, kubernetesId(child))}`,
  },
  {
    of: ["SecretProviderClass"],
    says: /secretproviderclasses\S* "[^"]+" already exists/,
    explain: (child) =>
      `Another owner created the SecretProviderClass. Leave it to them: secretProviderClass: { management: "External" }; ` +
      `or set another name. ${doctorHint} ${interrupted(child, kubernetesId(child))}`,
  },
  {
    of: ["ServiceAccountPatch"],
    says: /conflicts? with "([^"]+)"/,
    explain: ({ inputs }, [manager = ""]) => {
      const { name, namespace } = metadata(inputs);
      return (
        `"${manager}" has written other values into these annotations of the service account. Correct them there, and use ` +
        `management "External"; or use another service account. If "${manager}" no longer needs them (its pods would lose that ` +
        `identity): kubectl annotate serviceaccount ${name} --namespace ${namespace} ` +
        "azure.workload.identity/client-id- azure.workload.identity/tenant-id-"
      );
    },
  },
  {
    of: ["ServiceAccount", "SecretProviderClass"],
    says: /conflicts? with "([^"]+)"/,
    explain: ({ inputs }, [manager = ""]) =>
      `"${manager}" has changed the object since. Let one of the two manage it: remove it from "${manager}", or use ` +
      `management "External" and give "${manager}" the manifest, output \`manifests\`. It is ${metadata(inputs).name} in ${metadata(inputs).namespace}.`,
  },
  {
    says: /cluster is unreachable/,
    explain: () =>
      "The Kubernetes cluster cannot be reached from here: check the kubeconfig of the kubernetes provider, and the network. " +
      "What was created in Azure is kept: run pulumi up again.",
  },
  {
    of: ["ServiceAccount", "ServiceAccountPatch", "SecretProviderClass"],
    says: /unable to get cluster state|(?:serviceaccounts|secretproviderclasses\S*) "[^"]+" not found/,
    explain: ({ inputs }) =>
      `The object was deleted outside of Pulumi: ${metadata(inputs).name} in ${metadata(inputs).namespace}. Run pulumi refresh, then pulumi up.`,
  },
  {
    says: /namespaces "([^"]+)" not found/,
    explain: (_child, [namespace = ""]) =>
      `The namespace must exist before. Create it: kubectl create namespace ${namespace}; or in this program, and pass ` +
      "its name to `namespace` as an output.",
  },
  {
    of: ["SecretProviderClass"],
    says: /no matches for kind|could not find the requested resource/,
    explain: () =>
      "The cluster does not know SecretProviderClasses: the Secrets Store CSI driver is missing. On AKS: " +
      "az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group <group> --name <cluster>",
  },
  {
    says: /(\S+) is forbidden: User/,
    explain: ({ inputs }) =>
      "The kubernetes provider's user lacks this permission. To see what it has: " +
      `kubectl auth can-i --list --namespace ${metadata(inputs).namespace}`,
  },
];

/** What to log beside the error; undefined where nothing can be added. */
export function explainError(child: FailedChild): string | undefined {
  const kind = child.type.split(":").at(-1) ?? "";
  for (const { of, says, explain } of explanations) {
    const found = !of || of.includes(kind) ? says.exec(child.message) : null;
    if (found) return `${child.name}: ${explain(child, found.slice(1))}`;
  }
  return undefined;
}

/** The input that a role assignment comes from, and how to leave it to its owner. */
function grantsOf({ name, parent }: FailedChild): { readonly map: string; readonly leave: string } {
  const [component = ""] = parent.split("=");
  return name.startsWith(childName.roleAssignment(component, ""))
    ? { map: "roleAssignments", leave: "take the entry out of `roleAssignments`" }
    : { map: "keyVaults", leave: "`grants: External` for the vault" };
}

function interrupted({ type, name, parent }: FailedChild, id: string): string {
  const words = [type, name, id, "--parent", parent].map(quoted).join(" ");
  return `If an interrupted update of this program created it, import it: pulumi import ${words} --protect=false --generate-code=false`;
}

function renamed(map: string): string {
  return `If a key of \`${map}\` or the component was renamed, restore the old name, or add an alias.`;
}

function ofIdentity({ inputs }: FailedChild): string {
  return `--resource-group ${text(inputs.resourceGroupName)} --identity-name ${text(inputs.resourceName)}`;
}

function kubernetesId({ inputs }: FailedChild): string {
  const { name, namespace } = metadata(inputs);
  return `${namespace}/${name}`;
}

function metadata(inputs: FailedChild["inputs"]): { name: string; namespace: string } {
  const { name, namespace } = (inputs.metadata ?? {}) as Record<string, unknown>;
  return { name: text(name), namespace: text(namespace) };
}

/** A secret is never shown. */
function text(value: unknown): string {
  return typeof value === "string" ? value : "<not shown>";
}

function asGuid(hex: string): string {
  return hex.replaceAll("-", "").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** For a shell: a URN has a dollar sign where components are nested. */
function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
