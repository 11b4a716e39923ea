import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { failure } from "./support/failure";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, identityId, orders } from "./support/orders";

const vault = "azure-native:keyvault:getVault";
const cluster = "azure-native:containerservice:getManagedCluster";
const config = "azure-native:authorization:getClientConfig";

const url = "https://management.azure.com/subscriptions/s/resourceGroups/shop";
const inAzcore = (status: number, words: string, code: string) =>
  `GET ${url}\n--------\nRESPONSE ${status}: ${status} ${words}\nERROR CODE: ${code}\n--------`;

/** What azure-native and Azure say of what is not there, and of what may not be read. */
const missing = {
  "autorest's words": 'autorest/azure: Service returned an error. Status=404 Code="ResourceNotFound"',
  "the stand-in's words": `Status=404 Code="ResourceNotFound" Message="The Resource was not found."`,
  "azcore's words": inAzcore(404, "Not Found", "ResourceGroupNotFound"),
  "a code alone": 'Code="VaultNotFound" Message="gone"',
};
const denied = {
  "autorest's words": 'autorest/azure: Service returned an error. StatusCode=403 Code="AuthorizationFailed"',
  "azcore's words": inAzcore(403, "Forbidden", "AuthorizationFailed"),
  "azuread's words":
    "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient",
};
/** Errors in which the numbers and words are of something else. */
const otherwise = {
  "a server's error about a vault of such a name": `Status=500 Code="InternalServerError" Message="vault kv-404 403"`,
  "a name that is not found by the network": "dial tcp: lookup management.azure.com: host not found",
  throttling: inAzcore(429, "Too Many Requests", "TooManyRequests"),
  "an error that mentions what is forbidden":
    'Status=409 Code="Conflict" Message="Forbidden while 404 of 403"',
};

