import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { unknown } from "../../emulator/provider/values";
import { connectEachTest } from "./connect-each-test";
import { type ProviderClient, refusal } from "./provider-client";
import { subscriptionId, tenantId } from "./world";

const managedCluster = "azure-native:containerservice:ManagedCluster";
const getCluster = "azure-native:containerservice:getManagedCluster";
const credentials = "azure-native:containerservice:listManagedClusterUserCredentials";
const vault = "azure-native:keyvault:Vault";
const vaultSecret = "azure-native:keyvault:Secret";

describe("Azure, as a whole walkthrough needs it", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  connectEachTest("azure-native", (made, client) => {
    cloud = made;
    azure = client;
  });

  describe("a cluster that a program creates", () => {
    const inputs = { resourceGroupName: "shop", oidcIssuerProfile: { enabled: true } };
    const make = (change: object = {}) => azure.create(managedCluster, "aks", { ...inputs, ...change });

    it("has an issuer that is unknown in the preview, and ends with a slash", async () => {
      const preview = await azure.preview(managedCluster, "aks", inputs);
      expect(preview.oidcIssuerProfile).to.deep.equal({ enabled: true, issuerURL: unknown });
      const { properties } = await make();
      expect(properties.oidcIssuerProfile)
        .to.have.property("issuerURL")
        .that.matches(
          new RegExp(`^https://westeurope\\.oic\\.prod-aks\\.azure\\.com/${tenantId}/[0-9a-f-]{36}/$`),
        );
    });

    it("has none where the issuer was not turned on", async () => {
      const { properties } = await make({ oidcIssuerProfile: undefined });
      expect(properties.oidcIssuerProfile).to.deep.equal({ enabled: false });
    });

    it("keeps its issuer when it is updated", async () => {
      const made = await make();
      const updated = await azure.update(made, { ...inputs, tags: { team: "shop" } });
      expect(updated.oidcIssuerProfile).to.deep.equal(made.properties.oidcIssuerProfile);
    });

    it("is found by a look-up, under its own spelling", async () => {
      const made = await make({ securityProfile: { workloadIdentity: { enabled: true } } });
      const found = await azure.invoke(getCluster, {
        resourceGroupName: "SHOP",
        resourceName: made.properties.name,
      });
      expect(found.id).to.equal(made.id);
      expect(made.id).to.contain(`/subscriptions/${subscriptionId}/resourcegroups/shop/`);
      expect(found.securityProfile).to.deep.equal({ workloadIdentity: { enabled: true } });
      await azure.delete(made);
      const again = azure.invoke(getCluster, {
        resourceGroupName: "shop",
        resourceName: made.properties.name,
      });
      expect(await refusal(again)).to.contain('Code="ResourceNotFound"');
    });

    it("is not changed by a refresh", async () => {
      const made = await make();
      expect((await azure.read(made))?.properties).to.deep.equal(made.properties);
    });

    it("needs its resource group, and a name that the API accepts", async () => {
      expect(await refusal(make({ resourceGroupName: "typo", location: "westeurope" }))).to.contain(
        "Resource group 'typo' could not be found.",
      );
      expect(await refusal(make({ resourceName: "aks-" }))).to.contain(
        "'resourceName' does not match expression",
      );
    });

    it("cannot be one that is there", async () => {
      const made = make({ resourceGroupName: "platform", resourceName: "aks-prod" });
      expect(await refusal(made)).to.contain("cannot create already existing resource");
    });
  });

  describe("the credentials of a cluster", () => {
    const kubeconfig = async (resourceName: string) => {
      const { kubeconfigs } = await azure.invoke(credentials, {
        resourceGroupName: "platform",
        resourceName,
      });
      const [{ value }] = kubeconfigs as [{ value: string }];
      return Buffer.from(value, "base64").toString();
    };

    it("are different for each cluster", async () => {
      expect(JSON.parse(await kubeconfig("aks-prod"))).to.have.property("kind", "Config");
      expect(await kubeconfig("aks-prod")).not.to.equal(await kubeconfig("aks-old"));
    });

    it("are those of a cluster that exists", async () => {
      expect(await refusal(kubeconfig("typo"))).to.contain(
        "The Resource 'Microsoft.ContainerService/managedClusters/typo' under resource group 'platform' was not found.",
      );
    });
  });

  describe("a secret", () => {
    const make = (change: object = {}) =>
      azure.create(vaultSecret, "db", {
        resourceGroupName: "shop",
        vaultName: "kv-shop",
        properties: { value: "open sesame", contentType: "text/plain" },
        ...change,
      });

    it("has the Pulumi name, and a URI that is unknown in the preview", async () => {
      const preview = await azure.preview(vaultSecret, "db", {
        resourceGroupName: "shop",
        vaultName: "kv-shop",
        properties: { value: "open sesame" },
      });
      expect(preview.properties).to.include({ secretUri: unknown });
      const { properties } = await make();
      expect(properties).to.deep.include({
        name: "db",
        type: "Microsoft.KeyVault/vaults/secrets",
        properties: { contentType: "text/plain", secretUri: "https://kv-shop.vault.azure.net/secrets/db" },
      });
    });

    it("never shows its value again", async () => {
      const made = await make();
      expect(JSON.stringify([made.properties, cloud.azure])).not.to.contain("open sesame");
    });

    it("is not changed by a refresh, which keeps the value of the inputs", async () => {
      const made = await make();
      const read = await azure.read(made);
      expect(read?.properties).to.deep.equal(made.properties);
      expect(read?.inputs).to.have.deep.property("properties", made.inputs.properties);
    });

    it("needs its vault, its value's place and a proper name", async () => {
      expect(await refusal(make({ vaultName: "typo" }))).to.contain(
        "The Resource 'Microsoft.KeyVault/vaults/typo' under resource group 'shop' was not found.",
      );
      expect(await refusal(make({ properties: undefined }))).to.contain(
        "missing required property 'properties'",
      );
      expect(await refusal(make({ secretName: "db_password" }))).to.contain(
        "'secretName' does not match expression",
      );
    });

    it("goes with its vault", async () => {
      const made = await azure.create(vault, "v", {
        resourceGroupName: "shop",
        vaultName: "kv-new",
        properties: { tenantId, sku: { family: "A", name: "standard" } },
      });
      await make({ vaultName: "kv-new" });
      await azure.delete(made);
      expect(cloud.azure).to.deep.equal([]);
    });
  });
});
