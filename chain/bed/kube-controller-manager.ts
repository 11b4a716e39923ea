import type { ApiConnection } from "../../local-cloud/kubernetes/api-connection";
import { BedProcess } from "./bed-process";
import type { Keeper } from "./keeper";

/** What the tests need: pods of Deployments, the account "default", and the end of namespaces and of what is owned. */
const controllers = [
  "deployment-controller",
  "replicaset-controller",
  "serviceaccount-controller",
  "namespace-controller",
  "garbage-collector-controller",
];

export function startKubeControllerManager(
  keeper: Keeper,
  options: { program: string; cluster: string; kubeconfigFile: string; api: ApiConnection },
): Promise<BedProcess> {
  const { program, cluster, kubeconfigFile, api } = options;
  return BedProcess.start(keeper, {
    name: `kube-controller-manager-${cluster}`,
    command: program,
    args: [
      ...["--kubeconfig", kubeconfigFile, "--controllers", controllers.join(",")],
      // It serves nothing, and is the only one.
      ...["--secure-port", "0", "--leader-elect=false"],
    ],
    isReady: async () => Boolean(await api.request("/api/v1/namespaces/default/serviceaccounts/default")),
  });
}
