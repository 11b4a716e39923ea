import * as grpc from "@grpc/grpc-js";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Call, FaultHook } from "./calls";
import { resourceProvider } from "./handlers";
import type { Provider } from "./provider";

/** Serves a provider to the engine on a free port of this machine. */
export async function serve(
  provider: Provider,
  calls: Call[],
  faultHook: FaultHook,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const handlers: Record<string, grpc.handleUnaryCall<never, unknown>> = {};
  for (const [method, handle] of Object.entries(resourceProvider(provider, calls, faultHook))) {
    handlers[method] = (call, callback) => {
      Promise.resolve()
        .then(() => handle(call.request, call.getPeer()))
        .then((answer) => callback(null, answer ?? new Empty()))
        .catch((error: Error) => callback({ code: grpc.status.UNKNOWN, message: error.message }));
    };
  }
  // What is not handled (Construct, GetMapping, ...) answers UNIMPLEMENTED, which the engine accepts.
  server.addService(ResourceProviderService, handlers as unknown as IResourceProviderServer);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    // The engine keeps its connection open, so waiting for it to close would hang.
    stop: async () => server.forceShutdown(),
  };
}
