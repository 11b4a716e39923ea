import { expect } from "chai";
import { type KeyVault, KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { identityId, owners, summaryWorld } from "./support/access-summary-world";
import { awaited } from "./support/mock-cloud";
import { prose } from "./support/prose";
import { RecordingCloud } from "./support/recording-cloud";

type Args = KeyVaultWorkloadIdentityArgs;
type Change = (args: Args) => Args;

/** What the vault of each base is given; all else is the same. */
const bases: Record<string, Partial<KeyVault>> = {
  "a role on the vault": {},
  "roles on objects": { roleScope: "Object" },
  "an access policy": { name: "kv-policies", permissionModel: "AccessPolicy" },
  "grants of another owner": { grants: "External" },
};

const base = (vault: Partial<KeyVault>): Args => ({
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  application: { displayName: "Orders", owners: owners.slice(0, 1) },
  keyVaults: {
    "kv-roles": {
      resourceGroupName: "shop",
      objects: { db: {}, token: {}, sign: { objectType: "key" }, old: { objectVersionHistory: 2 } },
      syncedSecrets: { copy: { data: { password: "db" } } },
      ...vault,
    },
  },
});

const inVault =
  (change: (vault: KeyVault) => Partial<KeyVault>): Change =>
  ({ keyVaults = {}, ...args }) => ({
    ...args,
    keyVaults: Object.fromEntries(
      Object.entries(keyVaults).map(([key, vault]) => [key, { ...vault, ...change(vault) }]),
    ),
  });
const withObjects = (more: KeyVault["objects"]) =>
  inVault(({ objects }) => ({ objects: { ...objects, ...more } }));
const inAccount =
  (more: Args["serviceAccount"]): Change =>
  (args) => ({ ...args, serviceAccount: { ...args.serviceAccount, ...more } });
const withCluster =
  (key: string, cluster: NonNullable<Args["clusters"]>[string]): Change =>
  (args) => ({ ...args, clusters: { ...args.clusters, [key]: cluster } });

const widenings: Record<string, Change> = {
  "another secret": withObjects({ more: {} }),
  "another key": withObjects({ more: { objectType: "key" } }),
  "a certificate": withObjects({ more: { objectType: "cert" } }),
  "another object in the same file": withObjects({ db: { objectName: "root-password" } }),
  "a secret instead of a key": withObjects({ sign: {} }),
  "older versions of a secret": withObjects({ token: { objectVersionHistory: 2 } }),
  "older versions of a key": withObjects({ sign: { objectType: "key", objectVersionHistory: 2 } }),
  "more versions": withObjects({ old: { objectVersionHistory: 5 } }),
  "another Secret": inVault(({ syncedSecrets }) => ({
    syncedSecrets: { ...syncedSecrets, second: { data: { password: "db" } } },
  })),
  "another key of a Secret": inVault(() => ({
    syncedSecrets: { copy: { data: { password: "db", more: "db" } } },
  })),
  "another file in a key of a Secret": inVault(() => ({
    syncedSecrets: { copy: { data: { password: "token" } } },
  })),
  "a variable": inVault(() => ({ env: { PASSWORD: "db" } })),
  "another vault": ({ keyVaults, ...args }) => ({
    ...args,
    keyVaults: { ...keyVaults, more: { resourceGroupName: "shop", name: "kv-other", objects: { db: {} } } },
  }),
  "another vault that nothing is mounted from": ({ keyVaults, ...args }) => ({
    ...args,
    keyVaults: {
      ...keyVaults,
      more: { resourceGroupName: "shop", name: "kv-other", objects: { db: {} }, mount: false },
    },
  }),
  "a class that another owner applies": inVault(() => ({ secretProviderClass: { management: "External" } })),
  "another cluster": withCluster("aks-dev", { resourceGroupName: "platform" }),
  "another issuer": withCluster("eks", { oidcIssuerUrl: "https://oidc.example/id/1" }),
  "the cluster of that name in another group": withCluster("aks-prod", { resourceGroupName: "sandbox" }),
  "whatever cluster was federated elsewhere": (args) => ({ ...args, clusters: undefined }),
  "another namespace": (args) => ({ ...args, namespace: "pay" }),
  "another service account": inAccount({ name: "api" }),
  "another owner": (args) => ({ ...args, application: { displayName: "Orders", owners } }),
  "an existing identity with permissions of its own": ({ application, ...args }) => ({
    ...args,
    userAssignedIdentity: { id: identityId("shop", "id-shop") },
  }),
};

const unrelated: Record<string, Change> = {
  labels: inAccount({ labels: { team: "shop" } }),
  annotations: inAccount({ annotations: { "example.com/owner": "shop" } }),
  "token expiry": inAccount({ tokenExpirationSeconds: 7200 }),
  "API token and pull secrets": inAccount({
    automountServiceAccountToken: false,
    imagePullSecrets: ["registry"],
  }),
  "an account that another owner creates": inAccount({ management: "External" }),
  "pod labels": (args) => ({ ...args, podLabels: { app: "orders" } }),
  "a test pod": (args) => ({ ...args, pod: { image: "busybox:1.36" } }),
  cloud: (args) => ({ ...args, cloud: "AzureChinaCloud" }),
  "mount path": inVault(() => ({ mountPath: "/secrets" })),
  "name of the class": inVault(() => ({ secretProviderClass: { name: "theirs" } })),
  "labels of the class": inVault(() => ({ secretProviderClass: { labels: { team: "shop" } } })),
  "file mode": withObjects({ db: { filePermission: "0400" } }),
  "one version": withObjects({ db: { objectVersion: "0123456789abcdef0123456789abcdef" } }),
  encoding: withObjects({ db: { objectEncoding: "base64" } }),
  "order of the files": inVault(({ objects }) => ({
    objects: Object.fromEntries(Object.entries(objects).reverse()),
  })),
  "labels of a Secret": inVault(() => ({
    syncedSecrets: { copy: { data: { password: "db" }, labels: { team: "shop" } } },
  })),
  "name of a vault's key": ({ keyVaults = {}, ...args }) => ({
    ...args,
    keyVaults: { renamed: { name: "kv-roles", ...keyVaults["kv-roles"] } as KeyVault },
  }),
};

async function reported(args: Args): Promise<string> {
  await new RecordingCloud(summaryWorld(args.cloud)).enter(true);
  return prose(await awaited(new KeyVaultWorkloadIdentity("orders", args).trust));
}

for (const [name, vault] of Object.entries(bases)) {
  describe(`the access summary with ${name}`, () => {
    let usual: string;

    before(async () => {
      usual = await reported(base(vault));
    });

    for (const [change, apply] of Object.entries(widenings)) {
      it(`changes with ${change}`, async () => {
        expect(await reported(apply(base(vault)))).not.to.equal(usual);
      });
    }

    for (const [change, apply] of Object.entries(unrelated)) {
      it(`does not change with ${change}`, async () => {
        expect(await reported(apply(base(vault)))).to.equal(usual);
      });
    }
  });
}

describe("the access summary", () => {
  it("changes when a role spreads from objects to their vault", async () => {
    const [wide, narrow] = [base({}), base({ roleScope: "Object" })];
    expect(await reported(wide)).not.to.equal(await reported(narrow));
  });

  it("does not change with tags, location and name of a new identity", async () => {
    const of = ({ application, ...args }: Args, more: object): Args => ({
      ...args,
      userAssignedIdentity: { resourceGroupName: "shop", ...more },
    });
    const plain = await reported(of(base({}), {}));
    expect(await reported(of(base({}), { tags: { team: "shop" } }))).to.equal(plain);
    expect(await reported(of(base({}), { location: "northeurope", name: "id-orders" }))).to.equal(plain);
  });
});
