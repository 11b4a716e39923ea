import { Provider } from "@pulumi/azure-native/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, orders, previewed } from "./support/orders";
import { reported } from "./support/reported";

type Vault = NonNullable<KeyVaultWorkloadIdentityArgs["keyVaults"]>[string];

const driver = "azureKeyvaultSecretsProvider";
const on = { enabled: true, config: { enableSecretRotation: "true" } };

describe("the notices about a cluster in a preview", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(true);
  });

  const cluster = (settings: object) => {
    cloud.answers["azure-native:containerservice:getManagedCluster"] = () => ({
      oidcIssuerProfile: { enabled: true, issuerURL: "https://issuer.example.com/" },
      securityProfile: { workloadIdentity: { enabled: true } },
      addonProfiles: { [driver]: on },
      ...settings,
    });
  };
  const vault = (changes: Partial<Vault> = {}) => ({
    keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} }, ...changes } },
  });
  const preview = async (changes: Partial<KeyVaultWorkloadIdentityArgs> = {}) => {
    await cloud.enter(true);
    return reported(() => previewed("orders", orders(changes)));
  };

  it("are none where everything is on", async () => {
    cluster({});
    expect(await preview()).to.deep.equal([]);
    cluster({ addonProfiles: { [driver]: { enabled: true, config: { enableSecretRotation: "True" } } } });
    expect(await preview()).to.deep.equal([]);
  });

  it("are none where only the issuer URL is given: no cluster is looked up", async () => {
    cluster({ securityProfile: undefined, addonProfiles: undefined });
    const oidcIssuerUrl = "https://issuer.example.com/";
    expect(await preview({ clusters: { other: { oidcIssuerUrl } } })).to.deep.equal([]);
    expect(cloud.asked).not.to.include("getManagedCluster");
  });

  for (const [what, securityProfile] of Object.entries({
    absent: undefined,
    empty: {},
    off: { workloadIdentity: { enabled: false } },
  })) {
    it(`warn that Azure SDKs get no token where workload identity is ${what}`, async () => {
      cluster({ securityProfile });
      expect(await preview()).to.deep.equal([
        'warning: clusters["aks-prod"]: workload identity is off on AKS cluster "aks-prod". ' +
          "Pods that use an Azure SDK get no AZURE_* variables and no token, unless you installed " +
          "the webhook yourself; the mount works without it. Turn it on: az aks update --resource-group platform " +
          "--name aks-prod --enable-workload-identity",
      ]);
    });
  }

  for (const [what, addonProfiles] of Object.entries({
    absent: undefined,
    "one of others": { azurepolicy: { enabled: true } },
    off: { [driver]: { ...on, enabled: false } },
  })) {
    it(`warn that no pod can mount where the driver's add-on is ${what}`, async () => {
      cluster({ addonProfiles });
      expect(await preview()).to.deep.equal([
        'warning: clusters["aks-prod"]: AKS cluster "aks-prod" does not have the add-on ' +
          "azure-keyvault-secrets-provider. No pod that mounts a vault starts without the CSI driver. A driver that " +
          "you installed yourself must ask for tokens of audience api://AzureADTokenExchange. Turn the add-on on: " +
          "az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group platform --name aks-prod",
      ]);
    });
  }

  it("are none where Azure answers the add-on's name in other letter case", async () => {
    cluster({ addonProfiles: { [driver.toUpperCase()]: on } });
    expect(await preview()).to.deep.equal([]);
  });

  it("do not mention the driver where nothing is mounted", async () => {
    cluster({ addonProfiles: undefined });
    expect(await preview(vault({ mount: false }))).to.deep.equal([]);
    expect(await preview({ keyVaults: undefined })).to.deep.equal([]);
  });

  for (const [what, changes] of Object.entries({
    env: { env: { PASSWORD: "db-password" } },
    syncedSecrets: { syncedSecrets: { db: { data: { password: "db-password" } } } },
  })) {
    it(`add what a driver that you installed yourself needs for ${what}`, async () => {
      cluster({ addonProfiles: undefined });
      const [first, second, ...rest] = await preview(vault(changes));
      expect(first).to.match(/^warning: .*without the CSI driver/);
      expect(second).to.match(/^info: .*fills Kubernetes Secrets.*syncSecret\.enabled=true$/);
      expect(rest).to.deep.equal([]);
    });
  }

  for (const [what, config] of Object.entries({
    off: { enableSecretRotation: "false" },
    "not set": {},
    "without any setting": undefined,
  })) {
    it(`inform that new values reach new pods only, where rotation is ${what}`, async () => {
      cluster({ addonProfiles: { [driver]: { enabled: true, config } } });
      expect(await preview()).to.deep.equal([
        'info: clusters["aks-prod"]: rotation of mounted secrets is off on AKS cluster "aks-prod". ' +
          "A new value in a vault reaches new pods only. Turn it on: az aks addon update " +
          "--resource-group platform --name aks-prod --addon azure-keyvault-secrets-provider --enable-secret-rotation",
      ]);
    });
  }

  it("do not mention rotation where every mounted object is pinned", async () => {
    cluster({ addonProfiles: { [driver]: { enabled: true } } });
    const pinned = { objectVersion: "0123456789abcdef0123456789abcdef" };
    expect(await preview(vault({ objects: { "db-password": pinned } }))).to.deep.equal([]);
    expect(await preview(vault({ objects: { "db-password": pinned, b: {} } }))).to.have.length(1);
  });

  it("do not mention rotation while an object is not known", async () => {
    cluster({ addonProfiles: { [driver]: { enabled: true } } });
    const objectVersion = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    expect(await preview(vault({ objects: { "db-password": { objectVersion } } }))).to.deep.equal([]);
  });

  it("are logged once for a cluster that several components use", async () => {
    cluster({ securityProfile: undefined });
    const lines = await reported(async () => {
      await previewed("a", orders());
      await previewed(
        "b",
        orders({ clusters: { other: { resourceGroupName: "platform", name: "aks-prod" } } }),
      );
    });
    expect(lines).to.have.length(1);
  });

  it("are logged for each cluster", async () => {
    cluster({ securityProfile: undefined });
    const clusters = {
      "aks-a": { resourceGroupName: "platform" },
      "aks-b": { resourceGroupName: "platform" },
    };
    cloud.answers["azure-native:containerservice:getManagedCluster"] = ({ resourceName }) => ({
      oidcIssuerProfile: { enabled: true, issuerURL: `https://issuer.example.com/${resourceName}/` },
      addonProfiles: { [driver]: on },
    });
    expect(await preview({ clusters })).to.have.length(2);
  });

  it("are logged for each of two clusters with the same name, which two providers look up", async () => {
    cluster({ securityProfile: undefined });
    await cloud.enter(true);
    const lines = await reported(async () => {
      const [first, second] = ["first", "second"].map((name) => new Provider(name));
      for (const [name, provider] of Object.entries({ a: first, b: second, c: second })) {
        const args = orders({ serviceAccount: { name } });
        await awaited(
          new KeyVaultWorkloadIdentity(name, args, { providers: provider && [provider] }).volumes,
        );
      }
    });
    expect(lines).to.have.length(2);
  });
});

