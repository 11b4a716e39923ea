import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { failure } from "./support/failure";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, identityId, made, orders } from "./support/orders";
import { prose } from "./support/prose";

const issuer = "https://issuer.example.com/aks-prod/";
const subject = "system:serviceaccount:shop:orders";
const audiences = ["api://AzureADTokenExchange"];
const objectId = "00000000-0000-0000-0000-0000000b1ec7";
const owners = ["00000000-0000-0000-0000-000000000001"];

describe("the identity", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  const rest = [
    "RoleAssignment orders-grant-kv-shop-secrets-user",
    "SecretProviderClass orders-secret-provider-class-kv-shop",
    "ServiceAccount orders-service-account",
  ];

  it("is created as a managed identity with its name, region and tags", async () => {
    const name = "id-orders";
    const tags = { team: "shop" };
    const group = { resourceGroupName: "shop", name, location: "westeurope", tags };
    const component = await made("orders", orders({ userAssignedIdentity: group }));
    expect(prose(await awaited(component.trust))).to.include(
      'acts as user-assigned identity "orders-identity1a2b3c4d" and can:',
    );
    expect(cloud.of("UserAssignedIdentity").map(({ inputs }) => inputs)).to.deep.equal([
      { resourceGroupName: "shop", resourceName: name, location: "westeurope", tags },
    ]);
    expect(cloud.children).to.deep.equal(
      [
        "FederatedIdentityCredential orders-credential-aks-prod",
        "UserAssignedIdentity orders-identity",
        ...rest,
      ].sort(),
    );
  });

  it("is looked up as an existing managed identity, and only gets a credential and a role", async () => {
    const component = await made("orders", orders({ userAssignedIdentity: { id: identityId } }));
    expect(cloud.children).to.deep.equal(
      ["FederatedIdentityCredential orders-credential-aks-prod", ...rest].sort(),
    );
    expect(cloud.of("FederatedIdentityCredential")[0]?.inputs).to.deep.equal({
      resourceGroupName: "shop",
      resourceName: "id-shop",
      federatedIdentityCredentialResourceName: "orders-aks-prod-300d296e",
      issuer,
      subject,
      audiences,
    });
    expect(cloud.of("RoleAssignment")[0]?.inputs.principalId).to.equal(objectId);
    expect(await awaited(component.identityId)).to.equal(identityId);
    expect(prose(await awaited(component.trust)).split("\n")).to.include.members([
      'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"',
      'acts as the existing user-assigned identity "id-shop" in resource group "shop" and can:',
      "The identity existed before: its other permissions stay, and anyone with another credential of it can do the same.",
    ]);
  });

  it("stops the preview where it is in another subscription, in which it cannot be looked up", async () => {
    const id = identityId.replace("aaaa/", "cccc/");
    const error = await failure(
      () => new KeyVaultWorkloadIdentity("orders", orders({ userAssignedIdentity: { id } })),
    );
    expect(error.message).to.include(
      "userAssignedIdentity: the identity is not in the azure-native provider's subscription",
    );
    expect(cloud.asked).to.not.include("getUserAssignedIdentity");
    expect(cloud.children).to.deep.equal([]);
  });

  it("is created as an application with its service principal", async () => {
    const application = { displayName: "Orders", owners };
    const component = await made("orders", orders({ userAssignedIdentity: undefined, application }));
    expect(cloud.children).to.deep.equal(
      [
        "Application orders-application",
        "ApplicationFederatedIdentityCredential orders-credential-aks-prod",
        "ServicePrincipal orders-service-principal",
        ...rest,
      ].sort(),
    );
    expect(cloud.of("Application")[0]?.inputs).to.deep.equal(application);
    expect(cloud.of("ServicePrincipal")[0]?.inputs).to.deep.equal({ clientId: applicationClientId, owners });
    expect(cloud.of("ApplicationFederatedIdentityCredential")[0]?.inputs).to.deep.equal({
      applicationId: "/applications/00000000-0000-0000-0000-00000000a991",
      displayName: "orders-aks-prod-300d296e",
      issuer,
      subject,
      audiences,
    });
    expect(cloud.of("RoleAssignment")[0]?.inputs).to.include({
      principalId: objectId,
      principalType: "ServicePrincipal",
    });
    const outputs = [component.clientId, component.principalId, component.tenantId];
    expect(await Promise.all(outputs.map((output) => awaited(output)))).to.deep.equal([
      applicationClientId,
      objectId,
      "00000000-0000-0000-0000-00000000bbbb",
    ]);
    expect(prose(await awaited(component.trust))).to.include(
      'acts as the Entra application "Orders" and can:',
    );
  });

  it("is looked up as an existing application with its service principal, and neither is created", async () => {
    const application = { clientId: applicationClientId };
    const component = await made("orders", orders({ userAssignedIdentity: undefined, application }));
    expect(cloud.children).to.deep.equal(
      ["ApplicationFederatedIdentityCredential orders-credential-aks-prod", ...rest].sort(),
    );
    expect(cloud.asked).to.include.members(["getApplication", "getServicePrincipal"]);
    expect(cloud.of("ApplicationFederatedIdentityCredential")[0]?.inputs.applicationId).to.equal(
      "/applications/00000000-0000-0000-0000-00000000a991",
    );
    expect(cloud.of("RoleAssignment")[0]?.inputs.principalId).to.equal(objectId);
    expect(prose(await awaited(component.trust)))
      .to.include(`acts as the existing Entra application ${applicationClientId} and can:`)
      .and.to.include("The identity existed before");
  });

  it("is not looked up as an application where no credential is added", async () => {
    const args = orders({ userAssignedIdentity: undefined, application: { clientId: applicationClientId } });
    await made("orders", { ...args, clusters: undefined });
    expect(cloud.asked).to.not.include("getApplication");
    expect(cloud.children).to.deep.equal(rest);
  });

  it("needs no permission in the directory as an existing application where nothing is granted", async () => {
    const denied =
      "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient";
    cloud.refuse("azuread:index/getApplication:getApplication", denied);
    cloud.refuse("azuread:index/getServicePrincipal:getServicePrincipal", denied);
    const application = { clientId: applicationClientId };
    const keyVaults = {
      "kv-shop": { resourceGroupName: "shop", grants: "External", objects: { a: {} } },
    } as const;
    const args = orders({ userAssignedIdentity: undefined, application, keyVaults, clusters: undefined });
    const component = await made("orders", args);
    expect(cloud.children).to.deep.equal([
      "SecretProviderClass orders-secret-provider-class-kv-shop",
      "ServiceAccount orders-service-account",
    ]);
    expect(await awaited(component.principalId)).to.equal("");
    const granting = orders({ userAssignedIdentity: undefined, application, clusters: undefined });
    const { message } = await failure(() => new KeyVaultWorkloadIdentity("billing", granting));
    expect(message).to.include(
      "cannot be read by the deployer. Access is granted to it. Application.Read.All in Microsoft Graph allows that. " +
        "Or let another owner grant access: `grants: External` for each vault.",
    );
  });

  it("reads a vault of another tenant as an existing application, by a token of that tenant", async () => {
    const tenantId = "00000000-0000-0000-0000-00000000cccc";
    const vault = { resourceGroupName: "shop", grants: "External", objects: { a: {} } } as const;
    cloud.answers["azure-native:keyvault:getVault"] = ({ vaultName }) => ({
      properties: {
        enableRbacAuthorization: true,
        tenantId: vaultName === "kv-foreign" ? tenantId : "00000000-0000-0000-0000-00000000bbbb",
      },
    });
    const application = { clientId: applicationClientId };
    const keyVaults = { "kv-foreign": { ...vault, tenantId }, "kv-own": vault };
    await made("orders", orders({ userAssignedIdentity: undefined, application, keyVaults }));
    const tenants = cloud
      .of("SecretProviderClass")
      .map(({ inputs }) => (inputs.spec as { parameters: Record<string, string> }).parameters)
      .map(({ keyvaultName, tenantID }) => `${keyvaultName}: ${tenantID}`);
    expect(tenants.sort()).to.deep.equal([
      `kv-foreign: ${tenantId}`,
      "kv-own: 00000000-0000-0000-0000-00000000bbbb",
    ]);
    const [account] = cloud.of("ServiceAccount");
    expect(account?.inputs).to.have.nested.property(
      "metadata.annotations.azure\\.workload\\.identity/tenant-id",
      "00000000-0000-0000-0000-00000000bbbb",
    );
  });

  it("has no password and no certificate, as a new or an existing application", async () => {
    const kinds = { fresh: { displayName: "Orders" }, existing: { clientId: applicationClientId } };
    for (const [name, application] of Object.entries(kinds)) {
      await made(name, orders({ userAssignedIdentity: undefined, application }));
    }
    expect(cloud.children.join()).to.not.match(/password|(?<!\w)\w*certificate/i);
    expect(JSON.stringify(cloud.of("Application"))).to.not.match(/password|keyCredential/i);
  });

  for (const preview of [true, false]) {
    it(`stops ${preview ? "a preview" : "an update"} where the application has no service principal, with the command that creates one`, async () => {
      await cloud.enter(preview);
      const asked = "azuread:index/getServicePrincipal:getServicePrincipal";
      cloud.refuse(asked, "No service principal found matching specified filter (appId eq 'x')");
      const args = orders({
        userAssignedIdentity: undefined,
        application: { clientId: applicationClientId },
      });
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", args));

      expect(error.message).to.include(
        "application.clientId: the service principal of the Entra application",
      );
      expect(error.message).to.include(`az ad sp create --id ${applicationClientId}`);
      expect(cloud.children).to.deep.equal([]);
    });
  }

  it("is described in the first preview, in which no ids are known", async () => {
    await cloud.enter(true);
    const application = { displayName: "Orders" };
    const component = new KeyVaultWorkloadIdentity(
      "orders",
      orders({ userAssignedIdentity: undefined, application }),
    );
    expect(prose(await awaited(component.trust))).to.include(
      'acts as the Entra application "Orders" and can:',
    );
    expect(await awaited(component.volumes)).to.have.length(1);
    expect(cloud.children).to.have.length(6);
  });
});
