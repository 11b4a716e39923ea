import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sdkVersion } from "../../../emulator/provider/sdk-version";
import type { Programs } from "../programs";
import { Cluster } from "./cluster";
import { makeCredentials } from "./credentials";
import { installDriverObjects } from "./driver-objects";
import { startEtcd } from "./etcd";
import { Keeper } from "./keeper";
import { type KeyVaultProvider, startKeyVaultProvider } from "./key-vault-provider";
import { startKubeApiserver } from "./kube-apiserver";
import { startKubeControllerManager } from "./kube-controller-manager";
import { kubeconfig } from "./kubeconfig";
import { keepPodsReady } from "./pod-readiness";
import { startWebhook } from "./webhook";

export interface TestClusterOptions {
  readonly programs: Programs;
  /** Name → issuer, byte for byte. A provider without a context means the first one. */
  readonly clusters: Readonly<Record<string, string>>;
  /** Where the webhook sends SDKs that do not say otherwise. */
  readonly tenantId: string;
}

/** Clusters with all that is in them, and no Azure yet. */
export class TestCluster {
  readonly clusters = new Map<string, Cluster>();
  readonly #keeper = new Keeper();
  readonly #credentials = makeCredentials(this.#keeper.folder);
  /** In the order they started; they end in the other. */
  readonly #processes: { stop(): Promise<void> }[] = [];
  readonly #servers: Record<string, string> = {};

  private constructor(private readonly options: TestClusterOptions) {}

  get programs(): Programs {
    return this.options.programs;
  }

  static async start(options: TestClusterOptions): Promise<TestCluster> {
    const testCluster = new TestCluster(options);
    try {
      await testCluster.start();
      return testCluster;
    } catch (error) {
      await testCluster.stop();
      throw error;
    }
  }

  cluster(name: string): Cluster {
    const found = this.clusters.get(name);
    if (!found) throw new Error(`no cluster "${name}"; there are ${[...this.clusters.keys()].join(", ")}`);
    return found;
  }

  /** For programs that reach a cluster by themselves, as kubectl does. */
  kubeconfigFile(name: string): string {
    return join(this.#keeper.folder, `${name}.kubeconfig`);
  }

  /** What a deployer's machine has: the real Kubernetes provider, and a context for each cluster. */
  get deployer() {
    return {
      plugins: { [`kubernetes-v${sdkVersion("@pulumi/kubernetes")}`]: this.programs.kubernetesProvider },
      env: { KUBECONFIG: join(this.#keeper.folder, "kubeconfig") },
    };
  }

  /** A kubeconfig that knows these clusters only; the first one is its current context. */
  kubeconfig(...names: string[]): string {
    const servers = Object.fromEntries(names.map((name) => [name, this.#servers[name] as string]));
    return kubeconfig(servers, this.#credentials);
  }

  /** The same for a user who may do there what the cluster's roles allow. */
  kubeconfigOf(user: string, cluster: string): string {
    const servers = { [cluster]: this.#servers[cluster] as string };
    return kubeconfig(servers, this.#credentials, this.#credentials.user(user));
  }

  /** What is published under an issuer's URL. */
  readonly keysOf = async (issuer: string) =>
    [...this.clusters.values()].find((cluster) => cluster.issuer === issuer)?.keySet();

  startKeyVaultProvider(azure: { proxyPort: number; caCertificate: string }): Promise<KeyVaultProvider> {
    return startKeyVaultProvider(this.#keeper, this.programs, azure);
  }

  async stop(): Promise<void> {
    for (const process of this.#processes.splice(0).reverse()) await process.stop();
    await this.#keeper.close();
  }

  private async start(): Promise<void> {
    const { clusters } = this.options;
    const etcd = await startEtcd(this.programs.etcd, this.#keeper);
    this.#processes.push(etcd.process);
    const started = Object.entries(clusters).map(([name, issuer]) =>
      this.startCluster(name, issuer, etcd.url),
    );
    // All have come to an end before anything is stopped.
    for (const one of await Promise.allSettled(started)) if (one.status === "rejected") throw one.reason;
    writeFileSync(this.deployer.env.KUBECONFIG, this.kubeconfig(...Object.keys(clusters)), { mode: 0o600 });
  }

  private async startCluster(name: string, issuer: string, etcd: string): Promise<void> {
    const { programs, tenantId } = this.options;
    const credentials = this.#credentials;
    const server = await startKubeApiserver(this.#keeper, {
      program: programs.kubeApiserver,
      etcd,
      cluster: name,
      issuer,
      credentials,
    });
    this.#processes.push(server.process);
    this.#servers[name] = server.url;
    const kubeconfigFile = this.kubeconfigFile(name);
    writeFileSync(kubeconfigFile, this.kubeconfig(name), { mode: 0o600 });
    const cluster = new Cluster(name, issuer, server.api, server.auditLog);
    await installDriverObjects(cluster, programs);
    this.#processes.push(
      await startKubeControllerManager(this.#keeper, {
        program: programs.kubeControllerManager,
        cluster: name,
        kubeconfigFile,
        api: server.api,
      }),
    );
    this.#processes.push(
      await startWebhook(this.#keeper, { programs, cluster, kubeconfigFile, tenantId, credentials }),
    );
    this.#processes.push(keepPodsReady(server.api));
    this.clusters.set(name, cluster);
  }
}
