import { expect } from "chai";
import type { DeployerRequest, Emulator } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { type Created, ProviderClient, refusal } from "./provider-client";
import { principal, secretsUser, subscriptionId, tenantId } from "./world";

const identity = "azure-native:managedidentity:UserAssignedIdentity";
const credential = "azure-native:managedidentity:FederatedIdentityCredential";
const roleAssignment = "azure-native:authorization:RoleAssignment";
const accessPolicy = "azure-native:keyvault:AccessPolicy";
const vault = "azure-native:keyvault:Vault";
const secret = "azure-native:keyvault:Secret";
const group = `/subscriptions/${subscriptionId}/resourceGroups/shop`;
const kvShop = `${group}/providers/Microsoft.KeyVault/vaults/kv-shop`;
const readsGroup = "GET Microsoft.Resources/subscriptions/resourceGroups/read";

describe("what a deployer needs", () => {
  let cloud: Emulator;
  let azure: ProviderClient;

  connectEachTest("azure-native", (created, client) => {
    cloud = created;
    azure = client;
  });

  const short = ({ method, permission }: DeployerRequest) => `${method} ${permission}`;
  /** What was asked since the last look. */
  const asked = () => cloud.deployerRequests.splice(0).map(short);
  const createIdentity = () =>
    azure.create(identity, "orders", { resourceGroupName: "shop", resourceName: "orders" });
  const policy = (permissions: object = { secrets: ["get"] }) => ({
    resourceGroupName: "shop",
    vaultName: "kv-shop",
    policy: { tenantId, objectId: principal(1), permissions },
  });
  /** Creates, reads, updates and deletes; each step with what it asked. */
  const life = async (type: string, inputs: object, change: object = {}) => {
    const created: Created = await azure.create(type, "orders", inputs as never);
    const steps: Record<string, string[]> = { create: asked() };
    await azure.read(created);
    steps.read = asked();
    await azure.update(created, { ...created.inputs, ...change });
    steps.update = asked();
    await azure.delete(created);
    steps.delete = asked();
    return steps;
  };
  /** GET before and after each PUT but an update's, which is not read before. */
  const usual = (type: string) => ({
    create: [`GET ${type}/read`, `PUT ${type}/write`, `GET ${type}/read`],
    read: [`GET ${type}/read`],
    update: [`PUT ${type}/write`, `GET ${type}/read`],
    delete: [`DELETE ${type}/delete`],
  });

  describe("of Azure", () => {
    it("an identity needs read, write and delete, and read on its resource group for the location", async () => {
      const steps = usual("Microsoft.ManagedIdentity/userAssignedIdentities");
      expect(await life(identity, { resourceGroupName: "shop" }, { tags: { team: "shop" } })).to.deep.equal({
        ...steps,
        create: [readsGroup, ...steps.create],
      });
    });

    it("the resource group is read once per provider, in a preview too, and not where the location is given", async () => {
      await azure.preview(identity, "one", { resourceGroupName: "shop" });
      await azure.preview(identity, "two", { resourceGroupName: "shop" });
      await azure.preview(identity, "three", { resourceGroupName: "Platform", location: "westeurope" });
      expect(asked()).to.deep.equal([readsGroup]);
    });

    it("a federated credential needs read, write and delete of its own type", async () => {
      await createIdentity();
      asked();
      const inputs = {
        resourceGroupName: "shop",
        resourceName: "orders",
        issuer: "https://issuer/",
        subject: "system:serviceaccount:shop:orders",
        audiences: ["api://AzureADTokenExchange"],
      };
      expect(await life(credential, inputs, { subject: "other" })).to.deep.equal(
        usual("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"),
      );
    });

    it("a role assignment needs read, write and delete at its scope", async () => {
      const inputs = {
        scope: kvShop,
        principalId: principal(1),
        principalType: "ServicePrincipal",
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
      };
      expect(await life(roleAssignment, inputs, { description: "orders" })).to.deep.equal(
        usual("Microsoft.Authorization/roleAssignments"),
      );
    });

    it("an access policy needs read on the vault and write on its list, for the deletion too", async () => {
      const read = "GET Microsoft.KeyVault/vaults/read";
      const write = "PUT Microsoft.KeyVault/vaults/accessPolicies/write";
      expect(await life(accessPolicy, policy(), policy({ keys: ["get"] }))).to.deep.equal({
        create: [read, read, write, read],
        read: [read],
        update: [read, write, read],
        delete: [write],
      });
    });

    it("a vault without access policies of its own is read before an update, to keep those of others", async () => {
      const properties = { tenantId, sku: { family: "A", name: "standard" } };
      const inputs = { resourceGroupName: "shop", location: "westeurope", properties };
      const steps = usual("Microsoft.KeyVault/vaults");
      const read = "GET Microsoft.KeyVault/vaults/read";
      expect(await life(vault, inputs, { tags: { team: "shop" } })).to.deep.equal({
        ...steps,
        update: [read, ...steps.update],
      });
    });

    it("a secret is deleted by a data action in the vault", async () => {
      const inputs = { resourceGroupName: "shop", vaultName: "kv-shop", properties: { value: "v" } };
      const steps = usual("Microsoft.KeyVault/vaults/secrets");
      expect(await life(secret, inputs)).to.deep.equal(steps);
      expect((await azure.create(secret, "orders", inputs)).id).to.contain("/secrets/orders");
    });

    it("look-ups need read, a cluster's credentials an action of their own, and getClientConfig nothing", async () => {
      const cluster = { resourceGroupName: "platform", resourceName: "aks-prod" };
      await azure.invoke("azure-native:keyvault:getVault", {
        resourceGroupName: "shop",
        vaultName: "kv-shop",
      });
      await azure.invoke("azure-native:containerservice:getManagedCluster", cluster);
      await azure.invoke("azure-native:containerservice:listManagedClusterUserCredentials", cluster);
      await azure.invoke("azure-native:authorization:getClientConfig");
      expect(asked()).to.deep.equal([
        "GET Microsoft.KeyVault/vaults/read",
        "GET Microsoft.ContainerService/managedClusters/read",
        "POST Microsoft.ContainerService/managedClusters/listClusterUserCredential/action",
      ]);
    });
  });

  describe("of Entra", () => {
    let entra: ProviderClient;
    beforeEach(async () => {
      entra = await ProviderClient.connect(cloud.debugProviders, "azuread");
    });
    afterEach(() => entra.close());

    const createApplication = (owners: string[]) =>
      entra.create("azuread:index/application:Application", "app", { displayName: "orders", owners });
    const createCredential = (applicationId: string) =>
      entra.create(
        "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
        "aks",
        {
          applicationId,
          displayName: "aks",
          issuer: "https://issuer/",
          subject: "system:serviceaccount:shop:orders",
          audiences: ["api://AzureADTokenExchange"],
        },
      );

    it("an application that its creator owns needs OwnedBy, with all that hangs on it", async () => {
      cloud.world.deployer = { objectId: principal(1) };
      const app = await createApplication([principal(1)]);
      await entra.create("azuread:index/servicePrincipal:ServicePrincipal", "sp", {
        clientId: app.properties.clientId,
        owners: [principal(1)],
      });
      await createCredential(app.id);
      expect(cloud.requiredActions()).to.deep.equal([
        "Application.Read.All",
        "Application.ReadWrite.OwnedBy",
      ]);
    });

    it("an application without its creator among the owners needs All for the next write", async () => {
      const app = await createApplication([]);
      expect(cloud.requiredActions()).to.deep.equal([
        "Application.Read.All",
        "Application.ReadWrite.OwnedBy",
      ]);
      await createCredential(app.id);
      expect(cloud.requiredActions()).to.include("Application.ReadWrite.All");
    });

    it("azuread's requests for an application are in its own order", async () => {
      const { objectId } = (await createApplication([])).properties;
      const { objectId: deployer } = await entra.invoke("azuread:index/getClientConfig:getClientConfig");
      expect(cloud.deployerRequests.map(({ method, target }) => `${method} ${target}`)).to.deep.equal([
        "POST /applications",
        `PATCH /applications/${objectId}`,
        `PATCH /applications/${objectId}`,
        `DELETE /applications/${objectId}/owners/${deployer}/$ref`,
        `GET /applications/${objectId}`,
        `GET /applications/${objectId}`,
        `GET /applications/${objectId}/owners`,
      ]);
    });
  });

  describe("in a custom role", () => {
    const restrict = (...actions: string[]) => {
      cloud.world.deployer = { objectId: principal(1), actions };
    };

    it("the actions that were recorded are enough, and each of them is missed", async () => {
      const create = async () => azure.delete(await createIdentity());
      await create();
      const needed = cloud.requiredActions();
      expect(needed).to.have.length(4);
      for (const left of needed) {
        restrict(...needed.filter((action) => action !== left));
        const fresh = await ProviderClient.connect(cloud.debugProviders, "azure-native");
        azure.close();
        azure = fresh;
        expect(await refusal(create()), left).to.match(
          /AuthorizationFailed|missing required property 'location'/,
        );
        cloud.world.deployer = undefined;
        const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders`;
        await azure.delete({ type: identity, name: "orders", id, inputs: {}, properties: {} });
      }
      restrict(...needed);
      await create();
    });

    it("without read, azure-native cannot see whether the resource exists", async () => {
      restrict("Microsoft.Resources/*/read", "Microsoft.ManagedIdentity/userAssignedIdentities/write");
      const message = await refusal(createIdentity());
      const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders`;
      expect(message).to.match(
        new RegExp(`^cannot check existence of resource '${id}': status code 403, \\{"error":`),
      );
      expect(message).to.contain(
        `does not have authorization to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/read' over scope '${id}'`,
      );
    });

    it("without read on the resource group, the location is missing", async () => {
      restrict("Microsoft.ManagedIdentity/*");
      const message = await refusal(createIdentity());
      expect(message)
        .to.contain("missing required property 'location'")
        .and.not.contain("the emulator's world");
    });

    it("* stands for any characters, and letter case does not count", async () => {
      restrict("microsoft.resources/*/READ", "Microsoft.ManagedIdentity/*");
      await createIdentity();
    });

    it("forgets what was asked with the calls", async () => {
      await createIdentity();
      cloud.clearCalls();
      expect(cloud.deployerRequests).to.deep.equal([]);
      expect(cloud.requiredActions()).to.deep.equal([]);
    });
  });
});
