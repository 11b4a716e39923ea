import { parseAllDocuments } from "yaml";
import { Azure } from "../../../emulator/azure/azure";
import { azureNative } from "../../../emulator/azure/provider";
import { Directory } from "../../../emulator/entra/directory";
import { azuread } from "../../../emulator/entra/provider";
import { ApiServer } from "../../../emulator/kubernetes/api-server";
import { applyDeclared } from "../../../emulator/kubernetes/manifests";
import { kubernetes } from "../../../emulator/kubernetes/provider";
import type { Provider, Session } from "../../../emulator/provider/provider";
import { type Recorded, Store } from "../../../emulator/store";
import type { World } from "../../../emulator/world";
import { type Made, MockCloud, type Registered } from "./mock-cloud";

/** The local cloud without an engine: Pulumi's mocks lead straight to what its providers would do. */
export class RecordingCloud extends MockCloud {
  readonly #store = new Store();
  readonly #sessions: Record<string, Session>;

  constructor(readonly world: World) {
    super();
    const directory = new Directory(() => world, this.#store);
    const isServicePrincipal = (id: string) => directory.servicePrincipal("objectId", id) !== undefined;
    const azure = new Azure(() => world, this.#store, isServicePrincipal);
    const api = new ApiServer(() => world, this.#store, "");
    applyDeclared(api, this.#store, "", world);
    const providers: Provider[] = [azureNative(azure), azuread(directory), kubernetes(() => api)];
    this.#sessions = Object.fromEntries(providers.map((one) => [one.name, one.configure({})]));
  }

  /** What exists now and was made by the program, or is declared in a cluster. */
  recorded(type: string): Recorded[] {
    const shelves = ["azure", "entra", "kubernetes"];
    const all = shelves.flatMap((shelf) => this.#store.entries(shelf).map(([, record]) => record));
    return all.filter((record) => record.type.endsWith(`:${type}`));
  }

  protected override async make({ type, name, inputs: news, id }: Registered): Promise<Made> {
    const session = this.#session(type);
    // The component itself, which no provider makes.
    if (!session) return { id: "", state: news };
    if (id) {
      const found = await session.read({ type, id, state: {} });
      if (!found) throw new Error(`${type} ${id} does not exist`);
      return { id, state: found.properties };
    }
    const randomSeed = Buffer.from(name);
    const { inputs, failures } = session.check({ type, name, olds: {}, news, randomSeed });
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const urn = `urn:pulumi:dev::shop::${type}::${name}`;
    const { id: made, properties } = await session.create({
      type,
      urn,
      inputs,
      preview: false,
      warn: async () => {},
    });
    return { id: made, state: properties };
  }

  protected override answer(token: string, inputs: Record<string, string>): Record<string, unknown> {
    return this.#session(token)?.invoke(token, inputs) ?? {};
  }

  #session(token: string): Session | undefined {
    return this.#sessions[token.split(":")[0] ?? ""];
  }
}

/** The one document of a manifest. */
export function manifestOf(yaml: string): Record<string, unknown> {
  return parseAllDocuments(yaml)[0]?.toJS() as Record<string, unknown>;
}
