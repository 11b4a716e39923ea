import { expect } from "chai";
import { formatReason } from "../../src/validation/issue";
import { applicationInput, judge, pathsOf, smallInput, useProject } from "./input";

const guid = "00000000-0000-0000-0000-000000000001";
const id = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`;

/** The input with one way to say who the pods act as. */
const actingAs = (userAssignedIdentity?: object, application?: object) => ({
  ...smallInput({}),
  userAssignedIdentity,
  application,
});
const vaultWith = (vault: object) => smallInput({ vault });
const sentences = async (input: unknown) =>
  (await judge(input)).issues.map((issue) => `${issue.path} ${formatReason(issue)}`);

describe("the identity", () => {
  before(useProject);

  const ways: Record<string, object> = {
    "new managed identity": { resourceGroupName: "shop" },
    "existing managed identity": { id },
    "new application": { displayName: "Orders" },
    "existing application": { clientId: guid },
  };
  for (const [kind, group] of Object.entries(ways)) {
    it(`is a ${kind} with ${Object.keys(group)}`, async () => {
      const input = kind.includes("application") ? actingAs(undefined, group) : actingAs(group);
      const { args, issues } = await judge(input);
      expect(issues).to.deep.equal([]);
      expect(args.identity.kind).to.equal(kind);
    });
  }

  it("is exactly one of userAssignedIdentity and application", async () => {
    const both = actingAs({ resourceGroupName: "shop" }, { displayName: "a" });
    expect(await sentences(both)).to.deep.equal([
      "application must be left out, since userAssignedIdentity is given: a pod acts as one of the two.",
    ]);
    expect(await sentences(actingAs())).to.deep.equal([
      "userAssignedIdentity must be given, or else application: the pods act as one of the two.",
    ]);
  });

  for (const group of [{}, { name: "id-orders" }, { id, name: "id-orders" }, { id, tags: {} }]) {
    it(`is not managed with ${Object.keys(group).join(" and ") || "nothing"}`, async () => {
      expect(await pathsOf(actingAs(group))).to.deep.equal(["userAssignedIdentity"]);
    });
  }
  for (const group of [
    {},
    { owners: [guid] },
    { clientId: guid, displayName: "a" },
    { clientId: guid, owners: [] },
  ]) {
    it(`is no application with ${Object.keys(group).join(" and ") || "nothing"}`, async () => {
      expect(await pathsOf(actingAs(undefined, group))).to.deep.equal(["application"]);
    });
  }
  it("is given in one way or the other, which the message names", async () => {
    expect(await sentences(actingAs({ id, location: "westeurope" }))).to.deep.equal([
      "userAssignedIdentity must be given by id alone, for one that exists, or by resourceGroupName for a new one, but is given by id and location.",
    ]);
    expect(await sentences(actingAs(undefined, {}))).to.deep.equal([
      "application must be given by clientId alone, for one that exists, or by displayName for a new one, but is empty.",
    ]);
  });
});

describe("half a chain", () => {
  before(useProject);

  it("leaves out clusters and vaults, but gives none that are empty", async () => {
    const { clusters, keyVaults, ...rest } = smallInput({});
    const { args, issues } = await judge(rest);
    expect(issues).to.deep.equal([]);
    expect([args.clusters, args.keyVaults]).to.deep.equal([[], []]);
    expect(await pathsOf({ ...rest, clusters, keyVaults: {} })).to.deep.equal(["keyVaults"]);
    expect(await pathsOf({ ...rest, clusters: {}, keyVaults })).to.deep.equal(["clusters"]);
    expect(await pathsOf({ ...rest, clusters: null, keyVaults: null })).to.deep.equal([
      "clusters",
      "keyVaults",
    ]);
  });

  it("takes every combination of what somebody else makes", async () => {
    expect((await judge(applicationInput())).issues).to.deep.equal([]);
    const { clusters, ...rest } = smallInput({});
    for (const given of [rest, { ...rest, clusters }]) {
      for (const grants of ["Create", "External"]) {
        for (const mount of [true, false]) {
          for (const management of ["Create", "Annotate", "External"]) {
            const kv1 = { resourceGroupName: "shop", grants, mount, objects: { a: {} } };
            const { issues } = await judge({ ...given, serviceAccount: { management }, keyVaults: { kv1 } });
            expect(issues, JSON.stringify(kv1)).to.deep.equal([]);
          }
        }
      }
    }
  });

  it("only Annotate excludes labels and annotations, which would be lost", async () => {
    const all = { name: "orders", labels: { a: "b" }, annotations: { a: "b" }, tokenExpirationSeconds: 3600 };
    for (const management of ["Create", "External"]) {
      expect(await pathsOf(smallInput({ serviceAccount: { ...all, management } }))).to.deep.equal([]);
    }
    expect(await sentences(smallInput({ serviceAccount: { ...all, management: "Annotate" } }))).to.deep.equal(
      ["labels", "annotations"].map(
        (name) =>
          `serviceAccount.${name} must be left out while management is "Annotate". Only the component's own annotations are added then.`,
      ),
    );
  });

  it("without a mount has nothing that hangs on it", async () => {
    const hanging = {
      secretProviderClass: { name: "spc" },
      syncedSecrets: { s: { data: { a: "a" } } },
      env: { A: "a" },
      mountPath: "/a",
    };
    for (const [name, value] of Object.entries(hanging)) {
      expect(await pathsOf(vaultWith({ [name]: value }))).to.deep.equal([]);
      expect(await sentences(vaultWith({ mount: false, [name]: value }))).to.deep.equal([
        `keyVaults.kv1.${name} must be left out while mount is false. Without a mount there is no volume, and nothing that would fill a Secret.`,
      ]);
    }
    const { args } = await judge(vaultWith({ mount: false }));
    expect(args.keyVaults[0]?.mount).to.equal(undefined);
  });

  it("without grants of its own, or with access policies, has no scope for roles", async () => {
    const wanted =
      'keyVaults.kv1.roleScope must be left out: it is for rights that the component grants in permission model AzureRbac, but is "Object".';
    for (const vault of [
      { permissionModel: "AccessPolicy" },
      { grants: "External" },
      { permissionModel: "AccessPolicy", grants: "External" },
    ]) {
      expect(await sentences(vaultWith({ ...vault, roleScope: "Object" }))).to.deep.equal([wanted]);
      expect(await pathsOf(vaultWith(vault))).to.deep.equal([]);
    }
  });

  it("says who grants what on a vault", async () => {
    const accessOf = async (vault: object) => (await judge(vaultWith(vault))).args.keyVaults[0]?.access;
    expect(await accessOf({ grants: "External" })).to.deep.equal({ kind: "external" });
    expect(await accessOf({ grants: "External", permissionModel: "AccessPolicy" })).to.deep.equal({
      kind: "external",
    });
    expect(await accessOf({ permissionModel: "AccessPolicy" })).to.deep.equal({
      kind: "policy",
      permissions: { secrets: ["get"] },
    });
    const roles = await accessOf({ roleScope: "Object" });
    expect(roles?.kind === "roles" && roles.rights.map(({ slug }) => slug)).to.deep.equal(["secret/a"]);
  });
});

