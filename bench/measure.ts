import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConstructRequest, GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { FakeEngine } from "./fake-engine";

export interface Measurement {
  /** Seconds from spawn to the port line. */
  readonly port: number;
  /** Seconds from spawn to the answer of the first Construct; the schema is asked for before, as the engine does. */
  readonly construct: number;
  /** Peak of resident memory by then, in MB. */
  readonly memory: number;
}

/** Starts the plugin in `folder` in a fresh process, as Pulumi's Node host does, and constructs one component. */
export async function measure(
  folder: string,
  cwd: string,
  engine: FakeEngine,
  type: string,
  inputs: Record<string, unknown>,
): Promise<Measurement> {
  const runPlugin = require.resolve("@pulumi/pulumi/cmd/run-plugin");
  const start = performance.now();
  const since = () => (performance.now() - start) / 1000;
  const plugin = spawn(process.execPath, [runPlugin, folder, engine.address], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(plugin.stdout.setEncoding("utf8"), "data");
    const port = since();
    const client = new ResourceProviderClient(`127.0.0.1:${Number(line)}`, credentials.createInsecure());
    await answer((callback) => client.getSchema(new GetSchemaRequest(), callback));
    await answer((callback) => client.construct(constructRequest(engine, type, inputs), callback));
    const construct = since();
    client.close();
    return { port, construct, memory: peakMemory(plugin.pid as number) };
  } finally {
    plugin.kill();
    await once(plugin, "exit");
  }
}

function constructRequest(
  engine: FakeEngine,
  type: string,
  inputs: Record<string, unknown>,
): ConstructRequest {
  const request = new ConstructRequest();
  request.setProject("bench");
  request.setStack("bench");
  request.setDryrun(true);
  request.setMonitorendpoint(engine.address);
  request.setType(type);
  request.setName("orders");
  request.setInputs(Struct.fromJavaScript(inputs as never));
  request.setAcceptsOutputValues(true);
  return request;
}

function answer(ask: (callback: (error: Error | null) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    ask((error) => (error ? reject(error) : resolve()));
  });
}

function peakMemory(pid: number): number {
  const kilobytes = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1];
  return Number(kilobytes) / 1000;
}
