import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ProviderClient } from "../../emulator/provider-client";

/** Runs a provider's executable as the engine does, one process for each configuration. */
export class RealProvider {
  readonly #processes: ChildProcess[] = [];
  readonly #clients: ProviderClient[] = [];

  private constructor(
    private readonly executable: string,
    private readonly kubeconfigFile: string,
    private readonly engine: grpc.Server,
    private readonly enginePort: number,
  ) {}

  static async open(executable: string, kubeconfigFile: string): Promise<RealProvider> {
    const engine = new grpc.Server();
    // Where the provider sends its messages.
    const log: grpc.handleUnaryCall<unknown, Empty> = (_call, callback) => callback(null, new Empty());
    engine.addService(EngineService, { log } as unknown as IEngineServer);
    const port = await new Promise<number>((resolve, reject) => {
      engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return new RealProvider(executable, kubeconfigFile, engine, port);
  }

  async connect(config: Record<string, string> = {}): Promise<ProviderClient> {
    const child = spawn(this.executable, [`127.0.0.1:${this.enginePort}`], {
      env: { PATH: process.env.PATH, KUBECONFIG: this.kubeconfigFile },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#processes.push(child);
    const [port] = await once(createInterface({ input: child.stdout }), "line");
    const client = await ProviderClient.connectTo(Number(port), "kubernetes", config);
    this.#clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    for (const child of this.#processes.filter(({ exitCode }) => exitCode === null)) {
      child.kill();
      await once(child, "exit");
    }
    this.engine.forceShutdown();
  }
}
