import { Provider } from "@pulumi/azure-native/provider";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { awaited, MockCloud } from "./support/mock-cloud";
import { orders, previewed } from "./support/orders";
import { told } from "./support/told";

type Vault = NonNullable<KeyVaultWorkloadIdentityArgs["keyVaults"]>[string];

const driver = "azureKeyvaultSecretsProvider";
const on = { enabled: true, config: { enableSecretRotation: "true" } };

describe("what a preview tells of a cluster", () => {
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
    return told(() => previewed("orders", orders(changes)));
  };

  it("is nothing where all is on", async () => {
    cluster({});
    expect(await preview()).to.deep.equal([]);
    cluster({ addonProfiles: { [driver]: { enabled: true, config: { enableSecretRotation: "True" } } } });
    expect(await preview()).to.deep.equal([]);
  });

  it("is nothing where only the issuer is given: there is nothing to ask", async () => {
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
    it(`warns that Azure SDKs get no token where workload identity is ${what}`, async () => {
      cluster({ securityProfile });
      expect(await preview()).to.deep.equal([
        'warning: clusters["aks-prod"] should be a cluster with workload identity on, but is AKS cluster "aks-prod" with ' +
          "workload identity off. Pods that use an Azure SDK get no AZURE_* variables and no token, unless you installed " +
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
    it(`warns that no pod can mount where the driver's add-on is ${what}`, async () => {
      cluster({ addonProfiles });
      expect(await preview()).to.deep.equal([
        'warning: clusters["aks-prod"] should be a cluster with the Secrets Store CSI driver, but is AKS cluster "aks-prod" ' +
          "without the add-on azure-keyvault-secrets-provider. No pod that mounts a vault starts without it. A driver that " +
          "you installed yourself must ask for tokens of audience api://AzureADTokenExchange. Turn the add-on on: " +
          "az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group platform --name aks-prod",
      ]);
    });
  }

  it("does not speak of the driver where nothing is mounted", async () => {
    cluster({ addonProfiles: undefined });
    expect(await preview(vault({ mount: false }))).to.deep.equal([]);
    expect(await preview({ keyVaults: undefined })).to.deep.equal([]);
  });

  for (const [what, changes] of Object.entries({
    env: { env: { PASSWORD: "db-password" } },
    syncedSecrets: { syncedSecrets: { db: { data: { password: "db-password" } } } },
  })) {
    it(`adds what a driver of one's own needs for ${what}`, async () => {
      cluster({ addonProfiles: undefined });
      const [first, second, ...rest] = await preview(vault(changes));
      expect(first).to.match(/^warning: .*Secrets Store CSI driver/);
      expect(second).to.match(/^info: .*fills Kubernetes Secrets.*syncSecret\.enabled=true$/);
      expect(rest).to.deep.equal([]);
    });
  }

  for (const [what, config] of Object.entries({
    off: { enableSecretRotation: "false" },
    "not set": {},
    "without any setting": undefined,
  })) {
    it(`informs that new values reach new pods only, where rotation is ${what}`, async () => {
      cluster({ addonProfiles: { [driver]: { enabled: true, config } } });
      expect(await preview()).to.deep.equal([
        'info: clusters["aks-prod"] should be a cluster that rotates mounted secrets, but is AKS cluster "aks-prod" with ' +
          "rotation off. A new value in a vault reaches new pods only. Turn it on: az aks addon update " +
          "--resource-group platform --name aks-prod --addon azure-keyvault-secrets-provider --enable-secret-rotation",
      ]);
    });
  }

  it("does not speak of rotation where every mounted object is pinned", async () => {
    cluster({ addonProfiles: { [driver]: { enabled: true } } });
    const pinned = { objectVersion: "0123456789abcdef0123456789abcdef" };
    expect(await preview(vault({ objects: { "db-password": pinned } }))).to.deep.equal([]);
    expect(await preview(vault({ objects: { "db-password": pinned, b: {} } }))).to.have.length(1);
  });

  it("is told once, whatever number of components asks", async () => {
    cluster({ securityProfile: undefined });
    const lines = await told(async () => {
      await previewed("a", orders());
      await previewed(
        "b",
        orders({ clusters: { other: { resourceGroupName: "platform", name: "aks-prod" } } }),
      );
    });
    expect(lines).to.have.length(1);
  });

  it("is told of each cluster", async () => {
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

  it("is told of clusters with the same name in two subscriptions, which a provider each asks for", async () => {
    cluster({ securityProfile: undefined });
    await cloud.enter(true);
    const lines = await told(async () => {
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

describe("what a preview tells of a vault", () => {
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
    return told(() => previewed("orders", orders()));
  };

  it("is nothing where the world may reach it", async () => {
    expect(await preview({})).to.deep.equal([]);
    const networkAcls = { defaultAction: "Allow" };
    expect(await preview({ publicNetworkAccess: "enabled", networkAcls })).to.deep.equal([]);
  });

  it("is that pods need a private endpoint, where public access is off, whatever else is set", async () => {
    const networkAcls = { defaultAction: "Deny" };
    for (const publicNetworkAccess of ["Disabled", "disabled"]) {
      expect(await preview({ publicNetworkAccess, networkAcls })).to.deep.equal([
        'info: keyVaults["kv-shop"] should be a vault that the pods can reach, but is key vault "kv-shop" without public ' +
          "network access. The pods can reach it by a private endpoint only. To see its endpoints: az network " +
          "private-endpoint-connection list --id /subscriptions/00000000-0000-0000-0000-00000000aaaa/resourceGroups/shop/" +
          "providers/Microsoft.KeyVault/vaults/kv-shop",
      ]);
    }
  });

  it("is that pods must come from a listed network, where the firewall is closed", async () => {
    expect(
      await preview({ publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Deny" } }),
    ).to.deep.equal([
      'info: keyVaults["kv-shop"] should be a vault whose firewall lets the pods in, but is key vault "kv-shop" whose firewall is ' +
        "closed by default. The pods must come from a network that it lists, or by a private endpoint. To see its list: " +
        "az keyvault network-rule list --name kv-shop",
    ]);
  });
});
