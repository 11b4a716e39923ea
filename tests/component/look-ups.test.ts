import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { failure } from "./support/failure";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, identityId, orders } from "./support/orders";
import { reported } from "./support/reported";

const vault = "azure-native:keyvault:getVault";
const cluster = "azure-native:containerservice:getManagedCluster";
const config = "azure-native:authorization:getClientConfig";

const url = "https://management.azure.com/subscriptions/s/resourceGroups/shop";
const inAzcore = (status: number, words: string, code: string) =>
  `GET ${url}\n--------\nRESPONSE ${status}: ${status} ${words}\nERROR CODE: ${code}\n--------`;

/** The answers of azure-native and Azure for what does not exist, and for what the deployer cannot read. */
const missing = {
  "autorest's words": 'autorest/azure: Service returned an error. Status=404 Code="ResourceNotFound"',
  "the local emulator's words": `Status=404 Code="ResourceNotFound" Message="The Resource was not found."`,
  "azcore's words": inAzcore(404, "Not Found", "ResourceGroupNotFound"),
  "a code alone": 'Code="VaultNotFound" Message="gone"',
};
const denied = {
  "autorest's words": 'autorest/azure: Service returned an error. StatusCode=403 Code="AuthorizationFailed"',
  "azcore's words": inAzcore(403, "Forbidden", "AuthorizationFailed"),
  "azuread's words":
    "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient",
};
/** What may pass by itself, or by a newer provider, and what the warning says of it. */
const unavailable = {
  "a server's error about a vault of such a name": [
    `Status=500 Code="InternalServerError" Message="vault kv-404 403"`,
    "could not be read, because Azure answered with a server error. Its settings are not checked. Run the preview again.",
  ],
  "a name that the network does not find": [
    "dial tcp: lookup management.azure.com on 10.0.0.10:53: no such host",
    "could not be read, because Azure cannot be reached from here. Its settings are not checked. Check the network",
  ],
  throttling: [
    inAzcore(429, "Too Many Requests", "TooManyRequests"),
    "could not be read, because Azure throttles the deployer's requests. Its settings are not checked. Wait a few minutes",
  ],
  "a retired API version": [
    inAzcore(400, "Bad Request", "NoRegisteredProviderFound"),
    "could not be read, because Azure has retired the API version that the azure-native provider uses. " +
      "Its settings are not checked. Update @pulumi/azure-native.",
  ],
} as const;
/** Its numbers and words are of something else. */
const unexpected = 'Status=409 Code="Conflict" Message="Forbidden while 404 of 403"';

