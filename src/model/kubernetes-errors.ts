/** Errors of a Kubernetes API server in an update. */

import { doctorHint, type Explanation, type FailedChild, interrupted, renamed, text } from "./advice";

export const kubernetesExplanations: readonly Explanation[] = [
  {
    of: ["ServiceAccount"],
    says: /serviceaccounts "[^"]+" already exists/,
    explain: (child) =>
      `The service account exists. ${renamed()} If another owner created it, add the annotations to it: ` +
      `serviceAccount: { management: "Annotate" }; or leave it alone: "External". ${doctorHint} ${interrupted(child, kubernetesId(child))}`,
  },
  {
    of: ["SecretProviderClass"],
    says: /secretproviderclasses\S* "[^"]+" already exists/,
    explain: (child) =>
      `The SecretProviderClass exists. ${renamed("keyVaults")} If another owner created it, leave it to them: ` +
      `secretProviderClass: { management: "External" }; or set another name. ${doctorHint} ${interrupted(child, kubernetesId(child))}`,
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
    of: ["ServiceAccount"],
    says: /conflicts? with "([^"]+)"/,
    explain: (child, [manager = ""]) =>
      `${changedSince(child, manager)} Or let "${manager}" manage it, in steps: management "Annotate" first (docs/documents/hand-over.md). ` +
      '"External" would delete it.',
  },
  {
    of: ["SecretProviderClass"],
    says: /conflicts? with "([^"]+)"/,
    explain: (child, [manager = ""]) =>
      `${changedSince(child, manager)} Or let "${manager}" manage it: management "External" deletes it, which running pods ` +
      `do not notice; pods that start wait until "${manager}" has applied it, from output \`manifests\`.`,
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

function changedSince({ inputs }: FailedChild, manager: string): string {
  const { name, namespace } = metadata(inputs);
  return `"${manager}" has changed the object since. Let one of the two manage it: remove ${name} in ${namespace} from "${manager}".`;
}

function kubernetesId({ inputs }: FailedChild): string {
  const { name, namespace } = metadata(inputs);
  return `${namespace}/${name}`;
}

function metadata(inputs: FailedChild["inputs"]): { name: string; namespace: string } {
  const { name, namespace } = (inputs.metadata ?? {}) as Record<string, unknown>;
  return { name: text(name), namespace: text(namespace) };
}
