import { credentials, Server, ServerCredentials, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, InvokeRequest, type InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Emulator } from "../emulator/index";

/** What the engine answers during a preview, without the engine: its own start would hide the plugin's. */
export interface FakeEngine {
  readonly address: string;
  stop(): void;
}

/** What the engine of the oldest supported SDK's day could do, as far as a component asks. */
const features = ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith"];

export async function startFakeEngine(cloud: Emulator): Promise<FakeEngine> {
  const azure = await connectTo(cloud.debugProviders.match(/azure-native:(\d+)/)?.[1]);
  const server = new Server();
  server.addService(
    EngineService,
    answers({ log: () => new Empty(), getRootResource, setRootResource: () => new Empty() }),
  );
  server.addService(ResourceMonitorService, {
    ...answers({ supportsFeature, registerResource, registerResourceOutputs: () => new Empty() }),
    invoke: (call: { request: rpc.ResourceInvokeRequest }, callback: sendUnaryData<InvokeResponse>) => {
      const request = new InvokeRequest();
      request.setTok(call.request.getTok());
      request.setArgs(call.request.getArgs());
      azure.invoke(request, callback);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    stop: () => {
      azure.close();
      server.forceShutdown();
    },
  };
}

async function connectTo(port: string | undefined): Promise<ResourceProviderClient> {
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  await new Promise<void>((resolve, reject) => {
    client.configure(new ConfigureRequest(), (error) => (error ? reject(error) : resolve()));
  });
  return client;
}

// biome-ignore lint/suspicious/noExplicitAny: each method has messages of its own
type Answers = Record<string, (request: any) => unknown>;

function answers(methods: Answers) {
  const handlers = Object.entries(methods).map(([name, answer]) => [
    name,
    (call: { request: unknown }, callback: (error: null, response: unknown) => void) =>
      callback(null, answer(call.request)),
  ]);
  return Object.fromEntries(handlers);
}

function getRootResource(): GetRootResourceResponse {
  const response = new GetRootResourceResponse();
  response.setUrn("urn:pulumi:bench::bench::pulumi:pulumi:Stack::bench-bench");
  return response;
}

function supportsFeature(request: rpc.SupportsFeatureRequest): rpc.SupportsFeatureResponse {
  const response = new rpc.SupportsFeatureResponse();
  response.setHassupport(features.includes(request.getId()));
  return response;
}

function registerResource(request: rpc.RegisterResourceRequest): rpc.RegisterResourceResponse {
  const response = new rpc.RegisterResourceResponse();
  response.setUrn(`urn:pulumi:bench::bench::${request.getType()}::${request.getName()}`);
  response.setObject(request.getObject());
  return response;
}
