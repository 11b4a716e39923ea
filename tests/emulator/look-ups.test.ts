import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { ProviderClient, refusal } from "./provider-client";
import { issuer, otherSubscriptionId, subscriptionId, tenantId } from "./world";

const getCluster = "azure-native:containerservice:getManagedCluster";
const getVault = "azure-native:keyvault:getVault";
const getIdentity = "azure-native:managedidentity:getUserAssignedIdentity";

describe("look-ups", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  connectEachTest("azure-native", (made, client) => {
    cloud = made;
    azure = client;
  });

  it("return the deployer's ids", async () => {
    const config = await azure.invoke("azure-native:authorization:getClientConfig");
    expect(config).to.include({ subscriptionId, tenantId });
    expect(config).to.have.all.keys("clientId", "objectId", "subscriptionId", "tenantId");
  });

  it("answer a cluster's issuer byte for byte, and its id in other letter case", async () => {
    const cluster = await azure.invoke(getCluster, {
      resourceGroupName: "platform",
      resourceName: "AKS-prod",
    });
    expect(cluster.oidcIssuerProfile).to.deep.equal({ enabled: true, issuerURL: issuer });
    expect(cluster.securityProfile).to.deep.equal({ workloadIdentity: { enabled: true } });
    expect(cluster.id).to.equal(
      `/subscriptions/${subscriptionId}/resourcegroups/Platform/providers/Microsoft.ContainerService/managedClusters/aks-prod`,
    );
  });

  it("answer an issuer as AKS has them where the world says only that it is on, and none where it is off", async () => {
    const inputs = { resourceGroupName: "platform", resourceName: "aks-prod" };
    const issuerOf = async (enabled: boolean) => {
      Object.assign(cloud.world.clusters[0] as object, { oidcIssuer: { enabled } });
      return (await azure.invoke(getCluster, inputs)).oidcIssuerProfile as Record<string, unknown>;
    };
    const { issuerURL } = await issuerOf(true);
    expect(issuerURL).to.match(
      new RegExp(`^https://westeurope\\.oic\\.prod-aks\\.azure\\.com/${tenantId}/[0-9a-f-]{36}/$`),
    );
    expect(await issuerOf(true)).to.deep.equal({ enabled: true, issuerURL });
    expect(await issuerOf(false)).to.deep.equal({ enabled: false });
  });

  it("answer that the cluster's parts are on where nothing else is declared, each add-on with an identity of its own", async () => {
    Object.assign(cloud.world.clusters[0] as object, {
      workloadIdentity: undefined,
      addonProfiles: undefined,
    });
    const inputs = { resourceGroupName: "platform", resourceName: "aks-prod" };
    const { securityProfile, addonProfiles } = await azure.invoke(getCluster, inputs);
    expect(securityProfile).to.deep.equal({ workloadIdentity: { enabled: true } });
    const { azureKeyvaultSecretsProvider: driver } = addonProfiles as Record<string, Record<string, unknown>>;
    expect(driver).to.deep.include({
      enabled: true,
      config: { enableSecretRotation: "true", rotationPollInterval: "2m" },
    });
    expect(driver?.identity).to.have.all.keys("clientId", "objectId");
  });

  it("answer the names of add-ons in the letter case that the cluster has them in", async () => {
    // [azure-rest-api-specs #10716] AKS answers what was once sent
    const addonProfiles = { azureKeyVaultSecretsProvider: { enabled: true } };
    Object.assign(cloud.world.clusters[0] as object, { addonProfiles });
    const cluster = await azure.invoke(getCluster, {
      resourceGroupName: "platform",
      resourceName: "aks-prod",
    });
    expect(Object.keys(cluster.addonProfiles as object)).to.deep.equal(["azureKeyVaultSecretsProvider"]);
  });

  it("answer no profile for what is off", async () => {
    Object.assign(cloud.world.clusters[0] as object, { workloadIdentity: false, addonProfiles: {} });
    const inputs = { resourceGroupName: "platform", resourceName: "aks-prod" };
    const { securityProfile, addonProfiles } = await azure.invoke(getCluster, inputs);
    expect(securityProfile).to.equal(undefined);
    expect(addonProfiles).to.deep.equal({});
  });

  it("answer who may reach a vault", async () => {
    const inputs = { resourceGroupName: "shop", vaultName: "kv-shop" };
    const open = (await azure.invoke(getVault, inputs)).properties;
    expect(open).to.include({ publicNetworkAccess: "Enabled" });
    expect(open).not.to.have.property("networkAcls");
    Object.assign(cloud.world.vaults[0] as object, {
      publicNetworkAccess: "Disabled",
      networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }] },
    });
    expect((await azure.invoke(getVault, inputs)).properties).to.deep.include({
      publicNetworkAccess: "Disabled",
      networkAcls: {
        bypass: "AzureServices",
        defaultAction: "Deny",
        ipRules: [{ value: "203.0.113.0/24" }],
        virtualNetworkRules: [],
      },
    });
  });

  it("answer no issuer URL where the issuer is off", async () => {
    const cluster = await azure.invoke(getCluster, {
      resourceGroupName: "platform",
      resourceName: "aks-old",
    });
    expect(cluster.oidcIssuerProfile).to.deep.equal({ enabled: false });
  });

  it("answer a declared vault, and no model where none was set", async () => {
    const rbac = await azure.invoke(getVault, { resourceGroupName: "shop", vaultName: "kv-shop" });
    expect(rbac.properties).to.include({ enableRbacAuthorization: true, tenantId });
    const policies = await azure.invoke(getVault, { resourceGroupName: "shop", vaultName: "kv-listed" });
    expect(policies.properties).not.to.have.property("enableRbacAuthorization");
  });

  it("answer a vault and an identity that the program created", async () => {
    const made = await azure.create("azure-native:keyvault:Vault", "v", {
      resourceGroupName: "shop",
      vaultName: "kv-new",
      properties: { tenantId, sku: { family: "A", name: "standard" } },
    });
    const found = await azure.invoke(getVault, { resourceGroupName: "SHOP", vaultName: "KV-new" });
    expect(found.id).to.equal(made.id);
    const identity = await azure.create("azure-native:managedidentity:UserAssignedIdentity", "i", {
      resourceGroupName: "shop",
      resourceName: "orders",
    });
    const answer = await azure.invoke(getIdentity, { resourceGroupName: "shop", resourceName: "orders" });
    expect(answer.principalId).to.equal(identity.properties.principalId);
  });

  it("name the missing resource", async () => {
    const id = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/typo`;
    expect(await refusal(azure.invoke(getVault, { resourceGroupName: "shop", vaultName: "typo" }))).to.equal(
      `request failed ${id}: Status=404 Code="ResourceNotFound" Message="The Resource 'Microsoft.KeyVault/vaults/typo' under resource group 'shop' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"`,
    );
  });

  it("name the missing resource group", async () => {
    expect(
      await refusal(azure.invoke(getVault, { resourceGroupName: "typo", vaultName: "kv-shop" })),
    ).to.contain(`Code="ResourceGroupNotFound" Message="Resource group 'typo' could not be found."`);
  });

  it("are forbidden to a deployer who is denied them", async () => {
    cloud.world.denied = [getVault];
    expect(
      await refusal(azure.invoke(getVault, { resourceGroupName: "shop", vaultName: "kv-shop" })),
    ).to.match(
      /Status=403 Code="AuthorizationFailed" Message="The client '.*' with object id '.*' does not have authorization to perform action 'Microsoft.KeyVault\/vaults\/read' over scope/,
    );
  });

  it("see only the provider's subscription", async () => {
    cloud.world.vaults.push({
      resourceGroupName: "away",
      name: "kv-away",
      subscriptionId: otherSubscriptionId,
    });
    const args = { resourceGroupName: "away", vaultName: "kv-away" };
    expect(await refusal(azure.invoke(getVault, args))).to.contain(
      "Resource group 'away' could not be found.",
    );
    const other = await ProviderClient.connect(cloud.debugProviders, "azure-native", {
      subscriptionId: otherSubscriptionId,
    });
    expect((await other.invoke(getVault, args)).name).to.equal("kv-away");
    other.close();
  });
});
