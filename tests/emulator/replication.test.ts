import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, type ReplicationDelay, startEmulator } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { ProviderClient, refusal } from "./provider-client";
import { principal, secretsUser, subscriptionId, tenantId, world } from "./world";

const kvShop = `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;
const shared = {
  resourceGroupName: "shop",
  name: "shared",
  clientId: principal(1),
  principalId: principal(2),
};

describe("an identity that is not known everywhere yet", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  connectEachTest(
    "azure-native",
    (created, client) => {
      cloud = created;
      azure = client;
    },
    { identities: [shared] },
  );

  const delay = (replicationDelay: ReplicationDelay) => {
    cloud.world.replicationDelay = replicationDelay;
  };
  const createIdentity = (client = azure) =>
    client.create("azure-native:managedidentity:UserAssignedIdentity", "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
    });
  const federate = (resourceName = "orders", client = azure) =>
    client.create("azure-native:managedidentity:FederatedIdentityCredential", "aks", {
      resourceGroupName: "shop",
      resourceName,
      issuer: "https://issuer/",
      subject: "system:serviceaccount:shop:orders",
      audiences: ["api://AzureADTokenExchange"],
    });
  const grant = (principalId: unknown, principalType?: string) =>
    azure.create("azure-native:authorization:RoleAssignment", "grant", {
      scope: kvShop,
      principalId,
      principalType,
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
    });

  it("is missed by the first credentials: their parent resource is not found", async () => {
    delay({ missedCredentials: 2 });
    await createIdentity();
    for (const _ of [1, 2]) {
      expect(await refusal(federate())).to.equal(
        `Status=404 Code="ParentResourceNotFound" Message="Can not perform requested operation on nested resource. Parent resource 'orders' not found."`,
      );
    }
    await federate();
  });

  it("is missed in Microsoft Graph instead, by a setting of the world", async () => {
    delay({ missedCredentials: 1, credentialError: "GraphResourceNotFound" });
    await createIdentity();
    expect(await refusal(federate())).to.equal(
      `Status=404 Code="NotFound" Message="MS Graph resource not found during Federated Identity Credential creation."`,
    );
    await federate();
  });

  it("is missed by role assignments too, although they state its type", async () => {
    delay({ missedRoleAssignments: 1 });
    const { properties } = await createIdentity();
    const bare = String(properties.principalId).replaceAll("-", "");
    expect(await refusal(grant(properties.principalId, "ServicePrincipal"))).to.contain(
      `Status=400 Code="PrincipalNotFound" Message="Principal ${bare} does not exist in the directory ${tenantId}. Check that you have the correct principal ID.`,
    );
    await grant(properties.principalId, "ServicePrincipal");
  });

  it("a new service principal of an application is missed by role assignments as well", async () => {
    delay({ missedRoleAssignments: 1 });
    const entra = await ProviderClient.connect(cloud.debugProviders, "azuread");
    const app = await entra.create("azuread:index/application:Application", "app", { displayName: "orders" });
    const { clientId } = app.properties;
    const ofIt = await entra.create("azuread:index/servicePrincipal:ServicePrincipal", "sp", { clientId });
    entra.close();
    const { objectId } = ofIt.properties;
    expect(await refusal(grant(objectId, "ServicePrincipal"))).to.contain("PrincipalNotFound");
    await grant(objectId, "ServicePrincipal");
  });

  it("one that was declared is known, and without a delay so is a new one", async () => {
    delay({ missedCredentials: 1, missedRoleAssignments: 1 });
    await federate("shared");
    await grant(shared.principalId, "ServicePrincipal");
    cloud.world.replicationDelay = undefined;
    await createIdentity();
    await federate();
  });

  it("one that was deleted and created again is new again", async () => {
    delay({ missedCredentials: 1 });
    const first = await createIdentity();
    expect(await refusal(federate())).to.contain("ParentResourceNotFound");
    await azure.delete(first);
    await createIdentity();
    expect(await refusal(federate())).to.contain("ParentResourceNotFound");
    await federate();
  });

  it("is written although the read after it misses it, but an access policy is reported as not found", async () => {
    delay({ missedReads: 1 });
    const { properties } = await createIdentity();
    expect(properties).to.have.property("principalId");
    const policy = {
      resourceGroupName: "shop",
      vaultName: "kv-shop",
      policy: { objectId: shared.principalId, tenantId, permissions: { secrets: ["get"] } },
    };
    const write = () => azure.create("azure-native:keyvault:AccessPolicy", "policy", policy);
    expect(await refusal(write())).to.equal("newly written access policy not found");
    expect(await refusal(write())).to.contain("cannot create already existing resource");
  });

  it("is found by the next run, where the state is kept", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const options = {
      world: { ...world(), replicationDelay: { missedCredentials: 1 } },
      stateFile: join(folder, "state.json"),
    };
    const run = async (work: (client: ProviderClient) => Promise<unknown>) => {
      const own = await startEmulator(options);
      const client = await ProviderClient.connect(own.debugProviders, "azure-native");
      await work(client).finally(() => {
        client.close();
        return own.stop();
      });
    };
    await run(async (client) => {
      await createIdentity(client);
      expect(await refusal(federate("orders", client))).to.contain("ParentResourceNotFound");
    });
    await run((client) => federate("orders", client));
    rmSync(folder, { recursive: true });
  });
});
