import { expect } from "chai";
import {
  duplicates,
  fileClashes,
  missingFiles,
  overlappingFolders,
  secretTypeKeys,
} from "../../../src/input/normalize/files";
import type { VaultObject } from "../../../src/model/vault-object";
import { formatIssue } from "../../../src/rules/issue";

const file = (fileName: string, more: Partial<VaultObject> = {}): VaultObject => ({
  fileName,
  objectName: "a",
  objectType: "secret",
  ...more,
});
const files = (...names: string[]) => names.map((name) => file(name));

describe("the files of a vault", () => {
  it("may be beside each other and in folders", () => {
    expect(fileClashes(files("a", "ab", "b/c", "b/d", "b.c"), "objects")).to.deep.equal([]);
  });

  it("cannot be in another file, at any depth", () => {
    const message = '"x" is a file or a folder of versions, so nothing else can be inside of it.';
    expect(fileClashes(files("x", "x/y", "x/y/z"), "keyVaults.kv.objects").map(formatIssue)).to.deep.equal([
      `keyVaults.kv.objects["x/y"]: ${message} Rename one of the two files.`,
      `keyVaults.kv.objects["x/y/z"]: ${message} Rename one of the two files.`,
    ]);
  });

  it("cannot be in the folder of the versions of another file", () => {
    const objects = [file("x", { objectVersionHistory: 3 }), file("x/0")];
    expect(fileClashes(objects, "objects").map(({ path }) => path)).to.deep.equal(['objects["x/0"]']);
  });

  it("can be twenty thousand in one folder", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `folder/${index}`);
    expect(fileClashes(files(...many), "objects")).to.deep.equal([]);
    expect(fileClashes(files("folder", ...many), "objects")).to.have.length(many.length);
  });
});

describe("a reference to a file of a vault", () => {
  const missing = (reference: string, objects: readonly VaultObject[]) =>
    missingFiles({ A: reference }, "keyVaults.kv", "keyVaults.kv.env", objects).map(formatIssue);
  const unmounted = (reference: string) =>
    `keyVaults.kv.env.A: no file "${reference}" is mounted from keyVaults.kv.`;

  it("is accepted if there is such a file", () => {
    expect(missing("a", files("a", "b/c"))).to.deep.equal([]);
    expect(missing("b/c", files("a", "b/c"))).to.deep.equal([]);
  });

  it("to a missing file is reported with the files that there are", () => {
    expect(missing("b", files("a", "c/d"))).to.deep.equal([`${unmounted("b")} Mounted files: "a", "c/d".`]);
    expect(missing("b", [])).to.deep.equal([`${unmounted("b")} Mounted files: none.`]);
  });

  it("with a typing error is reported with the name that was meant", () => {
    expect(missing("db-pasword", files("db-password", "tls.pem"))).to.deep.equal([
      `${unmounted("db-pasword")} Did you mean "db-password"? Mounted files: "db-password", "tls.pem".`,
    ]);
  });

  it("by the name of the object is reported with the name of its file", () => {
    expect(missing("payments-tls", [file("tls.pem", { objectName: "payments-tls" })])).to.deep.equal([
      `${unmounted("payments-tls")} It is the objectName of file "tls.pem". Mounted files: "tls.pem".`,
    ]);
  });

  it("to a missing file among many is reported with ten of them, and compared with a hundred", () => {
    const many = (count: number) => files(...Array.from({ length: count }, (_, index) => `file-${index}`));
    expect(missing("other", many(10))[0]).to.match(/"file-9"\.$/);
    expect(missing("other", many(11))[0]).to.match(/"file-9", …\.$/);
    expect(missing("file-99x", many(100))[0]).to.include('Did you mean "file-99"?');
    expect(missing("nearest", [...many(100), file("nearestt")])[0]).not.to.include("Did you mean");
    expect(missing("other", many(500))[0]?.length).to.be.lessThan(300);
  });

  it("is reported with a long name shortened, and with invisible characters by their numbers", () => {
    const [long] = missing("a".repeat(999), files("a".repeat(1000)));
    expect(long).to.include(`Did you mean "${"a".repeat(119)} … ${"a".repeat(69)}"?`);
    const [invisible] = missing("db-password", files("db-pass\u202eword"));
    expect(invisible).to.include('Did you mean "db-pass\\u{202e}word"?');
  });

  it("names one of the versions where the file has a history", () => {
    const objects = [file("x", { objectVersionHistory: 2 }), file("other")];
    expect(missing("x/0", objects)).to.deep.equal([]);
    expect(missing("x/1", objects)).to.deep.equal([]);
    expect(missing("x/2", objects)[0]).to.include('Mounted files: "x/0" to "x/1", "other".');
    expect(missing("x", objects)[0]).to.include('Did you mean "x/0"?');
    expect(missing("othr", objects)[0]).to.include('Did you mean "other"?');
  });

  it("may name the last version of the longest history", () => {
    const objects = [file("x", { objectVersionHistory: 2 ** 31 - 1 })];
    expect(missing("x/2147483646", objects)).to.deep.equal([]);
  });
});

