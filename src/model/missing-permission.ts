/** Azure permissions that the deployer lacks: which role has them, and which input does without. */

interface Permission {
  readonly action: RegExp;
  /** A built-in role that has it. */
  readonly role: string;
  /** The input that does without, as a sentence. */
  readonly without: string;
}

const leaveGrants = "Or let another owner grant access: `grants: External` for the vault.";

const permissions: readonly Permission[] = [
  {
    action: /^Microsoft\.Authorization\/roleAssignments\//i,
    role: "Key Vault Data Access Administrator",
    without: leaveGrants,
  },
  {
    action: /^Microsoft\.KeyVault\/vaults\/accessPolicies\//i,
    role: "Key Vault Contributor",
    without: leaveGrants,
  },
  {
    action: /^Microsoft\.ManagedIdentity\/userAssignedIdentities\/federatedIdentityCredentials\//i,
    role: "Managed Identity Contributor",
    without: "Or let another owner add the federated credentials: leave `clusters` out.",
  },
  {
    action: /^Microsoft\.ManagedIdentity\/userAssignedIdentities\//i,
    role: "Managed Identity Contributor",
    without: "Or let another owner create the identity: `userAssignedIdentity.id`.",
  },
];

export function missingPermission(action: string, scope: string): string {
  const permission = permissions.find((one) => one.action.test(action));
  const lacks = `The deployer lacks the permission ${action}.`;
  if (!permission) return `${lacks} It has to be granted on ${scope}`;
  const resource = scope.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, "");
  return (
    `${lacks} ${permission.without} ` +
    `To grant it: az role assignment create --assignee <deployer> --role "${permission.role}" --scope "${resource}"`
  );
}
