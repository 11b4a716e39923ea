import { expect } from "chai";
import {
  duplicates,
  fileClashes,
  missingFiles,
  overlappingFolders,
  secretTypeKeys,
} from "../../src/validation/files";
import { formatReason } from "../../src/validation/issue";

const files = (...names: string[]) => names.map((fileName) => ({ fileName }));

describe("the files of a vault", () => {
  it("may stand beside each other and in folders", () => {
    expect(fileClashes(files("a", "ab", "b/c", "b/d", "b.c"), "objects")).to.deep.equal([]);
  });

  it("cannot lie in another file", () => {
    expect(fileClashes(files("x", "x/y", "x/y/z"), "keyVaults.kv.objects")).to.deep.equal([
      {
        rule: "no-file-in-file",
        path: 'keyVaults.kv.objects["x/y"]',
        expected: 'outside of "x", which is a file or a folder of versions',
        received: undefined,
        remedy: "Rename one of the two files.",
      },
      {
        rule: "no-file-in-file",
        path: 'keyVaults.kv.objects["x/y/z"]',
        expected: 'outside of "x", which is a file or a folder of versions',
        received: undefined,
        remedy: "Rename one of the two files.",
      },
    ]);
  });

  it("are judged in no time, however many there are", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `folder/${index}`);
    expect(fileClashes(files(...many), "objects")).to.deep.equal([]);
    expect(fileClashes(files("folder", ...many), "objects")).to.have.length(many.length);
  }).timeout(1000);

  it("cannot lie in the folder of another one's versions", () => {
    const objects = [{ fileName: "x", objectVersionHistory: 3 }, { fileName: "x/0" }];
    expect(fileClashes(objects, "objects").map(({ path }) => path)).to.deep.equal(['objects["x/0"]']);
  });
});

