import { stringify } from "yaml";
import type { World } from "../../../emulator";
import type { StackConfig } from "../../../emulator/engine/stack";
import type { KubernetesObject } from "../../../emulator/kubernetes/object-kind";
import { createWorkspace, type Workspace } from "../../engine/support/workspace";
import { succeeded } from "../../examples/support/example";
import { type Environment, openEnvironment } from "../end-to-end";
import type { RunningPod } from "../kubelet/running-pod";
import type { TestCluster } from "../test-cluster/test-cluster";
import { type ClusterName, sharedTestCluster } from "./test-cluster";

/** What a pod takes from the component. */
export interface PodOutputs {
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly volumes: readonly object[];
  readonly volumeMounts: readonly object[];
  readonly env: readonly object[];
}

interface ScenarioOptions {
  readonly world: World;
  readonly files: Readonly<Record<string, string>>;
  readonly config?: StackConfig;
}

/** One program in one world, updated by the real engine, and pods that use what it created. */
export class Scenario {
  private pods = 0;
  outputs: Readonly<Record<string, unknown>> = {};

  private constructor(
    readonly testCluster: TestCluster,
    readonly environment: Environment,
    readonly workspace: Workspace,
  ) {}

  /** Updated once. */
  static async open(options: ScenarioOptions): Promise<Scenario> {
    const scenario = await Scenario.prepare(options);
    try {
      await scenario.up();
      return scenario;
    } catch (error) {
      await scenario.close();
      throw error;
    }
  }

  /** Not run yet. */
  static async prepare(options: ScenarioOptions): Promise<Scenario> {
    const testCluster = await sharedTestCluster();
    const environment = await openEnvironment(testCluster, options.world);
    const { files, config } = options;
    try {
      const { debugProviders } = environment.cloud;
      const workspace = await createWorkspace({ files, config, debugProviders, ...testCluster.deployer });
      return new Scenario(testCluster, environment, workspace);
    } catch (error) {
      await environment.close();
      throw error;
    }
  }

  async up(files: Readonly<Record<string, string>> = {}): Promise<void> {
    this.workspace.write(files);
    this.outputs = succeeded(await this.workspace.up("--skip-preview")).outputs;
  }

  /** Starts a new pod that uses the outputs; `change` is what its author did otherwise. */
  async start(cluster: ClusterName, change: Partial<PodOutputs> = {}): Promise<RunningPod> {
    return this.environment.start(cluster, await this.pod(cluster, change));
  }

  async pod(cluster: ClusterName, change: Partial<PodOutputs> = {}): Promise<KubernetesObject> {
    const outputs = { ...(this.outputs.pod as PodOutputs), ...change };
    const { namespace, podLabels: labels, serviceAccountName, volumes, volumeMounts, env } = outputs;
    const containers = [{ name: "app", image: "example/app", volumeMounts, env }];
    this.pods += 1;
    return this.testCluster.cluster(cluster).create({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `app-${this.pods}`, namespace, labels },
      spec: { serviceAccountName, volumes, containers },
    } as unknown as KubernetesObject);
  }

  async close(): Promise<void> {
    this.workspace.dispose();
    await this.environment.close();
  }
}

const podOutputs = ["namespace", "serviceAccountName", "podLabels", "volumes", "volumeMounts", "env"];

/** A YAML program with one component, whose outputs are those of the program. */
export function program(name: string, args: object): Record<string, string> {
  const output = (property: string) => `\${${name}.${property}}`;
  const project = {
    name,
    runtime: "yaml",
    resources: { [name]: { type: "azure-workload-identity:KeyVaultWorkloadIdentity", properties: args } },
    outputs: {
      pod: Object.fromEntries(podOutputs.map((property) => [property, output(property)])),
      manifests: output("manifests"),
      clientId: output("clientId"),
      principalId: output("principalId"),
    },
  };
  return { "Pulumi.yaml": stringify(project) };
}
