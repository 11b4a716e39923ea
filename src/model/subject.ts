/** How Kubernetes names a service account in its tokens; Entra compares it byte for byte. */
export function formatSubject(namespace: string, serviceAccount: string): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}