describe("the notices about a vault in a preview", () => {
  const preview = async (properties: object) => {
    const cloud = new MockCloud();
    await cloud.enter(true);
    cloud.answers["azure-native:keyvault:getVault"] = () => ({
      properties: {
        enableRbacAuthorization: true,
        tenantId: "00000000-0000-0000-0000-00000000bbbb",
        ...properties,
      },
    });
    return reported(() => previewed("orders", orders()));
  };

  it("are none where public network access is on and the firewall is open", async () => {
    expect(await preview({})).to.deep.equal([]);
    const networkAcls = { defaultAction: "Allow" };
    expect(await preview({ publicNetworkAccess: "enabled", networkAcls })).to.deep.equal([]);
  });

  it("say that pods need a private endpoint where public network access is off", async () => {
    const networkAcls = { defaultAction: "Deny" };
    for (const publicNetworkAccess of ["Disabled", "disabled"]) {
      expect(await preview({ publicNetworkAccess, networkAcls })).to.deep.equal([
        'info: keyVaults["kv-shop"]: key vault "kv-shop" has no public network access. ' +
          "The pods can reach it by a private endpoint only. To see its endpoints: az network " +
          "private-endpoint-connection list --id /subscriptions/00000000-0000-0000-0000-00000000aaaa/resourceGroups/shop/" +
          "providers/Microsoft.KeyVault/vaults/kv-shop",
      ]);
    }
  });

  it("say that pods must come from a listed network where the firewall denies by default", async () => {
    expect(
      await preview({ publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Deny" } }),
    ).to.deep.equal([
      'info: keyVaults["kv-shop"]: the firewall of key vault "kv-shop" denies access by default. ' +
        "The pods must come from a network that it lists, or by a private endpoint. To see its list: " +
        "az keyvault network-rule list --name kv-shop",
    ]);
  });

  it("say which tenant is assumed for a vault of another subscription, and nothing where it is given", async () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-00000000cccc/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-far";
    const elsewhere = async (tenantId?: string) => {
      await new MockCloud().enter(true);
      const keyVaults = { kv: { id, tenantId, grants: "External" as const, objects: { a: {} } } };
      const application = { clientId: applicationClientId };
      return reported(() =>
        previewed("orders", orders({ userAssignedIdentity: undefined, application, keyVaults })),
      );
    };
    const [assumed, ...others] = await elsewhere();
    expect(assumed).to.match(/keyVaults\.kv: .*tenant/);
    expect(others).to.deep.equal([]);
    expect(await elsewhere("00000000-0000-0000-0000-00000000bbbb")).to.deep.equal([]);
  });
});
