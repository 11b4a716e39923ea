import { Vault as KeyVault } from "@pulumi/azure-native/keyvault/vault";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { takeOverIssues } from "../../src/pulumi/barrier";
import { formatIssue } from "../../src/rules/issue";
import { MockCloud } from "./support/mock-cloud";
import { identityId, made, orders, subscription } from "./support/orders";
import { reported } from "./support/reported";

type Args = KeyVaultWorkloadIdentityArgs;
type Vault = NonNullable<Args["keyVaults"]>[string];
type Role = NonNullable<Args["roleAssignments"]>[string];

/** Components with one identity: each federates its own service account, and none looks up a cluster. */
const sharing = (keyVaults: Args["keyVaults"], roleAssignments?: Args["roleAssignments"]): Args =>
  orders({ clusters: undefined, userAssignedIdentity: { id: identityId }, keyVaults, roleAssignments });

const vault = (changes: Partial<Vault> = {}, name = "kv-shop"): Args["keyVaults"] => ({
  [name]: { resourceGroupName: "shop", objects: { a: {} }, ...changes },
});

describe("components that leave the grants on a vault to another one", () => {
  beforeEach(() => new MockCloud().enter(false));

  const needs = (...files: string[]) =>
    vault({
      grants: "External",
      objects: Object.fromEntries(files.map((file) => [file, { objectType: "key" as const }])),
    });

  const warnings = async (components: Record<string, Args>) => {
    const lines = await reported(async () => {
      for (const [name, args] of Object.entries(components)) {
        await made(name, { ...args, serviceAccount: { name } });
      }
    });
    return lines.filter((line) => line.includes(".grants:"));
  };

  const ungranted = (files: string) =>
    'warning: keyVaults["kv-shop"].grants: component "a" (keyVaults["kv-shop"]) grants the identity access to this ' +
    `vault, but not to ${files}. Grant it there as well, unless another owner does: the pod cannot mount these files ` +
    "without it. If a pod cannot mount its files then, the package's command `doctor` names the reason (docs/doctor.md).";

  it("are each warned of the files that no component grants", async () => {
    const found = await warnings({
      a: sharing(vault()),
      b: sharing(needs("sign", "wrap")),
      c: sharing(needs("seal")),
    });
    expect(found).to.deep.equal([ungranted('"sign" and "wrap"'), ungranted('"seal"')]);
  });

  it("are not warned where several together grant all files", async () => {
    const keys = vault({ objects: { k: { objectType: "key" } } });
    expect(
      await warnings({ a: sharing(vault()), b: sharing(keys), c: sharing(needs("sign")) }),
    ).to.deep.equal([]);
  });

  it("are not warned of what is granted to another identity, or on another vault", async () => {
    const other = { ...sharing(vault()), userAssignedIdentity: { resourceGroupName: "shop" } };
    expect(await warnings({ a: other, b: sharing(needs("sign")) })).to.deep.equal([]);
    expect(await warnings({ c: sharing(vault({}, "kv-other")), d: sharing(needs("sign")) })).to.deep.equal(
      [],
    );
  });
});

