/** Azure permissions that the deployer lacks: which role has them, and which input does without. */

interface Permission {
  readonly action: RegExp;
  /** A built-in role that has it, on this scope. */
  readonly role: (scope: string) => string;
  /** The input that does without, as a sentence; where it is about grants, how to leave them to another owner. */
  readonly without: (leaveGrants: string) => string;
}

const leave = (grants: string) => `Or let another owner grant access: ${grants}.`;

const permissions: readonly Permission[] = [
  {
    action: /^Microsoft\.Authorization\/roleAssignments\//i,
    // Its condition allows roles of Key Vault only.
    role: (scope) =>
      /\/Microsoft\.KeyVault\/vaults\/[^/]+/i.test(scope)
        ? "Key Vault Data Access Administrator"
        : "Role Based Access Control Administrator",
    without: leave,
  },
  {
    action: /^Microsoft\.KeyVault\/vaults\/accessPolicies\//i,
    role: () => "Key Vault Contributor",
    without: leave,
  },
  {
    action: /^Microsoft\.ManagedIdentity\/userAssignedIdentities\/federatedIdentityCredentials\//i,
    role: () => "Managed Identity Contributor",
    without: () => "Or let another owner add the federated credentials: leave `clusters` out.",
  },
  {
    action: /^Microsoft\.ManagedIdentity\/userAssignedIdentities\//i,
    role: () => "Managed Identity Contributor",
    without: () => "Or let another owner create the identity: `userAssignedIdentity.id`.",
  },
];

export function missingPermission(action: string, scope: string, leaveGrants: string): string {
  const permission = permissions.find((one) => one.action.test(action));
  const lacks = `The deployer lacks the permission ${action}.`;
  if (!permission) return `${lacks} It has to be granted on ${scope}`;
  const resource = scope.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, "");
  return (
    `${lacks} ${permission.without(leaveGrants)} ` +
    `To grant it: az role assignment create --assignee <deployer> --role "${permission.role(resource)}" --scope "${resource}"`
  );
}
