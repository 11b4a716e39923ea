import { ApiConnection } from "./api-connection";
import { AuditLog } from "./audit-log";
import { ClusterProcess } from "./cluster-process";
import { type Credentials, makeSigningKey } from "./credentials";
import type { Keeper } from "./keeper";
import { kubeconfig } from "./kubeconfig";
import { freePort } from "./ports";

export interface KubeApiserverOptions {
  readonly program: string;
  readonly etcd: string;
  readonly cluster: string;
  /** Byte for byte what its tokens say. */
  readonly issuer: string;
  readonly credentials: Credentials;
}

export interface KubeApiserver {
  readonly url: string;
  readonly api: ApiConnection;
  readonly auditLog: AuditLog;
  readonly signingKeyFile: string;
  readonly process: ClusterProcess;
}

export async function startKubeApiserver(
  keeper: Keeper,
  { program, etcd, cluster, issuer, credentials }: KubeApiserverOptions,
): Promise<KubeApiserver> {
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const { privateKeyFile, publicKeyFile } = makeSigningKey(keeper.folder, cluster);
  const api = await ApiConnection.open(kubeconfig({ [cluster]: url }, credentials), cluster);
  const auditLog = new AuditLog(keeper.folder, cluster);
  const process = await ClusterProcess.start(keeper, {
    name: `kube-apiserver-${cluster}`,
    command: program,
    args: [
      // One store for all clusters, apart by prefix.
      ...["--etcd-servers", etcd, "--etcd-prefix", `/${cluster}`],
      ...["--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1", "--secure-port", String(port)],
      ...["--endpoint-reconciler-type", "none", "--service-cluster-ip-range", "10.96.0.0/24"],
      ...["--tls-cert-file", credentials.serverCertificateFile],
      ...["--tls-private-key-file", credentials.serverKeyFile],
      ...["--client-ca-file", credentials.authorityFile, "--authorization-mode", "RBAC"],
      ...["--service-account-issuer", issuer],
      ...["--service-account-jwks-uri", new URL("openid/v1/jwks", issuer).href],
      ...["--service-account-signing-key-file", privateKeyFile],
      ...["--service-account-key-file", publicKeyFile],
      ...["--audit-policy-file", auditLog.policyFile, "--audit-log-path", auditLog.file],
      "--profiling=false",
    ],
    isReady: async () => (await api.request("/readyz")).message === "ok",
  });
  return { url, api, auditLog, signingKeyFile: privateKeyFile, process };
}
