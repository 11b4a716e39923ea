/** Errors that go away by themselves: a new identity is not visible everywhere in Azure and Entra immediately. */

interface Transient {
  /** The last part of the child's type. */
  readonly of: readonly string[];
  readonly says: RegExp;
}

const transients: readonly Transient[] = [
  {
    // [openshift cloud-credential-operator 878, terraform-provider-azurerm 32179 and 32935]
    of: ["FederatedIdentityCredential", "ApplicationFederatedIdentityCredential"],
    says: /ParentResourceNotFound|MS Graph resource not found during Federated Identity Credential creation/,
  },
  // [Microsoft.Authorization, troubleshooting: the principal was created a moment ago]
  { of: ["RoleAssignment"], says: /PrincipalNotFound/ },
];

/** Seconds before each further attempt: about four minutes in all, within which the public reports saw it succeed. */
const delays = [5, 10, 20, 40, 80, 85];

/** Seconds until the next attempt; undefined where none would help. */
export function retryDelay(type: string, message: string, attempts: number): number | undefined {
  const kind = type.split(":").at(-1) ?? "";
  const isTransient = transients.some(({ of, says }) => of.includes(kind) && says.test(message));
  return isTransient ? delays[attempts - 1] : undefined;
}