/** Type of a Secret → the keys that it may have, and those that Kubernetes or the driver would refuse. */
const keysOfTypes: Record<string, { accepted: string[][]; refused: string[][] }> = {
  Opaque: { accepted: [["a"], ["a", "tls.crt"]], refused: [] },
  "example.com/own": { accepted: [["a"]], refused: [] },
  "kubernetes.io/tls": {
    accepted: [
      ["tls.crt", "tls.key"],
      ["tls.key", "tls.crt"],
    ],
    refused: [[], ["tls.crt"], ["tls.key"], ["tls.crt", "tls.key", "ca.crt"], ["TLS.crt", "tls.key"]],
  },
  "kubernetes.io/dockerconfigjson": {
    accepted: [[".dockerconfigjson"], [".dockerconfigjson", "a"]],
    refused: [[], [".dockercfg"], ["dockerconfigjson"], [".DockerConfigJson"]],
  },
  "kubernetes.io/dockercfg": { accepted: [[".dockercfg"]], refused: [[], [".dockerconfigjson"]] },
  "kubernetes.io/ssh-auth": {
    accepted: [["ssh-privatekey"], ["ssh-privatekey", "known_hosts"]],
    refused: [[], ["ssh-publickey"], ["SSH-privatekey"]],
  },
  "kubernetes.io/basic-auth": {
    accepted: [["username"], ["password"], ["username", "password"]],
    refused: [[], ["user"], ["Username"]],
  },
  constructor: { accepted: [["a"]], refused: [] },
};

describe("the keys of a Secret", () => {
  const issuesOf = (type: string, keys: string[]) =>
    secretTypeKeys(type, Object.fromEntries(keys.map((key) => [key, "file"])), "s.data").map(formatIssue);

  for (const [type, { accepted, refused }] of Object.entries(keysOfTypes)) {
    it(`of type ${type} are those that Kubernetes asks for`, () => {
      for (const keys of accepted) expect(issuesOf(type, keys), keys.join()).to.deep.equal([]);
      for (const keys of refused) {
        const [issue = "", ...others] = issuesOf(type, keys);
        expect(others).to.deep.equal([]);
        expect(issue).to.match(/^s\.data: must be a map with the keys? /);
        expect(issue).to.include(`, for the type ${type}, but is ${JSON.stringify(keys)}.`);
      }
    });
  }

  it("of a TLS Secret are reported with the one file that they normally come from", () => {
    expect(issuesOf("kubernetes.io/tls", ["crt"])).to.deep.equal([
      's.data: must be a map with the keys tls.crt and tls.key, for the type kubernetes.io/tls, but is ["crt"]. Both keys normally name the same file, a secret that backs a certificate.',
    ]);
  });
});

describe("the folders of two vaults", () => {
  const overlapping = (...paths: string[]) =>
    overlappingFolders(paths.map((value, index) => ({ path: `v${index}`, value }))).map(({ path }) => path);

  it("overlap if they are the same, however it is written", () => {
    expect(overlapping("/a", "/a")).to.deep.equal(["v1"]);
    expect(overlapping("/a", "/a/")).to.deep.equal(["v1"]);
    expect(overlapping("/a//b", "/a/b")).to.deep.equal(["v1"]);
    expect(overlapping("/a/./b", "/a/b")).to.deep.equal(["v1"]);
    expect(overlapping("C:\\a\\b", "C:/a")).to.deep.equal(["v0"]);
  });

  it("overlap if one is inside of the other, in either order", () => {
    expect(overlapping("/a", "/a/b")).to.deep.equal(["v1"]);
    expect(overlapping("/a/b", "/a")).to.deep.equal(["v0"]);
  });

  it("do not overlap if only their names begin alike", () => {
    expect(overlapping("/a", "/ab", "/b/a")).to.deep.equal([]);
  });
});

describe("a name that two vaults of a component have", () => {
  it("is reported at each but the first, with the path of the first", () => {
    const things = ["a", "b", "a", "a"].map((value, index) => ({ path: `v${index}`, value }));
    expect(duplicates(things, "Secret").map(formatIssue)).to.deep.equal([
      'v2: Secret "a" is also that of v0. Rename one of the two.',
      'v3: Secret "a" is also that of v0. Rename one of the two.',
    ]);
    expect(duplicates(things.slice(0, 2), "Secret")).to.deep.equal([]);
  });
});