describe("a look-up", () => {
  let cloud: MockCloud;

  beforeEach(() => {
    cloud = new MockCloud();
  });

  const stopped = async (token: string, message: string, preview: boolean, changes = {}) => {
    await cloud.enter(preview);
    cloud.refuse(token, message);
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders(changes)));
    expect(cloud.children).to.deep.equal([]);
    return error.message;
  };
  /** What is logged while the component is constructed all the same. */
  const continues = async (token: string, message: string, preview: boolean) => {
    await cloud.enter(preview);
    cloud.refuse(token, message);
    const lines = await reported(async () => {
      const component = new KeyVaultWorkloadIdentity("orders", orders());
      expect(await awaited(component.volumes)).to.have.length(1);
    });
    expect(cloud.children).to.have.length(5);
    return lines;
  };

  for (const [what, message] of Object.entries(missing)) {
    it(`of a vault that does not exist is a warning that names it, in a preview and in an update: in ${what}`, async () => {
      for (const preview of [true, false]) {
        cloud = new MockCloud();
        expect(await continues(vault, message, preview)).to.deep.equal([
          'warning: keyVaults["kv-shop"]: key vault "kv-shop" in resource group "shop" does not exist. ' +
            "If this program does not create it, correct its name or resource group: the update will fail.",
        ]);
      }
    });
    it(`of a cluster that does not exist stops an update: in ${what}`, async () => {
      expect(await stopped(cluster, message, false)).to.match(
        /clusters\["aks-prod"\]: AKS cluster "aks-prod" .* does not exist\. Its OIDC issuer URL is part/,
      );
    });
  }

  for (const [what, message] of Object.entries(denied)) {
    it(`of a vault that the deployer cannot read stops neither preview nor update: in ${what}`, async () => {
      for (const preview of [true, false]) {
        cloud = new MockCloud();
        expect(await continues(vault, message, preview)).to.deep.equal([
          'warning: keyVaults["kv-shop"]: key vault "kv-shop" in resource group "shop" cannot be read by the deployer. ' +
            "Its settings are not checked. A reader role on it would allow that.",
        ]);
      }
    });
    it(`of a cluster that the deployer cannot read stops an update: in ${what}`, async () => {
      expect(await stopped(cluster, message, false)).to.include(
        "cannot be read by the deployer. Its OIDC issuer URL",
      );
    });
  }

  for (const [what, [message, words]] of Object.entries(unavailable)) {
    it(`of a vault that fails with ${what} is a warning that names it, in a preview and in an update`, async () => {
      for (const preview of [true, false]) {
        cloud = new MockCloud();
        const [line = "", ...rest] = await continues(vault, message, preview);
        expect(rest).to.deep.equal([]);
        expect(line).to.include(
          'warning: keyVaults["kv-shop"]: key vault "kv-shop" in resource group "shop"',
        );
        expect(line).to.include(words);
      }
    });
    it(`of a cluster that fails with ${what} is a warning in a preview, and stops an update, which needs the issuer`, async () => {
      const [line] = await continues(cluster, message, true);
      const [reason = ""] = words.split(". Its settings");
      expect(line).to.include(`AKS cluster "aks-prod" in resource group "platform" ${reason}`);
      expect(line).not.to.include("not checked");
      cloud = new MockCloud();
      expect(await stopped(cluster, message, false)).to.include(
        `clusters["aks-prod"]: AKS cluster "aks-prod" in resource group "platform" ${reason}. Its OIDC issuer URL is part`,
      );
    });
  }

  it("of a vault that fails for an unknown reason is a warning with Azure's answer", async () => {
    for (const preview of [true, false]) {
      cloud = new MockCloud();
      const [line] = await continues(vault, unexpected, preview);
      expect(line).to.include(
        '"kv-shop" in resource group "shop" could not be read. Its settings are not checked.',
      );
      expect(line).to.include(`Azure's answer: ${unexpected}`);
    }
  });

  it("of a cluster that fails for an unknown reason stops the preview", async () => {
    expect(await stopped(cluster, unexpected, true)).to.match(
      /AKS cluster "aks-prod" .* could not be looked up\. Its OIDC issuer URL .*Azure's answer: /,
    );
  });

  it("through a provider whose configuration is unknown in the preview leaves values unknown, with one notice", async () => {
    await cloud.enter(true);
    for (const token of [config, cluster, vault]) cloud.answers[token] = () => ({});
    const lines = await reported(async () => {
      const component = new KeyVaultWorkloadIdentity("orders", orders());
      expect(await awaited(component.volumes)).to.have.length(1);
      expect(cloud.children).to.have.length(5);
      new KeyVaultWorkloadIdentity("billing", orders());
      await cloud.appeared("SecretProviderClass", 2);
    });
    expect(lines).to.deep.equal([
      "info: The configuration of the azure-native provider is known only after the update: this preview checks " +
        "nothing that exists, and shows it as unknown.",
    ]);
  });

  for (const [what, message] of Object.entries({
    "Microsoft Graph": 'Application not found: filter "appId eq x"',
    azuread: "unexpected status 404 (404 Not Found) with error: Request_ResourceNotFound: Resource 'x'",
  })) {
    it(`of an application that does not exist stops a preview too, in the words of ${what}`, async () => {
      const application = { clientId: applicationClientId };
      const changes = { userAssignedIdentity: undefined, application };
      expect(await stopped("azuread:index/getApplication:getApplication", message, true, changes)).to.match(
        /application\.clientId: .* does not exist\. An application of another tenant/,
      );
    });
  }

  it("of an identity that the deployer cannot read stops an update", async () => {
    const asked = "azure-native:managedidentity:getUserAssignedIdentity";
    const changes = { userAssignedIdentity: { id: identityId } };
    expect(await stopped(asked, denied["azcore's words"], false, changes)).to.include(
      "Its client id is part of the SecretProviderClass.",
    );
  });

  const application = { userAssignedIdentity: undefined, application: { clientId: applicationClientId } };
  for (const [token, changes, what] of [
    [config, {}, "the subscription of the azure-native provider could not be looked up. Run az login,"],
    [
      "azure-native:managedidentity:getUserAssignedIdentity",
      { userAssignedIdentity: { id: identityId } },
      'user-assigned identity "id-shop" in resource group "shop" could not be looked up. Its client id',
    ],
    [
      "azuread:index/getApplication:getApplication",
      application,
      `the Entra application with client id ${applicationClientId} could not be looked up. The federated credentials are added to it.`,
    ],
    [
      "azuread:index/getServicePrincipal:getServicePrincipal",
      application,
      `the service principal of the Entra application with client id ${applicationClientId} could not be looked up. Access is granted to it.`,
    ],
  ] as const) {
    it(`that fails reports what was looked up and why: ${token}`, async () => {
      expect(await stopped(token, unexpected, false, changes)).to.include(`: ${what}`);
    });
  }

  for (const [what, oidcIssuerProfile] of Object.entries({
    "is off": { enabled: false, issuerURL: "https://issuer.example.com/" },
    "was never on": undefined,
    "has no URL": { enabled: true, issuerURL: "" },
  })) {
    it(`of a cluster whose OIDC issuer ${what} stops the preview`, async () => {
      await cloud.enter(true);
      const healthy = cloud.answers[cluster]?.({}) as object;
      cloud.answers[cluster] = () => ({ ...healthy, oidcIssuerProfile });
      const { message } = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
      expect(message).to.include('clusters["aks-prod"]: the OIDC issuer of AKS cluster "aks-prod" is off.');
    });
  }

  it("accepts an issuer URL of a cluster that does not report whether the issuer is on", async () => {
    await cloud.enter(true);
    const healthy = cloud.answers[cluster]?.({}) as object;
    const oidcIssuerProfile = { issuerURL: "https://issuer.example.com/" };
    cloud.answers[cluster] = () => ({ ...healthy, oidcIssuerProfile });
    const { oidcIssuerUrls } = new KeyVaultWorkloadIdentity("orders", orders());
    expect(await awaited(oidcIssuerUrls)).to.deep.equal({ "aks-prod": "https://issuer.example.com/" });
  });

  it("is not made for an access policy on a vault of another subscription, which stops the preview", async () => {
    await cloud.enter(true);
    const other = "00000000-0000-0000-0000-00000000cccc";
    const id = `/subscriptions/${other}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-shop`;
    const kv = { id, permissionModel: "AccessPolicy", objects: { a: {} } } as const;
    const { message } = await failure(
      () => new KeyVaultWorkloadIdentity("orders", orders({ keyVaults: { kv } })),
    );
    expect(message).to.include(`keyVaults.kv: the vault is in subscription ${other}, but access policies`);
  });

  for (const [what, issuerURL] of Object.entries({
    "is not https": "http://issuer.example.com/",
    "has a query": "https://issuer.example.com/?a=b",
    "cannot be seen as it is": "https://issuer.example.com/\u202e",
    "is longer than Entra takes": `https://issuer.example.com/${"a".repeat(600)}`,
  })) {
    it(`of a cluster whose issuer URL ${what} stops the preview`, async () => {
      await cloud.enter(true);
      cloud.answers[cluster] = () => ({ oidcIssuerProfile: { enabled: true, issuerURL } });
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
      expect(error.message).to.match(
        /clusters\["aks-prod"\]: the cluster reports "http.*, which is not an OIDC issuer URL\./,
      );
      expect(error.message.split("\n")).to.have.length(2);
      expect(cloud.children).to.deep.equal([]);
    });
  }

  for (const [what, answer] of Object.entries({
    subscription: { subscriptionId: "", tenantId: "t" },
    tenant: { subscriptionId: "s", tenantId: "" },
  })) {
    it(`of the provider's settings without a ${what} stops the preview`, async () => {
      await cloud.enter(true);
      cloud.answers[config] = () => answer;
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
      expect(error.message).to.match(/: the azure-native provider has no subscription\. Run az login/);
      expect(cloud.children).to.deep.equal([]);
    });
  }

  for (const [given, live, model, remedy] of [
    [
      "AzureRbac",
      false,
      "access policies",
      'Set permissionModel to "AccessPolicy". (Switching the vault to Azure RBAC disables every access policy it has.)',
    ],
    [
      "AccessPolicy",
      true,
      "Azure RBAC",
      'Set permissionModel to "AzureRbac". (Switching the vault to access policies disables every role assignment it has.)',
    ],
  ] as const) {
    it(`of a vault stops the preview where permissionModel is ${given} and the vault uses the other model`, async () => {
      await cloud.enter(true);
      const properties = { enableRbacAuthorization: live, tenantId: "00000000-0000-0000-0000-00000000bbbb" };
      cloud.answers[vault] = () => ({ properties });
      const keyVault = { resourceGroupName: "shop", permissionModel: given, objects: { "db-password": {} } };
      const args = orders({ keyVaults: { "kv-shop": keyVault } });
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(error.message).to.include(
        `keyVaults["kv-shop"].permissionModel: vault "kv-shop" uses ${model}, but permissionModel is ${given}. ${remedy}`,
      );
    });
  }

  it("of a vault in another tenant stops the preview", async () => {
    await cloud.enter(true);
    const tenantId = "11111111-1111-1111-1111-111111111111";
    cloud.answers[vault] = () => ({ properties: { enableRbacAuthorization: true, tenantId } });
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", orders()));
    expect(error.message).to.include(`: the vault is in tenant ${tenantId}, but the identity is in `);
  });
});
