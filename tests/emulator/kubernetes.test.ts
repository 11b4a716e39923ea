import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import {
  type Backend,
  containers,
  create,
  orders,
  parameters,
  types,
  workload,
} from "./kubernetes-cases/backend";
import { kubernetesCases } from "./kubernetes-cases/cases";
import { ProviderClient, refusal } from "./provider-client";
import { world } from "./world";

const { serviceAccount, namespace } = types;

describe("the emulator's Kubernetes provider", () => {
  let cloud: Emulator;
  let backend: Backend;
  const clients: ProviderClient[] = [];

  const connect = async (config: Record<string, string> = {}) => {
    const client = await ProviderClient.connect(cloud.debugProviders, "kubernetes", config);
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    cloud = await startEmulator({ world: { ...world(), unreachableContexts: ["lost"] } });
    backend = {
      provider: await connect(),
      creates: "by POST",
      connect,
      kubeconfig,
      live: async (type, id) =>
        cloud.kubernetes.find((one) => one.type === type && one.id === id)?.properties,
      remove: async (type, id) => cloud.remove(type, id),
      apply: async (manifest) => cloud.applyManifest(JSON.stringify(manifest)),
    };
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await cloud.stop();
  });

  kubernetesCases(() => backend);

  it("an object in a namespace that comes a moment later is created", async () => {
    const { provider } = backend;
    const made = provider.create(serviceAccount, "orders", orders({ namespace: "later" }));
    await provider.create(namespace, "later", { metadata: { name: "later" } });
    expect((await made).id).to.equal("later/orders");
  });

  // The real provider tries for a minute before it says so.
  it("a namespace that does not exist is refused", async () => {
    const made = backend.provider.create(serviceAccount, "orders", orders({ namespace: "nowhere" }));
    expect(await refusal(made)).to.match(/by the Kubernetes API server: namespaces "nowhere" not found$/);
  });

  it("what a SecretProviderClass does not know is pruned when it is created by POST", async () => {
    const fields = { spec: { ...parameters({}), Parameters: {} }, data: {} };
    const made = await create(backend, types.providerClass, fields);
    expect(made.properties.spec).to.deep.equal(parameters({}));
    expect(made.properties).not.to.have.property("data");
  });

  it("a namespace that the world declares exists already", async () => {
    const made = backend.provider.create(namespace, "n", { metadata: { name: "shop" } });
    expect(await refusal(made)).to.contain('namespaces "shop" already exists');
  });

  it("a kind that the emulator does not know is refused", async () => {
    const made = backend.provider.create("kubernetes:example.com/v1:Widget", "w", {});
    expect(await refusal(made)).to.equal('no matches for kind "Widget" in version "example.com/v1"');
  });

  it("two volumes of one name are refused", async () => {
    const volumes = ["a", "a"].map((name) => ({ name }));
    const made = create(backend, types.deployment, { spec: workload({ containers, volumes }) });
    expect(await refusal(made)).to.contain('spec.template.spec.volumes[1].name: Duplicate value: "a"');
  });

  it("labels and annotations that are not strings are refused", async () => {
    const fields = orders({ annotations: { expiry: 3600 } });
    expect(await refusal(backend.provider.create(serviceAccount, "orders", fields))).to.contain(
      'ServiceAccount in version "v1" cannot be handled as a ServiceAccount: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.annotations of type string',
    );
  });
});

function kubeconfig(name: string): string {
  return JSON.stringify({
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: "deployer" } }],
    clusters: [{ name, cluster: { server: `https://${name}.test` } }],
    users: [{ name: "deployer", user: { token: "secret" } }],
  });
}