describe("a grant that a program already has", () => {
  let cloud: MockCloud;
  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(true);
  });

  /** Of components of one program, one after the other. */
  async function issuesOf(...all: Args[]): Promise<string[]> {
    const issues: string[] = [];
    for (const [index, args] of all.entries()) {
      const name = `c${index}`;
      const component = new KeyVaultWorkloadIdentity(name, { ...args, serviceAccount: { name } });
      issues.push(...(await takeOverIssues(component)).map(formatIssue));
    }
    return issues;
  }

  const vaultId = `${subscription}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;
  const secretsUser = (scope: Role["scope"] = vaultId) => ({
    extra: { scope, role: "Key Vault Secrets User" },
  });

  const granted =
    'keyVaults["kv-shop"].grants: component "c0" (keyVaults["kv-shop"]) grants the same identity the same permissions on this vault. They are granted once: set grants to "External" here.';
  const assigned = (path: string, other: string) =>
    `${path}: ${other} assigns the same role on the same scope to the same identity. Azure takes a role assignment once, and one serves both: remove the entry of roleAssignments. Of two such entries keep one.`;

  it("is an access policy: of one identity a vault takes one", async () => {
    cloud.answers["azure-native:keyvault:getVault"] = () => ({
      properties: { enableRbacAuthorization: false, tenantId: "00000000-0000-0000-0000-00000000bbbb" },
    });
    const policy = vault({ permissionModel: "AccessPolicy" });
    expect(await issuesOf(sharing(policy), sharing(policy))).to.deep.equal([granted]);
  });

  it("is one mistake, whatever the number of roles", async () => {
    const both = vault({ objects: { a: {}, k: { objectType: "key" } } });
    expect(await issuesOf(sharing(both), sharing(both))).to.deep.equal([granted]);
  });

  it("is an entry of roleAssignments on the vault, whichever comes first", async () => {
    expect(await issuesOf(sharing(vault()), sharing(undefined, secretsUser()))).to.deep.equal([
      assigned("roleAssignments.extra", 'component "c0" (keyVaults["kv-shop"])'),
    ]);
    await cloud.enter(true);
    expect(await issuesOf(sharing(undefined, secretsUser()), sharing(vault()))).to.deep.equal([
      assigned('keyVaults["kv-shop"].grants', 'component "c0" (roleAssignments.extra)'),
    ]);
  });

  describe("where a scope is not known yet", () => {
    const role = "Storage Blob Data Reader";
    const account = `${subscription}/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/st`;
    const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    /** Of an account that an update before has made: its id is known, what is computed with it need not be. */
    const scopes = () => {
      cloud.ids.st = account;
      const { id } = new StorageAccount("st", {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
      });
      return { known: id, part: pulumi.interpolate`${id}/blobServices/default/containers/${unknown}` };
    };
    const withRole = (scope: Role["scope"]) => sharing(undefined, { storage: { scope, role } });
    const maybe = (other: string) =>
      `warning: roleAssignments.storage: component "${other}" (roleAssignments.storage) assigns the same role to the same identity on the same resource or a part of it; which, is known only after the update. If the scopes are the same, remove one of the two: Azure takes a role assignment once.`;

    it("is a warning for each component that may have the same", async () => {
      const { known, part } = scopes();
      for (const order of [
        [known, part, part],
        [part, known, part],
      ]) {
        await cloud.enter(true);
        const lines = await reported(async () => {
          expect(await issuesOf(...order.map(withRole))).to.deep.equal([]);
        });
        expect(lines.filter((line) => line.includes("roleAssignments"))).to.deep.equal([
          maybe("c0"),
          maybe("c0"),
        ]);
      }
    });

    it("is an error where another component has the same for certain", async () => {
      const { known, part } = scopes();
      const text = account.replace("storageAccounts/st", "storageAccounts/ST");
      await reported(async () => {
        expect(await issuesOf(...[part, known, text].map(withRole))).to.deep.equal([
          assigned("roleAssignments.storage", 'component "c1" (roleAssignments.storage)'),
        ]);
      });
    });

    it("is a warning where a role may be on a vault, and an error where two components grant on the vault", async () => {
      const kv = new KeyVault("kv", {
        resourceGroupName: "shop",
        properties: { tenantId: "t", sku: { family: "A", name: "standard" } },
      });
      cloud.answers["azure-native:keyvault:getVault"] = () => new Error('Status=404 Code="ResourceNotFound"');
      const ofVault = sharing({ kv: { id: kv.id, objects: { a: {} } } });
      const ofRole = sharing(undefined, secretsUser(pulumi.interpolate`${kv.id}/secrets/a`));
      for (const order of [
        [ofVault, ofRole],
        [ofRole, ofVault],
      ]) {
        await cloud.enter(true);
        const lines = await reported(async () => expect(await issuesOf(...order)).to.deep.equal([]));
        expect(lines.filter((line) => line.includes("known only after the update"))).to.have.length(1);
      }

      await cloud.enter(true);
      await reported(async () =>
        expect(await issuesOf(ofRole, ofVault, ofVault)).to.deep.equal([
          granted.replaceAll('["kv-shop"]', ".kv").replace('"c0"', '"c1"'),
        ]),
      );
    });
  });
});
