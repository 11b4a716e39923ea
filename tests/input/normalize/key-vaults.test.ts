import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { normalizeArgs } from "../../../src/input/normalize/args";
import { readInput } from "../../../src/input/read";
import { roleGrantsFor } from "../../../src/model/role-grants";
import { Issues } from "../../../src/pulumi/issues";
import { pathsOf, readAsLibrary, sentencesOf, smallInput, useProject } from "../support/input";

const withVault = (vault: object) => smallInput({ vault });

/** Two vaults, of which each has the same file. */
const two = (one: object, other: object) => ({
  ...smallInput({}),
  keyVaults: {
    kv1: { resourceGroupName: "g", objects: { a: {} }, ...one },
    kv2: { resourceGroupName: "g", objects: { a: {} }, ...other },
  },
});

describe("a vault", () => {
  before(useProject);

  it("takes its permissions from grants, permissionModel and roleScope", async () => {
    const accessTo = async (vault: object) =>
      (await readAsLibrary(withVault(vault))).args.keyVaults[0]?.access;
    const external = { kind: "external" };
    expect(await accessTo({ grants: "External" })).to.deep.equal(external);
    expect(await accessTo({ grants: "External", permissionModel: "AccessPolicy" })).to.deep.equal(external);
    expect(await accessTo({ permissionModel: "AccessPolicy" })).to.deep.equal({
      kind: "policy",
      permissions: { secrets: ["get"] },
    });
    expect(await accessTo({ permissionModel: "Both", roleScope: "Object" })).to.deep.equal({
      kind: "both",
      grants: roleGrantsFor([{ fileName: "a", objectName: "a", objectType: "secret" }], "Object"),
      permissions: { secrets: ["get"] },
    });
    const roles = await accessTo({ roleScope: "Object" });
    expect(roles?.kind === "roles" && roles.grants.map(({ slug }) => slug)).to.deep.equal(["secret/a"]);
  });

  it("fills Secrets of the given types with the given keys", async () => {
    const types: Record<string, string[]> = {
      Opaque: ["a", "b"],
      "kubernetes.io/tls": ["tls.crt", "tls.key"],
      "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
      "example.com/own": ["anything"],
    };
    for (const [type, keys] of Object.entries(types)) {
      const data = Object.fromEntries(keys.map((key) => [key, "a"]));
      const { args, issues } = await readAsLibrary(withVault({ syncedSecrets: { s: { type, data } } }));
      expect(issues).to.deep.equal([]);
      expect(args.keyVaults[0]?.mount?.secrets).to.deep.equal([{ secretName: "s", type, data }]);
    }
  });

  it("fills no Secret for an empty env, since the driver refuses one without data", async () => {
    const { args, issues } = await readAsLibrary(withVault({ env: {} }));
    expect(issues).to.deep.equal([]);
    expect(args.keyVaults[0]?.mount?.secrets).to.deep.equal([]);
  });

  it("asks for an objectName where a file name is not the name of an object", async () => {
    expect(await sentencesOf(withVault({ objects: { "tls.pem": {} } }))).to.deep.equal([
      'keyVaults.kv1.objects["tls.pem"].objectName: must be the name of a Key Vault object: 1 to 127 letters, digits and \'-\', but is "tls.pem". The key in `objects` is the file name; give the object\'s own name as `objectName`.',
    ]);
  });

  it("with an invalid object causes no second issue where its file is used", async () => {
    const objects = { db: { objectType: "password" }, "../tls": { objectName: "tls" } };
    expect(await pathsOf(withVault({ objects, env: { DB: "db", TLS: "../tls" } }))).to.have.members([
      "keyVaults.kv1.objects.db.objectType",
      'keyVaults.kv1.objects["../tls"]',
    ]);
  });
});

describe("two vaults of one component", () => {
  before(useProject);

  it("may have the same files, in different folders", async () => {
    expect(await pathsOf(two({}, {}))).to.deep.equal([]);
  });

  it("are reported at envSecretName where a Secret has the name of the one behind env", async () => {
    const syncedSecrets = { "orders-kv1-env": { data: { k: "a" } } };
    expect(await sentencesOf(two({ syncedSecrets, env: { A: "a" } }, {}))).to.deep.equal([
      'keyVaults.kv1.envSecretName: Secret "orders-kv1-env" is also that of keyVaults.kv1.syncedSecrets["orders-kv1-env"]. Rename one of the two.',
    ]);
  });

  /** What the component throws, before a value that arrives later is known. */
  const immediately = (given: unknown) => () => {
    const issues = new Issues();
    normalizeArgs(readInput(given, issues), { component: "orders", issues });
    issues.throwIfAny("orders");
  };
  const folders = (one: unknown, other: unknown) => two({ mountPath: one }, { mountPath: other });

  it("are compared immediately if both values are known", () => {
    expect(immediately(folders("/a", "/a"))).to.throw(
      'keyVaults.kv2.mountPath: "/a" is the folder of keyVaults.kv1.mountPath, or inside of it.',
    );
  });

  it("are compared without regard to letter case on a drive of Windows alone", () => {
    expect(immediately(folders("C:\\a", "c:/A/b"))).to.throw("keyVaults.kv2.mountPath");
    expect(immediately(folders("/a", "/A"))).not.to.throw();
  });

  it("are compared once both values are known", async () => {
    expect(immediately(folders("/a", pulumi.output("/a")))).not.to.throw();
    expect(await pathsOf(folders("/a", pulumi.output("/a")))).to.deep.equal(["keyVaults.kv2.mountPath"]);
    expect(await pathsOf(folders("/a", pulumi.output("/b")))).to.deep.equal([]);
  });

  it("are not compared while one value is unknown", async () => {
    expect(await pathsOf(folders("/a", pulumi.output(pulumi.unknown)))).to.deep.equal([]);
  });

  it("are not compared where the values are invalid by themselves", async () => {
    expect(await pathsOf(folders(7, 7))).to.deep.equal([
      "keyVaults.kv1.mountPath",
      "keyVaults.kv2.mountPath",
    ]);
    const later = () => pulumi.output(7);
    expect(await pathsOf(folders(later(), later()))).to.deep.equal([
      "keyVaults.kv1.mountPath",
      "keyVaults.kv2.mountPath",
    ]);
  });
});
