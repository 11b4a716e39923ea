/** Azure rights that a deployer lacks: who may give them, and how to do without. */

interface Right {
  readonly action: RegExp;
  /** A built-in role that holds it. */
  readonly role: string;
  /** The input that does without, as a sentence. */
  readonly without: string;
}

const leaveGrants = "Or let somebody else grant: `grants: External` for the vault.";

const rights: readonly Right[] = [
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
    without: "Or let somebody else federate the identity: leave `clusters` out.",
  },
  {
    action: /^Microsoft\.ManagedIdentity\/userAssignedIdentities\//i,
    role: "Managed Identity Contributor",
    without: "Or let somebody else make the identity: `userAssignedIdentity.id`.",
  },
];

export function mayNot(action: string, scope: string): string {
  const right = rights.find((one) => one.action.test(action));
  const lacks = `Whoever deploys this lacks the right ${action}.`;
  if (!right) return `${lacks} It has to be given on ${scope}`;
  const resource = scope.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, "");
  return (
    `${lacks} ${right.without} ` +
    `To give it: az role assignment create --assignee <who deploys> --role "${right.role}" --scope "${resource}"`
  );
}
