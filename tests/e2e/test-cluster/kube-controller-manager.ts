import type { ApiConnection } from "./api-connection";
import { ClusterProcess } from "./cluster-process";
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
): Promise<ClusterProcess> {
  const { program, cluster, kubeconfigFile, api } = options;
  return ClusterProcess.start(keeper, {
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
