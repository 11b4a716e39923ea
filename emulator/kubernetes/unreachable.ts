import type { Session } from "../provider/provider";

const remedy =
  "If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation with the " +
  'PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"';

/** A provider whose API server does not answer: previews pass all the same. [KP provider.go clusterUnreachable] */
export function unreachable(session: Session, reason: string): Session {
  const fail = () => {
    throw new Error(`configured Kubernetes cluster is unreachable: ${reason}`);
  };
  return {
    ...session,
    create: async ({ inputs, preview }) => (preview ? { id: "", properties: inputs } : fail()),
    update: async ({ news, preview }) => (preview ? news : fail()),
    read: () => {
      throw new Error(`failed to read resource state due to unreachable cluster. ${remedy}`);
    },
    delete: async () => {
      throw new Error(`configured Kubernetes cluster is unreachable. ${remedy}`);
    },
  };
}
