import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import type { Properties } from "../../emulator/provider/values";
import { ProviderClient, refusal } from "./provider-client";
import { principal, secretsUser, subscriptionId, tenantId, world } from "./world";

const vault = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;

describe("a deployer who is denied a creation", () => {
  let cloud: Emulator;

  beforeEach(async () => {
    cloud = await startEmulator({ world: world() });
  });
  afterEach(() => cloud.stop());

  const refused = async (provider: string, type: string, inputs: Properties) => {
    cloud.world.denied = [type];
    const client = await ProviderClient.connect(cloud.debugProviders, provider);
    try {
      return await refusal(client.create(type, "denied", inputs));
    } finally {
      client.close();
      expect([...cloud.azure, ...cloud.entra]).to.deep.equal([]);
    }
  };

  const inAzure: [type: string, inputs: Properties, action: string, under: string][] = [
    [
      "azure-native:authorization:RoleAssignment",
      {
        scope: vault,
        principalId: principal(1),
        principalType: "ServicePrincipal",
        roleAssignmentName: principal(2),
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
      },
      "Microsoft.Authorization/roleAssignments/write",
      vault,
    ],
    [
      "azure-native:keyvault:AccessPolicy",
      {
        resourceGroupName: "shop",
        vaultName: "kv-shop",
        policy: { tenantId, objectId: principal(1), permissions: { secrets: ["get"] } },
      },
      "Microsoft.KeyVault/vaults/accessPolicies/write",
      vault,
    ],
    [
      "azure-native:managedidentity:UserAssignedIdentity",
      { resourceGroupName: "shop", resourceName: "orders" },
      "Microsoft.ManagedIdentity/userAssignedIdentities/write",
      `/subscriptions/${subscriptionId}/resourceGroups/shop`,
    ],
    [
      "azure-native:managedidentity:FederatedIdentityCredential",
      {
        resourceGroupName: "shop",
        resourceName: "orders",
        federatedIdentityCredentialResourceName: "aks",
        issuer: "https://issuer.example.com/",
        subject: "system:serviceaccount:shop:orders",
        audiences: ["api://AzureADTokenExchange"],
      },
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
      `/subscriptions/${subscriptionId}/resourceGroups/shop`,
    ],
  ];
  for (const [type, inputs, action, under] of inAzure) {
    it(`a ${type.split(":").pop()} gets an error with the action and the scope`, async () => {
      const message = await refused("azure-native", type, inputs);
      expect(message).to.match(/^Status=403 Code="AuthorizationFailed" Message="The client /);
      expect(message).to.include(`to perform action '${action}' over scope '${under}/`);
    });
  }

  for (const [type, inputs, thing] of [
    ["azuread:index/application:Application", { displayName: "Orders" }, "application"],
    ["azuread:index/servicePrincipal:ServicePrincipal", { clientId: principal(1) }, "service principal"],
  ] as const) {
    it(`a new ${thing} gets Graph's Authorization_RequestDenied`, async () => {
      expect(await refused("azuread", type, inputs)).to.include(
        `Could not create ${thing}: unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: ` +
          "Insufficient privileges to complete the operation.",
      );
    });
  }
});