describe("a look-up", () => {
  let cloud: MockCloud;

  beforeEach(() => {
    cloud = new MockCloud();
  });

  const refused = async (token: string, message: string, preview: boolean, changes = {}) => {
    await cloud.enter(preview);
    cloud.refuse(token, message);
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders(changes)));
    expect(cloud.children).to.deep.equal([]);
    return error.message;
  };
  const goesOn = async (token: string, message: string, preview: boolean) => {
    await cloud.enter(preview);
    cloud.refuse(token, message);
    const component = new KeyVaultWorkloadIdentity("orders", orders());
    expect(await awaited(component.volumes)).to.have.length(1);
    expect(cloud.children).to.have.length(5);
  };

  for (const [what, message] of Object.entries(missing)) {
    it(`of a vault that is missing lets a preview go on, and stops an update: in ${what}`, async () => {
      await goesOn(vault, message, true);
      cloud = new MockCloud();
      expect(await refused(vault, message, false)).to.match(
        /keyVaults\["kv-shop"\] must be something that can be looked up, but is key vault "kv-shop" in resource group "shop", which does not exist\. Nothing can be read from it\. Azure said: /,
      );
    });
    it(`of a cluster that is missing stops an update: in ${what}`, async () => {
      expect(await refused(cluster, message, false)).to.match(
        /clusters\["aks-prod"\] must be .*AKS cluster "aks-prod" .* does not exist\. Its OIDC issuer URL is part/,
      );
    });
  }

  for (const [what, message] of Object.entries(denied)) {
    it(`of a vault that is denied never stops: in ${what}`, async () => {
      await goesOn(vault, message, true);
      cloud = new MockCloud();
      await goesOn(vault, message, false);
    });
    it(`of a cluster that is denied stops an update: in ${what}`, async () => {
      expect(await refused(cluster, message, false)).to.include(
        "may not be read by whoever deploys this. Its OIDC issuer URL",
      );
    });
  }

  for (const [what, message] of Object.entries(otherwise)) {
    for (const preview of [true, false]) {
      it(`that fails by ${what} stops ${preview ? "a preview" : "an update"}`, async () => {
        const keyVaults: KeyVaultWorkloadIdentityArgs["keyVaults"] = {
          "kv-404": { resourceGroupName: "rg-403", objects: { a: {} } },
        };
        const text = await refused(vault, message, preview, { keyVaults });
        expect(text).to.match(
          /keyVaults\["kv-404"\] must be .*, which could not be looked up\. .*Azure said: /,
        );
      });
    }
  }

  for (const [what, message] of Object.entries({
    "Microsoft Graph": 'Application not found: filter "appId eq x"',
    azuread: "unexpected status 404 (404 Not Found) with error: Request_ResourceNotFound: Resource 'x'",
  })) {
    it(`of an application that is missing stops a preview too, in the words of ${what}`, async () => {
      const application = { clientId: applicationClientId };
      const changes = { userAssignedIdentity: undefined, application };
      expect(await refused("azuread:index/getApplication:getApplication", message, true, changes)).to.match(
        /application\.clientId must be .* which does not exist\. An application of another tenant/,
      );
    });
  }

  it("of an identity that is denied stops an update, which cannot do without its client id", async () => {
    const asked = "azure-native:managedidentity:getUserAssignedIdentity";
    const changes = { userAssignedIdentity: { id: identityId } };
    expect(await refused(asked, denied["azcore's words"], false, changes)).to.include(
      "Its client id is part of the SecretProviderClass.",
    );
  });

  const application = { userAssignedIdentity: undefined, application: { clientId: applicationClientId } };
  for (const [token, changes, what] of [
    [
      config,
      {},
      "the subscription of the azure-native provider, which could not be looked up. Run az login,",
    ],
    [
      "azure-native:managedidentity:getUserAssignedIdentity",
      { userAssignedIdentity: { id: identityId } },
      'user-assigned identity "id-shop" in resource group "shop", which could not be looked up. Its client id',
    ],
    [
      "azuread:index/getApplication:getApplication",
      application,
      `the Entra application with client id ${applicationClientId}, which could not be looked up. The federated credentials are added to it.`,
    ],
    [
      "azuread:index/getServicePrincipal:getServicePrincipal",
      application,
      `the service principal of the Entra application with client id ${applicationClientId}, which could not be looked up. Rights are granted to it.`,
    ],
  ] as const) {
    it(`that fails says what was asked for and why: ${token}`, async () => {
      expect(await refused(token, otherwise.throttling, false, changes)).to.include(`but is ${what}`);
    });
  }

  for (const [what, oidcIssuerProfile] of Object.entries({
    "is off": { enabled: false, issuerURL: "https://issuer.example.com/" },
    "was never on": undefined,
    "has no URL": { enabled: true, issuerURL: "" },
  })) {
    it(`refuses a cluster whose issuer ${what}, and says which`, async () => {
      await cloud.enter(true);
      cloud.answers[cluster] = () => ({ oidcIssuerProfile });
      const { message } = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
      expect(message).to.include('but is AKS cluster "aks-prod" with its OIDC issuer off');
    });
  }

  it("takes an issuer of which nothing says that it is on", async () => {
    await cloud.enter(true);
    const healthy = cloud.answers[cluster]?.({}) as object;
    const oidcIssuerProfile = { issuerURL: "https://issuer.example.com/" };
    cloud.answers[cluster] = () => ({ ...healthy, oidcIssuerProfile });
    const { oidcIssuerUrls } = new KeyVaultWorkloadIdentity("orders", orders());
    expect(await awaited(oidcIssuerUrls)).to.deep.equal({ "aks-prod": "https://issuer.example.com/" });
  });

  it("refuses an access policy on a vault of another subscription, and says of which", async () => {
    await cloud.enter(true);
    const other = "00000000-0000-0000-0000-00000000cccc";
    const id = `/subscriptions/${other}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-shop`;
    const kv = { id, permissionModel: "AccessPolicy", objects: { a: {} } } as const;
    const { message } = await failure(
      () => new KeyVaultWorkloadIdentity("orders", orders({ keyVaults: { kv } })),
    );
    expect(message).to.include(`but is a vault in subscription ${other}`);
  });

  for (const [what, issuerURL] of Object.entries({
    "is not https": "http://issuer.example.com/",
    "has a query": "https://issuer.example.com/?a=b",
    "cannot be seen as it is": "https://issuer.example.com/\u202e",
    "is longer than Entra takes": `https://issuer.example.com/${"a".repeat(600)}`,
  })) {
    it(`refuses an issuer that ${what}, as it would one that was given`, async () => {
      await cloud.enter(true);
      cloud.answers[cluster] = () => ({ oidcIssuerProfile: { enabled: true, issuerURL } });
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
      expect(error.message).to.match(
        /clusters\["aks-prod"\] must be a cluster with an OIDC issuer URL: .*, but is a cluster with "http/,
      );
      expect(error.message.split("\n")).to.have.length(2);
      expect(cloud.children).to.deep.equal([]);
    });
  }

  for (const [what, answer] of Object.entries({
    subscription: { subscriptionId: "", tenantId: "t" },
    tenant: { subscriptionId: "s", tenantId: "" },
  })) {
    it(`refuses a provider without a ${what}: what is made would lie nowhere`, async () => {
      await cloud.enter(true);
      cloud.answers[config] = () => answer;
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
      expect(error.message).to.match(
        /made in a subscription, and the azure-native provider has none\. Run az login/,
      );
      expect(cloud.children).to.deep.equal([]);
    });
  }

  for (const [said, live, remark, rest] of [
    [
      "AzureRbac",
      false,
      "uses access policies and ignores role assignments",
      "Write AccessPolicy, or switch the vault: az keyvault update --name kv-shop --enable-rbac-authorization true",
    ],
    [
      "AccessPolicy",
      true,
      "uses Azure role-based access control and ignores access policies",
      "Write AzureRbac, or switch the vault: az keyvault update --name kv-shop --enable-rbac-authorization false",
    ],
  ] as const) {
    it(`stops where the input says ${said} and the vault is of the other model`, async () => {
      await cloud.enter(true);
      const properties = { enableRbacAuthorization: live, tenantId: "00000000-0000-0000-0000-00000000bbbb" };
      cloud.answers[vault] = () => ({ properties });
      const keyVault = { resourceGroupName: "shop", permissionModel: said, objects: { "db-password": {} } };
      const args = orders({ keyVaults: { "kv-shop": keyVault } });
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(error.message).to.include(
        `keyVaults["kv-shop"].permissionModel must be the permission model of the vault, but is ${said}, while vault "kv-shop" ${remark}`,
      );
      expect(error.message).to.include(rest);
    });
  }

  it("stops for a vault of another tenant, which no token of the identity opens", async () => {
    await cloud.enter(true);
    const tenantId = "11111111-1111-1111-1111-111111111111";
    cloud.answers[vault] = () => ({ properties: { enableRbacAuthorization: true, tenantId } });
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
    expect(error.message).to.include(`but is a vault of tenant ${tenantId}`);
  });
});
