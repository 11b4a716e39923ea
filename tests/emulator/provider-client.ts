import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { fromStruct, type Properties, toStruct } from "../../emulator/provider/values";

export interface Created {
  type: string;
  name: string;
  id: string;
  inputs: Properties;
  properties: Properties;
}

/** Asks a provider what the engine would ask, without an engine. */
export class ProviderClient {
  private constructor(private readonly client: ResourceProviderClient) {}

  static async connect(debugProviders: string, provider: string, config: Record<string, string> = {}) {
    const port = debugProviders
      .split(",")
      .map((entry) => entry.split(":"))
      .find(([name]) => name === provider)?.[1];
    return ProviderClient.connectTo(Number(port), provider, config);
  }

  static async connectTo(port: number, provider: string, config: Record<string, string> = {}) {
    // Each provider of a program has a connection of its own.
    const client = new ProviderClient(
      new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
        "grpc.use_local_subchannel_pool": 1,
      }),
    );
    const request = new rpc.ConfigureRequest();
    for (const [key, value] of Object.entries(config)) {
      request.getVariablesMap().set(`${provider}:config:${key}`, value);
    }
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    await client.call("configure", request);
    return client;
  }

  close(): void {
    this.client.close();
  }

  /** What a change of the provider's own configuration means. */
  async diffConfig(olds: Properties, news: Properties) {
    const request = new rpc.DiffRequest();
    request.setUrn(urn("pulumi:providers:kubernetes", "cluster"));
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const response = await this.call<rpc.DiffResponse>("diffConfig", request);
    return { diffs: response.getDiffsList().sort(), replaces: response.getReplacesList().sort() };
  }

  async check(type: string, name: string, news: Properties, olds: Properties = {}) {
    const request = new rpc.CheckRequest();
    request.setUrn(urn(type, name));
    request.setNews(toStruct({ ...constants(type), ...news }));
    request.setOlds(toStruct(olds));
    request.setRandomseed(Buffer.from(type + name));
    const response = await this.call<rpc.CheckResponse>("check", request);
    return {
      inputs: fromStruct(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async preview(type: string, name: string, inputs: Properties): Promise<Properties> {
    return (await this.create(type, name, inputs, true)).properties;
  }

  /** Check and Create. */
  async create(type: string, name: string, news: Properties, preview = false): Promise<Created> {
    const { inputs, failures } = await this.check(type, name, news);
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const request = new rpc.CreateRequest();
    request.setUrn(urn(type, name));
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    const response = await this.call<rpc.CreateResponse>("create", request);
    return { type, name, id: response.getId(), inputs, properties: fromStruct(response.getProperties()) };
  }

  async diff({ type, name, id, inputs, properties }: Created, news: Properties) {
    const checked = await this.check(type, name, news, inputs);
    const request = new rpc.DiffRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setOldInputs(toStruct(inputs));
    request.setOlds(toStruct(properties));
    request.setNews(toStruct(checked.inputs));
    const response = await this.call<rpc.DiffResponse>("diff", request);
    return {
      changes: [
        ...response
          .getDetaileddiffMap()
          .getEntryList()
          .map(([path]: [string, unknown]) => path),
      ],
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async update({ type, name, id, inputs, properties }: Created, news: Properties, preview = false) {
    const checked = await this.check(type, name, news, inputs);
    const request = new rpc.UpdateRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setOlds(toStruct(properties));
    request.setNews(toStruct(checked.inputs));
    request.setPreview(preview);
    return fromStruct((await this.call<rpc.UpdateResponse>("update", request)).getProperties());
  }

  /** Refresh; an import when `made` has no inputs. Undefined when it is gone. */
  async read({ type, name, id, inputs, properties }: Partial<Created> & { type: string; id: string }) {
    const request = new rpc.ReadRequest();
    request.setUrn(urn(type, name ?? "imported"));
    request.setId(id);
    if (properties) request.setProperties(toStruct(properties));
    if (inputs) request.setInputs(toStruct(inputs));
    const response = await this.call<rpc.ReadResponse>("read", request);
    if (!response.getId()) return undefined;
    return { inputs: fromStruct(response.getInputs()), properties: fromStruct(response.getProperties()) };
  }

  async delete({ type, name, id, properties }: Created): Promise<void> {
    const request = new rpc.DeleteRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setProperties(toStruct(properties));
    await this.call("delete", request);
  }

  async invoke(token: string, args: Properties = {}): Promise<Properties> {
    const request = new rpc.InvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(args));
    return fromStruct((await this.call<rpc.InvokeResponse>("invoke", request)).getReturn());
  }

  private async call<T>(method: keyof ResourceProviderClient, request: unknown): Promise<T> {
    const send = this.client[method] as (request: unknown, callback: (e: Error | null, r: T) => void) => void;
    return (await promisify(send.bind(this.client))(request)) as T;
  }
}

/** `kubernetes:apps/v1:DeploymentPatch` → what the SDK puts into every object of that type. */
function constants(type: string): Properties {
  const [, apiVersion, kind] = /^kubernetes:(?:core\/)?(.+):(.+?)(?:Patch)?$/.exec(type) ?? [];
  return apiVersion ? { apiVersion, kind } : {};
}

function urn(type: string, name: string): string {
  return `urn:pulumi:dev::program::${type}::${name}`;
}

/** The message that the promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as grpc.ServiceError).details ?? (error as Error).message;
  }
  throw new Error("expected a refusal");
}