describe("a synced Secret", () => {
  before(useProject);

  const secrets = (type: string, data: object) => vaultWith({ syncedSecrets: { s: { type, data } } });
  const data = "keyVaults.kv1.syncedSecrets.s.data";

  for (const [type, keys] of Object.entries({
    Opaque: ["a", "b"],
    "kubernetes.io/tls": ["tls.crt", "tls.key"],
    "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
    "kubernetes.io/basic-auth": ["username", "password"],
    "kubernetes.io/ssh-auth": ["ssh-privatekey"],
    "example.com/own": ["anything"],
  })) {
    it(`of type ${type} has the keys ${keys.join(" and ")}`, async () => {
      const given = Object.fromEntries(keys.map((key) => [key, "a"]));
      const { args, issues } = await judge(secrets(type, given));
      expect(issues).to.deep.equal([]);
      expect(args.keyVaults[0]?.mount?.secrets).to.deep.equal([{ secretName: "s", type, data: given }]);
    });
    if (type.startsWith("kubernetes.io/")) {
      it(`of type ${type} has not just any other key`, async () => {
        expect(await pathsOf(secrets(type, { other: "a" }))).to.deep.equal([data]);
      });
    }
  }

  it("has one key at least, and keys that Kubernetes takes", async () => {
    expect(await pathsOf(secrets("Opaque", {}))).to.deep.equal([data]);
    expect(
      await pathsOf(secrets("Opaque", { "a b": "a", "..": "a", ["a".repeat(254)]: "a" })),
    ).to.have.length(3);
  });

  it("is filled from files that are mounted, which the message names", async () => {
    expect(await sentences(secrets("Opaque", { k: "b" }))).to.deep.equal([
      `${data}.k must be one of the vault's files: "a", but is "b".`,
    ]);
  });
});

describe("a test pod", () => {
  it("is refused beside a SecretProviderClass that nobody has applied yet: the update would never end", async () => {
    const objects = { a: {} };
    const vault = { resourceGroupName: "g", objects, secretProviderClass: { management: "External" } };
    const base = { namespace: "shop", userAssignedIdentity: { resourceGroupName: "g" } };
    const input = { ...base, pod: { image: "busybox" }, keyVaults: { "kv-shop": vault } };
    expect(await pathsOf(input)).to.deep.equal(["pod"]);
    expect(await pathsOf({ ...input, pod: undefined })).to.deep.equal([]);
  });
});
