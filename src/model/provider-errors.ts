/** Errors of Azure, Entra and Kubernetes in an update: what happened, and what to change. Pure text. */

import { doctorHint, type Explanation, type FailedChild, interrupted, quoted, renamed, text } from "./advice";
import { kubernetesExplanations } from "./kubernetes-errors";
import { missingPermission } from "./missing-permission";
import { childName } from "./names";

const azureExplanations: readonly Explanation[] = [
  {
    of: ["RoleAssignment"],
    says: /cannot create already existing resource ['"]([^'"]+)/,
    // Not imported: azure-native up to 3.28 imports a scope without its first slash, and then replaces it.
    explain: (child, [id = ""]) =>
      `The role assignment exists, under the name that this package gives it. ${renamed(grantsOf(child).map)} ` +
      "If only the letter case of a name in its scope changed, restore it: Azure takes both for one. " +
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
    of: ["RoleAssignment"],
    says: /Resource(?:Group)?NotFound|SubscriptionNotFound/,
    explain: (child) => {
      const { map, correct, outputs } = grantsOf(child);
      return (
        `What the role is assigned on does not exist. Correct ${correct} in \`${map}\`, or create it first; ` +
        `where this program creates it, pass its ${outputs} as an output.`
      );
    },
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
    explain: (child) =>
      `The vault already has an access policy of this identity. ${renamed("keyVaults")} ` +
      `If another owner created it, leave it to them: \`grants: External\` for the vault. ${doctorHint} ` +
      "Deleting it takes all of the identity's permissions on the vault, those of other workloads too; if an " +
      `interrupted update of this program created it: ${deletePolicy(child)}`,
  },
  {
    of: ["AccessPolicy"],
    says: /NoRegisteredProviderFound/,
    explain: () =>
      "Azure has retired the version of the Key Vault management API with which this azure-native writes access policies: " +
      "a newer one may use a newer version. Or let another owner grant access: `grants: External` for the vault; or switch " +
      'the vault to Azure RBAC, which disables every access policy it has, and set permissionModel to "AzureRbac".',
  },
  {
    // [azure-native custom_keyvault_accesspolicy.go write] it reads the vault again after it has written
    of: ["AccessPolicy"],
    says: /newly written access policy not found/,
    explain: (child) =>
      "The access policy was written, but the vault did not show it yet. Run pulumi up again. If that reports the policy as " +
      `existing, this update created it and Pulumi has not recorded it: delete it first, ${deletePolicy(child)}`,
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
    explain: (child) => trustedAlready(`az identity federated-credential list ${ofIdentity(child)}`),
  },
  {
    of: ["ApplicationFederatedIdentityCredential"],
    says: /combination of issuer and subject must be unique|FederatedIdentityCredential with name \S+ already exists/,
    explain: (child) => {
      const application = text(child.inputs.applicationId).replace("/applications/", "");
      const list = `az ad app federated-credential list --id ${application}`;
      return `${trustedAlready(list)} ${interrupted(child, `${application}/federatedIdentityCredential/<id of the credential>`)}`;
    },
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
      `An identity of this name exists. ${renamed()} To use another owner's as it is: userAssignedIdentity: { id: "${id}" }. ` +
      `To create another one, set another name. ${interrupted(child, id)}`,
  },
  {
    says: /does not have authorization to perform action '([^']+)' over scope '([^']+)'/,
    explain: (child, [action = "", scope = ""]) => missingPermission(action, scope, grantsOf(child).leave),
  },
  {
    // The second is about an application that exists and has other owners. [azuread #992]
    says: /Authorization_RequestDenied|backing application of the service principal|Insufficient privileges to complete the operation/,
    explain: ({ deployer = "<object id of the deployer>" }) =>
      "The deployer cannot change the application in Microsoft Graph. With Application.ReadWrite.OwnedBy it must be an " +
      `owner, and stays one only if it is listed: application: { owners: ["${deployer}"] }. Of an application that exists ` +
      `it becomes one through another owner or an administrator: az ad app owner add --id <application> --owner-object-id ${deployer}. ` +
      "With Application.ReadWrite.All nothing is listed. Or give the `application.clientId` of one that another owner creates, or use " +
      "`userAssignedIdentity`, which needs no permission in Graph.",
  },
];

/** What to log beside the error; undefined where nothing can be added. */
export function explainError(child: FailedChild): string | undefined {
  const kind = child.type.split(":").at(-1) ?? "";
  for (const { of, says, explain } of [...azureExplanations, ...kubernetesExplanations]) {
    const found = !of || of.includes(kind) ? says.exec(child.message) : null;
    if (found) return `${child.name}: ${explain(child, found.slice(1))}`;
  }
  return undefined;
}

function trustedAlready(list: string): string {
  return (
    `Another credential of the identity trusts these pods already; to see which: ${list}. ${renamed("clusters")} ` +
    `Else leave the cluster out of \`clusters\`: the pods sign in by that one. ${doctorHint}`
  );
}

/** The input that a role assignment comes from, and what to change in it. */
interface GrantInput {
  readonly map: "keyVaults" | "roleAssignments";
  /** How to leave the role to its owner. */
  readonly leave: string;
  /** Where what it is assigned on does not exist. */
  readonly correct: string;
  /** What names it. */
  readonly outputs: string;
}

const ofVault: GrantInput = {
  map: "keyVaults",
  leave: "`grants: External` for the vault",
  correct: "the vault, or the object of a `roleScope: Object`,",
  outputs: "`id` or `name`",
};
const ofRole: GrantInput = {
  map: "roleAssignments",
  leave: "take the entry out of `roleAssignments`",
  correct: "the `scope`",
  outputs: "`id`",
};

function grantsOf({ name, parent }: FailedChild): GrantInput {
  const [component = ""] = parent.split("=");
  return name.startsWith(childName.roleAssignment(component, "")) ? ofRole : ofVault;
}

function ofIdentity({ inputs }: FailedChild): string {
  return `--resource-group ${text(inputs.resourceGroupName)} --identity-name ${text(inputs.resourceName)}`;
}

function deletePolicy({ inputs }: FailedChild): string {
  const principal = text((inputs.policy as Record<string, unknown> | undefined)?.objectId);
  return `az keyvault delete-policy --name ${text(inputs.vaultName)} --object-id ${principal}`;
}

function asGuid(hex: string): string {
  return hex.replaceAll("-", "").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
