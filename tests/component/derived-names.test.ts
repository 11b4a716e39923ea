import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { kebabCase } from "../../src/model/names";
import { awaited, MockCloud } from "./support/mock-cloud";
import { orders } from "./support/orders";

const vault = { resourceGroupName: "shop", objects: { a: {} }, env: { A: "a" } };

describe("the names that derive from a component's name", () => {
  it("have lower-case words with hyphens in Kubernetes", () => {
    const names = ["orders", "ordersApi", "OrdersAPI", "HTTPOrders", "orders-v2", "ordersV2Api", "orders.v2"];
    expect(names.map(kebabCase)).to.deep.equal([
      "orders",
      "orders-api",
      "orders-api",
      "http-orders",
      "orders-v2",
      "orders-v2-api",
      "orders.v2",
    ]);
  });

  for (const preview of [true, false]) {
    it(`are in kebab case for every object in Kubernetes, and as given for Pulumi and Azure, in ${preview ? "a preview" : "an update"}`, async () => {
      const cloud = new MockCloud();
      await cloud.enter(preview);
      const args = orders({ keyVaults: { "kv-shop": vault }, pod: { image: "a" } });
      const component = new KeyVaultWorkloadIdentity("ordersApi", args);
      await cloud.appeared("Pod");
      const inKubernetes = ["ServiceAccount", "SecretProviderClass", "Pod"].map((type) => {
        const [object] = cloud.of(type);
        return [object?.name, (object?.inputs.metadata as { name?: string } | undefined)?.name];
      });
      expect(inKubernetes).to.deep.equal([
        ["ordersApi-service-account", "orders-api"],
        ["ordersApi-secret-provider-class-kv-shop", "orders-api-kv-shop"],
        ["ordersApi-pod", "orders-api-pod"],
      ]);
      expect(await awaited(component.subject)).to.equal("system:serviceaccount:shop:orders-api");
      expect(await awaited(component.envSecretNames)).to.deep.equal({ "kv-shop": "orders-api-kv-shop-env" });
      const [credential] = cloud.of("FederatedIdentityCredential");
      expect(credential?.inputs.federatedIdentityCredentialResourceName).to.match(/^ordersApi-aks-prod-/);
    });
  }

  it("leave the name of the test pod to Pulumi where Kubernetes takes it", async () => {
    const cloud = new MockCloud();
    await cloud.enter(true);
    new KeyVaultWorkloadIdentity("orders", orders({ pod: { image: "a" } }));
    await cloud.appeared("Pod");
    expect(cloud.of("Pod")[0]?.inputs.metadata).not.to.have.property("name");
  });

  it("can all be set, that of the Secret behind the environment variables too", async () => {
    const cloud = new MockCloud();
    await cloud.enter(true);
    const keyVaults = {
      "kv-shop": { ...vault, secretProviderClass: { name: "class" }, envSecretName: "variables" },
    };
    const args = orders({ serviceAccount: { name: "account" }, keyVaults });
    const component = new KeyVaultWorkloadIdentity("orders_api", args);
    await cloud.appeared("SecretProviderClass");
    expect(await awaited(component.envSecretNames)).to.deep.equal({ "kv-shop": "variables" });
    expect(await awaited(component.env)).to.deep.equal([
      { name: "A", valueFrom: { secretKeyRef: { name: "variables", key: "A" } } },
    ]);
    const spec = cloud.of("SecretProviderClass")[0]?.inputs.spec as { secretObjects: object[] };
    expect(spec.secretObjects).to.deep.equal([
      { secretName: "variables", type: "Opaque", data: [{ key: "A", objectName: "a" }] },
    ]);
  });
});
