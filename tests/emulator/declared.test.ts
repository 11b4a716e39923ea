import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { ProviderClient, refusal } from "./provider-client";
import { principal, subscriptionId, tenantId, world } from "./world";

const identity = "azure-native:managedidentity:UserAssignedIdentity";
const credential = "azure-native:managedidentity:FederatedIdentityCredential";
const serviceAccount = "kubernetes:core/v1:ServiceAccount";
const shared = {
  resourceGroupName: "shop",
  name: "shared",
  clientId: principal(1),
  principalId: principal(2),
};
const account = {
  manifest: {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "orders", namespace: "shop", annotations: { team: "shop" } },
  },
  fieldManager: "helm",
};

describe("what the world declares", () => {
  let cloud: Emulator;
  let azure: ProviderClient;
  let kubernetes: ProviderClient;

  beforeEach(async () => {
    cloud = await startEmulator({
      world: { ...world(), identities: [shared], kubernetesObjects: [account] },
    });
    azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    kubernetes = await ProviderClient.connect(cloud.debugProviders, "kubernetes");
  });
  afterEach(async () => {
    azure.close();
    kubernetes.close();
    await cloud.stop();
  });

  describe("an identity", () => {
    const federate = (name: string, change: object = {}) =>
      azure.create(credential, name, {
        resourceGroupName: "Shop",
        resourceName: "Shared",
        issuer: "https://issuer/",
        subject: name,
        audiences: ["api://AzureADTokenExchange"],
        ...change,
      });

    it("is found, in its own spelling", async () => {
      const args = { resourceGroupName: "SHOP", resourceName: "SHARED" };
      expect(await azure.invoke("azure-native:managedidentity:getUserAssignedIdentity", args)).to.include({
        id: `/subscriptions/${subscriptionId}/resourcegroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shared`,
        name: "shared",
        clientId: shared.clientId,
        principalId: shared.principalId,
        tenantId,
      });
    });

    it("cannot be created again", async () => {
      const made = azure.create(identity, "i", { resourceGroupName: "shop", resourceName: "shared" });
      expect(await refusal(made)).to.contain("cannot create already existing resource");
    });

    it("is not listed among the resources of the program", async () => {
      expect(cloud.azure).to.deep.equal([]);
    });

    it("accepts credentials, which are recorded under it, and stays when they are deleted", async () => {
      const made = await federate("one");
      expect(made.id).to.match(/userAssignedIdentities\/shared\/federatedIdentityCredentials\/one$/);
      expect(cloud.azure.map(({ id }) => id)).to.deep.equal([made.id]);
      await azure.delete(made);
      await federate("one");
    });

    it("counts the credentials it had", async () => {
      cloud.world.identities = [{ ...shared, credentials: 19 }];
      await federate("twentieth");
      expect(await refusal(federate("one-more"))).to.contain("at most 20");
    });

    it("has its credentials compared with new ones", async () => {
      const one = { name: "one", issuer: "https://issuer/", subject: "taken" };
      cloud.world.identities = [{ ...shared, credentials: [one] }];
      expect(await refusal(federate("two", { subject: "taken" }))).to.contain(
        "Issuer and subject combination already exists for this Managed Identity.",
      );
      expect(await refusal(federate("one"))).to.contain("cannot create already existing resource");
    });

    it("is a principal that roles can be assigned to", async () => {
      const made = await azure.create("azure-native:authorization:RoleAssignment", "r", {
        scope: `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`,
        principalId: shared.principalId,
        roleDefinitionId:
          "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
      });
      expect(made.properties.principalType).to.equal("ServicePrincipal");
    });
  });

  describe("a Kubernetes object", () => {
    const found = () => kubernetes.read({ type: serviceAccount, id: "shop/orders" });
    const patch = (annotations: object, name = "orders") =>
      kubernetes.create(`${serviceAccount}Patch`, "patch", {
        metadata: { name, namespace: "shop", annotations },
      });

    it("is read, and a missing one is not", async () => {
      expect((await found())?.properties).to.deep.nested.include({
        "metadata.annotations": { team: "shop" },
      });
      expect(await kubernetes.read({ type: serviceAccount, id: "shop/typo" })).to.equal(undefined);
    });

    it("cannot be created again", async () => {
      const made = kubernetes.create(serviceAccount, "a", {
        metadata: { name: "orders", namespace: "shop" },
      });
      expect(await refusal(made)).to.contain('serviceaccounts "orders" already exists');
    });

    it("is patched beside its manager, and the patch is relinquished", async () => {
      const made = await patch({ client: "id" });
      expect((await found())?.properties).to.deep.nested.include({
        "metadata.annotations": { team: "shop", client: "id" },
      });
      await kubernetes.delete(made);
      expect((await found())?.properties).to.deep.nested.include({
        "metadata.annotations": { team: "shop" },
      });
    });

    it("keeps what its manager set from a patch", async () => {
      expect(await refusal(patch({ team: "other" }))).to.contain(
        'conflict with "helm": .metadata.annotations.team',
      );
    });

    it("does not come back once it is deleted", async () => {
      const read = await found();
      const inputs = read?.inputs ?? {};
      const properties = read?.properties ?? {};
      await kubernetes.delete({ type: serviceAccount, name: "a", id: "shop/orders", inputs, properties });
      const again = await ProviderClient.connect(cloud.debugProviders, "kubernetes");
      expect(await again.read({ type: serviceAccount, id: "shop/orders" })).to.equal(undefined);
      again.close();
    });

    it("is in every cluster", async () => {
      const green = await ProviderClient.connect(cloud.debugProviders, "kubernetes", { context: "green" });
      expect(await green.read({ type: serviceAccount, id: "shop/orders" })).not.to.equal(undefined);
      green.close();
    });
  });

  describe("what a GitOps tool applies", () => {
    const annotated = (team: string) => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: orders, namespace: shop, annotations: { team: ${team} } }
---
---
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: orders, namespace: shop }
spec: { provider: azure, parameters: { keyvaultName: kv-shop } }
`;
    const names = () => cloud.kubernetes.map(({ type, id }) => `${type.split(":").pop()} ${id}`);

    it("exists for the program, and takes ownership from other field managers", async () => {
      cloud.applyManifest(annotated("payments"));
      expect(names()).to.deep.equal(["ServiceAccount shop/orders", "SecretProviderClass shop/orders"]);
      const read = await kubernetes.read({ type: serviceAccount, id: "shop/orders" });
      expect(read?.properties).to.deep.nested.include({ "metadata.annotations": { team: "payments" } });
    });

    it("may be applied again, by whom it was", async () => {
      cloud.applyManifest(annotated("payments"), { fieldManager: "argocd-controller" });
      cloud.applyManifest(annotated("orders"), { fieldManager: "argocd-controller" });
      expect(names()).to.have.length(2);
    });

    it("goes to the cluster that is named", async () => {
      cloud.applyManifest(annotated("payments"), { context: "green" });
      const read = await kubernetes.read({ type: serviceAccount, id: "shop/orders" });
      expect(read?.properties).to.deep.nested.include({ "metadata.annotations": { team: "shop" } });
    });

    it("is checked as the API server checks", () => {
      const apply = (text: string) => () => cloud.applyManifest(text);
      expect(apply(annotated("1").replaceAll("namespace: shop", "namespace: typo"))).to.throw(
        'namespaces "typo" not found',
      );
      expect(apply("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }")).to.throw(
        'no matches for kind "ConfigMap" in version "core/v1"',
      );
      expect(apply(annotated("true"))).to.throw("cannot unmarshal bool into Go struct field");
    });
  });
});
