import { expect } from "chai";
import { type Emulator, type LookUpFailure, startEmulator } from "../../emulator";
import { ProviderClient, refusal } from "./provider-client";
import { principal, secretsUser, subscriptionId, tenantId, world } from "./world";

const getVault = "azure-native:keyvault:getVault";
const getCluster = "azure-native:containerservice:getManagedCluster";
const getApplication = "azuread:index/getApplication:getApplication";
const kvShop = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;
const vaultArgs = { resourceGroupName: "shop", vaultName: "kv-shop" };
const app = { clientId: principal(1), objectId: principal(2), displayName: "billing" };

describe("look-ups that fail", () => {
  let cloud: Emulator;
  let azure: ProviderClient;
  let entra: ProviderClient;

  beforeEach(async () => {
    cloud = await startEmulator({
      world: { ...world(), applications: [app], deployer: { objectId: principal(9) } },
    });
    azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    entra = await ProviderClient.connect(cloud.debugProviders, "azuread");
  });
  afterEach(async () => {
    azure.close();
    entra.close();
    await cloud.stop();
  });

  const fail = (...failures: LookUpFailure[]) => {
    cloud.world.lookUpFailures = failures;
  };

  const inAzure: Record<LookUpFailure["failure"], RegExp> = {
    Throttled: new RegExp(
      `^request failed ${kvShop}: Status=429 Code="SubscriptionRequestsThrottled" Message="Number of 'read' requests for subscription '${subscriptionId}' actor '${principal(9)}' exceeded. Please try again after '10' seconds`,
    ),
    ServerError: new RegExp(
      `^request failed ${kvShop}: Status=500 Code="InternalServerError" Message="Encountered internal server error. Diagnostic information: timestamp '`,
    ),
    NoNetwork: new RegExp(
      `^request failed ${kvShop}: Get "https://management.azure.com${kvShop}\\?api-version=2024-11-01": dial tcp: lookup management.azure.com: no such host$`,
    ),
    Forbidden: new RegExp(
      `^request failed ${kvShop}: Status=403 Code="AuthorizationFailed" Message="The client '${principal(9)}'`,
    ),
    Missing: new RegExp(`^request failed ${kvShop}: Status=404 Code="ResourceNotFound"`),
  };
  for (const [failure, expected] of Object.entries(inAzure) as [LookUpFailure["failure"], RegExp][]) {
    it(`a vault's look-up fails as ${failure} in Azure's words`, async () => {
      fail({ lookUp: getVault, failure });
      expect(await refusal(azure.invoke(getVault, vaultArgs))).to.match(expected);
    });
  }

  const inEntra: Record<LookUpFailure["failure"], string> = {
    Throttled:
      "unexpected status 429 (429 Too Many Requests) with error: TooManyRequests: Please retry again later.",
    ServerError: "unexpected status 503 (503 Service Unavailable) with error: serviceNotAvailable: ",
    NoNetwork: "dial tcp: lookup graph.microsoft.com: no such host",
    Forbidden: "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: ",
    Missing: "no applications found matching filter",
  };
  for (const [failure, expected] of Object.entries(inEntra) as [LookUpFailure["failure"], string][]) {
    it(`an application's look-up fails as ${failure} in Graph's words`, async () => {
      fail({ lookUp: getApplication, failure });
      const message = await refusal(entra.invoke(getApplication, { clientId: app.clientId }));
      expect(message).to.contain(`invoking ${getApplication}: 1 error occurred:\n\t* `).and.contain(expected);
    });
  }

  it("fail for the one that is named, in any letter case, and for no other look-up", async () => {
    fail({ lookUp: getVault, name: "KV-SHOP", failure: "Throttled" });
    expect(await refusal(azure.invoke(getVault, vaultArgs))).to.contain("Status=429");
    await azure.invoke(getVault, { ...vaultArgs, vaultName: "kv-listed" });
    await azure.invoke(getCluster, { resourceGroupName: "platform", resourceName: "aks-prod" });
    fail({ lookUp: getApplication, name: app.clientId, failure: "Missing" });
    expect(await refusal(entra.invoke(getApplication, { clientId: app.clientId }))).to.contain("not found");
    await entra.invoke(getApplication, { objectId: app.objectId });
  });
});

describe("a retired management API", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  beforeEach(async () => {
    // As from 2027-02-27 on.
    const oldestApiVersions = { "Microsoft.KeyVault": "2026-02-01" };
    cloud = await startEmulator({ world: { ...world(), oldestApiVersions } });
    azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
  });
  afterEach(async () => {
    azure.close();
    await cloud.stop();
  });

  const notServed =
    "No registered resource provider found for location 'westeurope' and API version '2024-11-01' for type 'vaults'. The supported api-versions are '2026-02-01'. The supported locations are 'westeurope'.";
  const policy = {
    ...vaultArgs,
    policy: { tenantId, objectId: principal(1), permissions: { secrets: ["get"] } },
  };

  it("fails a vault's look-up, which azure-native 3.28 asks with version 2024-11-01", async () => {
    expect(await refusal(azure.invoke(getVault, vaultArgs))).to.equal(
      `request failed ${kvShop}: Status=400 Code="NoRegisteredProviderFound" Message="${notServed}"`,
    );
  });

  it("fails access policies and vaults as well", async () => {
    expect(await refusal(azure.create("azure-native:keyvault:AccessPolicy", "policy", policy))).to.equal(
      `Status=400 Code="NoRegisteredProviderFound" Message="${notServed}"`,
    );
    const vault = {
      resourceGroupName: "shop",
      vaultName: "kv-new",
      properties: { tenantId, sku: { family: "A", name: "standard" } },
    };
    expect(await refusal(azure.create("azure-native:keyvault:Vault", "kv-new", vault))).to.equal(
      `cannot check existence of resource '${kvShop.replace("kv-shop", "kv-new")}': status code 400, ${JSON.stringify({ error: { code: "NoRegisteredProviderFound", message: notServed } })}`,
    );
  });

  it("leaves role assignments on a vault, and everything of other providers, as they are", async () => {
    await azure.create("azure-native:authorization:RoleAssignment", "grant", {
      scope: kvShop,
      principalId: principal(1),
      principalType: "ServicePrincipal",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
    });
    await azure.invoke(getCluster, { resourceGroupName: "platform", resourceName: "aks-prod" });
  });

  it("fails nothing that is asked with the version itself or a later one", async () => {
    cloud.world.oldestApiVersions = { "microsoft.keyvault": "2024-11-01" };
    await azure.invoke(getVault, vaultArgs);
  });
});
