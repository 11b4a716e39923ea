import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { takeOverIssues } from "../../src/pulumi/barrier";
import { formatIssue } from "../../src/rules/issue";
import { awaited, MockCloud } from "./support/mock-cloud";
import { identityId, made, orders } from "./support/orders";
import { prose } from "./support/prose";

class Team extends pulumi.ComponentResource {
  constructor(type: string, name: string) {
    super(`shop:index:${type}`, name);
  }
}

const vault = (more: object): Partial<KeyVaultWorkloadIdentityArgs> => ({
  keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { a: {} }, ...more } },
});
const external = { secretProviderClass: { management: "External" as const } };
const copied = { syncedSecrets: { shared: { data: { a: "a" } } } };

async function issuesOf(...components: KeyVaultWorkloadIdentity[]): Promise<string[]> {
  return (await Promise.all(components.map(takeOverIssues))).flat().map(formatIssue);
}

describe("two teams in one program", () => {
  let cloud: MockCloud;
  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(true);
  });

  it("cannot fill one Secret, also where another owner applies their SecretProviderClasses", async () => {
    const first = new KeyVaultWorkloadIdentity("orders", orders(vault({ ...copied, ...external })));
    const second = new KeyVaultWorkloadIdentity("billing", orders(vault({ ...copied, ...external })));
    const third = new KeyVaultWorkloadIdentity("returns", orders(vault(copied)));
    const message = `keyVaults["kv-shop"].syncedSecrets: component "orders" (keyVaults["kv-shop"].syncedSecrets) uses Secret "shared" too. Rename one of the two.`;
    expect(await issuesOf(first, second, third)).to.deep.equal([message, message]);
  });

  it("cannot create one service account in a namespace whose name Pulumi gives, before it is known", async () => {
    const namespace = (name: string) =>
      pulumi.all([new Namespace(name).urn]).apply(() => pulumi.unknown) as unknown as pulumi.Output<string>;
    const [blue, green] = [namespace("blue"), namespace("green")];
    const shop = { serviceAccount: { name: "api" }, keyVaults: undefined };
    const component = (name: string, namespace: pulumi.Output<string>) =>
      new KeyVaultWorkloadIdentity(name, orders({ ...shop, namespace }));
    const all = [component("orders", blue), component("billing", blue), component("returns", green)];
    expect(await issuesOf(...all)).to.deep.equal([
      'serviceAccount.name: component "orders" (serviceAccount.name) uses ServiceAccount "api" too. Rename one of the two.',
    ]);
  });

  it("cannot fill one Secret from environment variables and from a copy", async () => {
    const env = { env: { A: "a" }, envSecretName: "shared" };
    const first = new KeyVaultWorkloadIdentity("orders", orders(vault(copied)));
    const second = new KeyVaultWorkloadIdentity("billing", orders(vault(env)));
    expect(await issuesOf(first, second)).to.deep.equal([
      `keyVaults["kv-shop"].envSecretName: component "orders" (keyVaults["kv-shop"].syncedSecrets) uses Secret "shared" too. Rename one of the two.`,
    ]);
  });

  it("can each apply a SecretProviderClass of their own with other Secrets", async () => {
    const first = new KeyVaultWorkloadIdentity("orders", orders(vault({ ...copied, ...external })));
    const second = new KeyVaultWorkloadIdentity("billing", orders(vault(external)));
    expect(await issuesOf(first, second)).to.deep.equal([]);
  });

  it("are named in the message where both components have one name", async () => {
    const component = (type: string, more: Partial<KeyVaultWorkloadIdentityArgs>) =>
      new KeyVaultWorkloadIdentity("orders", orders(more), { parent: new Team(type, "team") });
    const issues = await issuesOf(component("Blue", {}), component("Green", {}));
    expect(issues).to.include(
      'serviceAccount.name: component "orders" (serviceAccount.name) uses ServiceAccount "orders" too. Rename one of the two.',
    );
  });

  it("cannot both create the test pod of one name, which is fixed where the component's is in camel case", async () => {
    const component = (type: string, serviceAccount: string) =>
      new KeyVaultWorkloadIdentity(
        "ordersApi",
        orders({
          pod: { image: "registry.k8s.io/pause:3.10" },
          serviceAccount: { name: serviceAccount },
          keyVaults: undefined,
        }),
        { parent: new Team(type, "team") },
      );
    expect(await issuesOf(component("Blue", "blue"), component("Green", "green"))).to.deep.equal([
      'pod: component "ordersApi" (pod) uses Pod "orders-api-pod" too. Rename one of the two.',
    ]);
  });

  it("get different credentials for components of one name on one identity", async () => {
    const shared = { userAssignedIdentity: { id: identityId }, keyVaults: undefined };
    for (const [parent, namespace] of [
      [undefined, "shop"],
      [new Team("Blue", "team"), "blue"],
      [new Team("Green", "team"), "green"],
    ] as const) {
      await made("orders", orders({ ...shared, namespace }), { parent });
    }
    const credentials = cloud.of("FederatedIdentityCredential").map(({ inputs }) => inputs);
    const names = credentials.map((inputs) => inputs.federatedIdentityCredentialResourceName);
    expect(names[0], "without a parent, as in every release").to.equal("orders-aks-prod-300d296e");
    expect(new Set(names).size).to.equal(3);
  });

  it("read in the access summary that the default service account is that of every pod", async () => {
    const summary = async (name: string) => {
      const serviceAccount = { name, management: "External" as const };
      return prose(
        await awaited(new KeyVaultWorkloadIdentity(`w-${name}`, orders({ serviceAccount })).trust),
      );
    };
    const words = 'That is every pod in "shop" that names no service account.';
    expect(await summary("default")).to.include(words);
    expect(await summary("defaults")).not.to.include(words);
  });
});