describe("references to files", () => {
  it("name a file that is there", () => {
    expect(missingFiles({ A: "a", B: "b/c" }, "env", files("a", "b/c"))).to.deep.equal([]);
  });

  it("that is not there are reported with those that are", () => {
    const reported = missingFiles({ A: "b", B: 7 }, "env", files("a"));
    expect(reported.map((issue) => `${issue.path} ${formatReason(issue)}`)).to.deep.equal([
      'env.A must be one of the vault\'s files: "a", but is "b".',
      'env.B must be one of the vault\'s files: "a", but is 7.',
    ]);
  });

  it("that is mistyped is told the near one", () => {
    const [issue] = missingFiles({ A: "db-pasword" }, "env", files("db-password", "tls.pem"));
    expect(issue?.remedy).to.equal('Did you mean "db-password"?');
  });

  it("are told ten of many files, and no near one among hundreds", () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `file-${index}`);
    const expected = (count: number) => missingFiles({ A: "file-x" }, "env", files(...names(count)))[0];
    expect(expected(10)?.expected).to.match(/"file-9"$/);
    expect(expected(11)?.expected).to.match(/"file-9", …$/);
    expect(expected(100)?.remedy).to.match(/^Did you mean/);
    expect(expected(101)?.remedy).to.equal(undefined);
  });

  it("are told the near one in a short form, and without what nobody sees", () => {
    const [long] = missingFiles({ A: "a".repeat(999) }, "env", files("a".repeat(1000)));
    expect(long?.remedy).to.equal(`Did you mean "${"a".repeat(119)} … ${"a".repeat(69)}"?`);
    const [hidden] = missingFiles({ A: "db-password" }, "env", files("db-pass\u202eword"));
    expect(hidden?.remedy).to.equal('Did you mean "db-pass\\u{202e}word"?');
  });

  it("are left alone where there are no files, which is a mistake of its own", () => {
    expect(missingFiles({ A: "a" }, "env", [])).to.deep.equal([]);
  });

  it("name one of the versions where there is a history", () => {
    const objects = [{ fileName: "x", objectVersionHistory: 2 }];
    expect(missingFiles({ A: "x/0", B: "x/1" }, "env", objects)).to.deep.equal([]);
    expect(missingFiles({ A: "x", B: "x/2" }, "env", objects).map(({ expected }) => expected)).to.deep.equal([
      'one of the vault\'s files: "x/0" to "x/1"',
      'one of the vault\'s files: "x/0" to "x/1"',
    ]);
  });

  it("suggest the newest version to whom names the folder of a history", () => {
    const objects = [{ fileName: "db", objectVersionHistory: 2 }, { fileName: "other" }];
    const remedies = missingFiles({ A: "db", B: "d", C: "othr" }, "env", objects).map(({ remedy }) => remedy);
    expect(remedies).to.deep.equal(['Did you mean "db/0"?', undefined, 'Did you mean "other"?']);
  });

  it("are judged in no time, whatever the length of the history", () => {
    const objects = [{ fileName: "x", objectVersionHistory: 2 ** 31 - 1 }];
    expect(missingFiles({ A: "x/2147483646" }, "env", objects)).to.deep.equal([]);
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
  const judged = (type: string, keys: string[]) =>
    secretTypeKeys(type, Object.fromEntries(keys.map((key) => [key, "file"])), "s.data");

  for (const [type, { accepted, refused }] of Object.entries(keysOfTypes)) {
    it(`of type ${type} are those that Kubernetes asks for`, () => {
      for (const keys of accepted) expect(judged(type, keys), keys.join()).to.deep.equal([]);
      for (const keys of refused) {
        const [issue, ...others] = judged(type, keys);
        expect(others).to.deep.equal([]);
        expect(issue, keys.join()).to.include({ path: "s.data", received: JSON.stringify(keys) });
        expect(issue?.expected).to.match(new RegExp(`^a map with the keys? .*, for the type ${type}$`));
      }
    });
  }

  it("for TLS come from one file, and the message says so", () => {
    expect(judged("kubernetes.io/tls", ["crt"])).to.deep.equal([
      {
        rule: "keys-of-secret-type",
        path: "s.data",
        expected: "a map with the keys tls.crt and tls.key, for the type kubernetes.io/tls",
        received: '["crt"]',
        remedy: "Both normally name the same file, a secret that backs a certificate.",
      },
    ]);
  });
});

describe("folders that overlap", () => {
  const reported = (...paths: string[]) =>
    overlappingFolders(paths.map((value, index) => ({ path: `v${index}`, value }))).map(({ path }) => path);

  it("are the same one, however it is written", () => {
    expect(reported("/a", "/a")).to.deep.equal(["v1"]);
    expect(reported("/a", "/a/")).to.deep.equal(["v1"]);
    expect(reported("/a//b", "/a/b")).to.deep.equal(["v1"]);
    expect(reported("/a/./b", "/a/b")).to.deep.equal(["v1"]);
    expect(reported("C:\\a\\b", "C:/a")).to.deep.equal(["v0"]);
  });

  it("are one inside of the other, whichever comes first", () => {
    expect(reported("/a", "/a/b")).to.deep.equal(["v1"]);
    expect(reported("/a/b", "/a")).to.deep.equal(["v0"]);
  });

  it("are not two with the same beginning", () => {
    expect(reported("/a", "/ab", "/b/a")).to.deep.equal([]);
  });
});

describe("duplicates", () => {
  it("are reported at each but the first, which they name", () => {
    const things = ["/a", "/b", "/a", "/a"].map((value, index) => ({ path: `v${index}`, value }));
    const reported = duplicates(things, "folder").map((issue) => `${issue.path} ${formatReason(issue)}`);
    expect(reported).to.deep.equal([
      'v2 must be a folder of its own and not that of v0, but is "/a".',
      'v3 must be a folder of its own and not that of v0, but is "/a".',
    ]);
    expect(duplicates(things.slice(0, 2), "folder")).to.deep.equal([]);
  });
});
