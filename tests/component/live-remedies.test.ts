import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { takeOverIssues } from "../../src/pulumi/barrier";
import { formatIssue } from "../../src/rules/issue";
import { MockCloud } from "./support/mock-cloud";
import { applicationClientId, orders, subscription } from "./support/orders";
import { reported } from "./support/reported";

type Args = Partial<KeyVaultWorkloadIdentityArgs>;

const [own, other] = ["00000000-0000-0000-0000-00000000bbbb", "00000000-0000-0000-0000-00000000cccc"];
const elsewhere = subscription.replace("aaaa", "eeee");
const vaultId = `${elsewhere}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-far`;
const vault = (more: object): Args => ({
  keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { a: {} }, ...more } },
});
const vaultById = (more: object): Args => ({
  keyVaults: { far: { id: vaultId, objects: { a: {} }, ...more } },
});
const liveVault = (properties: object) => (cloud: MockCloud) => {
  cloud.answers["azure-native:keyvault:getVault"] = () => ({
    properties: { enableRbacAuthorization: true, tenantId: own, ...properties },
  });
};
const application: Args = { userAssignedIdentity: undefined, application: { clientId: applicationClientId } };
const getServicePrincipal = "azuread:index/getServicePrincipal:getServicePrincipal";

/** What exists, an input that does not fit it, the words of the remedy, and what follows them. */
const remedies: Record<
  string,
  {
    readonly live?: (cloud: MockCloud) => void;
    readonly refused: Args;
    readonly words: string;
    readonly followed: Args;
    readonly obeyed?: (cloud: MockCloud) => void;
  }
> = {
  "the tenant of a vault": {
    refused: { ...application, ...vault({ tenantId: other, grants: "External" }) },
    words: "Set tenantId to the vault's.",
    followed: { ...application, ...vault({ tenantId: own, grants: "External" }) },
  },
  "the cloud of a vault": {
    live: liveVault({ vaultUri: "https://kv-shop.vault.usgovcloudapi.net/" }),
    refused: { ...vault({}), cloud: "AzurePublicCloud" },
    words: 'Set cloud to "AzureUSGovernmentCloud".',
    followed: { ...vault({}), cloud: "AzureUSGovernmentCloud" },
  },
  "a vault of another tenant": {
    live: liveVault({ tenantId: other }),
    refused: vault({}),
    words: `\`application.clientId\`, with tenantId "${other}" and grants "External" for the vault.`,
    followed: { ...application, ...vault({ tenantId: other, grants: "External" }) },
  },
  "a vault of another subscription that uses access policies": {
    refused: vaultById({ permissionModel: "AccessPolicy" }),
    words: "or set grants to External.",
    followed: vaultById({ permissionModel: "AccessPolicy", grants: "External" }),
  },
  "a cluster of another subscription": {
    refused: {
      clusters: {
        far: { id: `${elsewhere}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/far` },
      },
    },
    words: "or give the cluster's `oidcIssuerUrl`.",
    followed: { clusters: { far: { oidcIssuerUrl: "https://issuer.example.com/far/" } } },
  },
  "an application without a service principal": {
    live: (cloud) => cloud.refuse(getServicePrincipal, "No service principal found matching the filter"),
    refused: application,
    words: `Create it once: az ad sp create --id ${applicationClientId}`,
    followed: application,
    obeyed: (cloud) => {
      cloud.answers[getServicePrincipal] = () => ({ objectId: "00000000-0000-0000-0000-0000000b1ec7" });
    },
  },
  "a service principal that the deployer cannot read": {
    live: (cloud) => cloud.refuse(getServicePrincipal, "unexpected status 403 (403 Forbidden)"),
    refused: application,
    words: "Or let another owner grant access: `grants: External` for each vault.",
    followed: { ...application, ...vault({ grants: "External" }) },
  },
};

describe("the remedy of a live check is accepted when it is followed", () => {
  for (const [what, { live = () => {}, refused, words, followed, obeyed = () => {} }] of Object.entries(
    remedies,
  )) {
    it(`for ${what}`, async () => {
      const issuesOf = async (args: Args) => {
        let found: string[] = [];
        // What is only a notice is logged, and not printed here.
        await reported(async () => {
          const component = new KeyVaultWorkloadIdentity("orders", orders(args));
          found = (await takeOverIssues(component)).map(formatIssue);
        });
        return found;
      };
      let cloud = new MockCloud();
      live(cloud);
      await cloud.enter(false);
      const [text = "", ...rest] = await issuesOf(refused);
      expect(rest).to.deep.equal([]);
      expect(text).to.include(words);
      cloud = new MockCloud();
      live(cloud);
      obeyed(cloud);
      await cloud.enter(false);
      expect(await issuesOf(followed)).to.deep.equal([]);
    });
  }
});
