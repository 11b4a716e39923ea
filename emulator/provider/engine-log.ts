import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Where a provider's warnings go: to the engine that attached last. */
export class EngineLog {
  #address: string | undefined;

  attach(address: string): void {
    this.#address = address;
  }

  /** Without an engine nobody reads it. */
  async warn(urn: string, message: string): Promise<void> {
    if (this.#address === undefined) return;
    const client = new EngineClient(this.#address, grpc.credentials.createInsecure());
    const request = new LogRequest();
    request.setSeverity(LogSeverity.WARNING);
    request.setUrn(urn);
    request.setMessage(message);
    await new Promise<void>((resolve, reject) =>
      client.log(request, (error) => (error ? reject(error) : resolve())),
    ).finally(() => client.close());
  }
}
