import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** Set for what was only read. */
  readonly id?: string;
}

export interface Made {
  readonly id: string;
  readonly state: Record<string, unknown>;
}

type Answer = (inputs: Record<string, string>) => unknown;

/** Pulumi's own mocks with the look-ups of one subscription; fast, and blind to everything an engine decides. */
export class MockCloud {
  /** The children whose replacement is made before the old one goes. */
  readonly createdFirst: string[] = [];
  /** The properties of each child whose changes are left aside. */
  readonly ignored: Record<string, string[]> = {};
  readonly registered: Registered[] = [];
  readonly calls: { token: string; inputs: Record<string, unknown> }[] = [];
  /** Names of the resources that each resource waits for. */
  readonly dependencies: Record<string, string[]> = {};
  /** Pairs of names that were written at the same time. */
  readonly overlaps: string[][] = [];
  /** How long a write takes, in milliseconds. */
  writeTime = 0;
  readonly answers: Record<string, Answer> = {
    "azure-native:authorization:getClientConfig": () => ({
      subscriptionId: "00000000-0000-0000-0000-00000000aaaa",
      tenantId: "00000000-0000-0000-0000-00000000bbbb",
      objectId: "00000000-0000-0000-0000-0000000de910",
    }),
    "azure-native:containerservice:getManagedCluster": ({ resourceName }) => ({
      oidcIssuerProfile: { enabled: true, issuerURL: `https://issuer.example.com/${resourceName}/` },
      securityProfile: { workloadIdentity: { enabled: true } },
      addonProfiles: {
        azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "true" } },
      },
    }),
    "azure-native:keyvault:getVault": ({ vaultName }) => ({
      properties: {
        enableRbacAuthorization: !vaultName?.includes("policy"),
        tenantId: "00000000-0000-0000-0000-00000000BBBB",
      },
    }),
    "azure-native:managedidentity:getUserAssignedIdentity": () => ({
      clientId: "00000000-0000-0000-0000-00000000c11e",
      principalId: "00000000-0000-0000-0000-0000000b1ec7",
      tenantId: "00000000-0000-0000-0000-00000000bbbb",
    }),
    "azuread:index/getApplication:getApplication": () => ({
      objectId: "00000000-0000-0000-0000-00000000a991",
    }),
    "azuread:index/getServicePrincipal:getServicePrincipal": () => ({
      objectId: "00000000-0000-0000-0000-0000000b1ec7",
    }),
  };
  /** What is there already and is only read, by the last part of its type. */
  readonly existing: Record<string, Record<string, unknown>> = {};
  /** The ids that a preview knows, by child: those that an update before has made. */
  readonly ids: Record<string, string> = {};
  readonly #inFlight = new Set<Registered>();

  /** From now on, programs run against this cloud. */
  async enter(preview: boolean): Promise<void> {
    const mocks: pulumi.runtime.Mocks = {
      newResource: async ({ type, name, inputs, id }) => {
        const resource = id ? { type, name, inputs, id } : { type, name, inputs };
        this.registered.push(resource);
        await this.#write(resource);
        const existing = id ? this.existing[type.split(":").at(-1) ?? ""] : undefined;
        if (existing) return { id, state: existing };
        return preview ? { id: this.ids[name], state: inputs } : this.make(resource);
      },
      call: async ({ token, inputs }) => {
        this.calls.push({ token, inputs });
        return this.answer(token, inputs);
      },
    };
    await pulumi.runtime.setMocks(mocks, "shop", "dev", preview);
    this.#watchDependencies();
  }

  of(type: string): Registered[] {
    return this.registered.filter((one) => one.type.endsWith(`:${type}`));
  }

  /** Waits for children that nothing in the program waits for. */
  async appeared(type: string, count = 1): Promise<void> {
    for (let looks = 0; this.of(type).length < count; looks++) {
      if (looks === 5_000) throw new Error(`${this.of(type).length} of ${count} ${type} appeared`);
      await sleep(1);
    }
  }

  /** A look-up fails from now on, as a provider says it. */
  refuse(token: string, message: string): void {
    this.answers[token] = () => {
      throw Object.assign(new Error(message), { details: message });
    };
  }

  /** The children as `type name`, in the order of their names. */
  get children(): string[] {
    const custom = this.registered.filter(({ type }) => !type.startsWith("azure-workload-identity:"));
    return custom.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort();
  }

  /** The look-ups by the last part of their tokens, sorted. */
  get asked(): string[] {
    return this.calls.map(({ token }) => token.split(":").at(-1) ?? "").sort();
  }

  /** What is there after a write in an update. */
  protected async make({ type, name, inputs }: Registered): Promise<Made> {
    const decided = decidedByAzure[type.split(":").at(-1) ?? ""]?.(name) ?? {};
    return { id: decided.id ?? `${name}-id`, state: { ...inputs, ...decided } };
  }

  protected answer(token: string, inputs: Record<string, string>): Record<string, unknown> {
    return this.answers[token]?.(inputs) as Record<string, unknown>;
  }

  async #write(resource: Registered): Promise<void> {
    for (const other of this.#inFlight) {
      if (other.type === resource.type) this.overlaps.push([other.name, resource.name]);
    }
    this.#inFlight.add(resource);
    if (this.writeTime > 0) await new Promise((resolve) => setTimeout(resolve, this.writeTime));
    this.#inFlight.delete(resource);
  }

  /** The mocks are not told what a resource depends on: the request has it. */
  #watchDependencies(): void {
    const monitor = pulumi.runtime.getMonitor() as unknown as MockMonitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request: RegisterRequest, callback: Parameters<typeof register>[1]) => {
      this.dependencies[request.getName()] = request
        .getDependenciesList()
        .map((urn) => urn.split("::").at(-1) ?? "")
        .sort();
      // An answer of "no" has to be given: left open, the provider decides.
      if (request.getDeletebeforereplacedefined() && !request.getDeletebeforereplace()) {
        this.createdFirst.push(request.getName());
      }
      this.ignored[request.getName()] = request.getIgnorechangesList();
      return register(request, callback);
    };
  }
}

interface RegisterRequest {
  getName(): string;
  getDependenciesList(): string[];
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
  getIgnorechangesList(): string[];
}

const decidedByAzure: Record<string, (name: string) => Record<string, string>> = {
  UserAssignedIdentity: (name) => ({
    id: `/subscriptions/00000000-0000-0000-0000-00000000aaaa/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}1a2b3c4d`,
    name: `${name}1a2b3c4d`,
    clientId: "00000000-0000-0000-0000-00000000c11e",
    principalId: "00000000-0000-0000-0000-0000000b1ec7",
    tenantId: "00000000-0000-0000-0000-00000000bbbb",
  }),
  Application: () => ({
    id: "/applications/00000000-0000-0000-0000-00000000a991",
    clientId: "00000000-0000-0000-0000-00000000c11e",
    objectId: "00000000-0000-0000-0000-00000000a991",
  }),
  ServicePrincipal: () => ({ objectId: "00000000-0000-0000-0000-0000000b1ec7" }),
};

export function awaited<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as never));
}
