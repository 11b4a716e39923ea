import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { readInput } from "../../src/input/read";
import { awaitOutputs } from "../../src/pulumi/arrived";
import { Issues } from "../../src/pulumi/issues";
import { settle } from "../../src/pulumi/settle";
import { formatIssue } from "../../src/rules/issue";
import { fullInput, useProject } from "./support/input";

async function read(input: unknown) {
  const issues = new Issues();
  const { args } = readInput(input, issues);
  return { args, lines: (await issues.all()).map(formatIssue) };
}

async function readInPlugin(input: unknown) {
  await awaitOutputs(input);
  return read(input);
}

/** What is reported before a value that arrives later is known. */
function linesNow(input: unknown): string {
  const issues = new Issues();
  readInput(input, issues);
  try {
    issues.throwIfAny("orders");
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const vault = { resourceGroupName: "shop", mountPath: "/secrets", objects: { a: { objectName: "b" } } };
const withObjects = (objects: unknown) => ({ namespace: "shop", keyVaults: { kv1: { ...vault, objects } } });

class Other extends pulumi.CustomResource {}

// Output keeps these out of its public types.
const dependenciesOf = (value: unknown) =>
  (value as { allResources(): Promise<Set<pulumi.Resource>> }).allResources();

describe("reading the input", () => {
  before(useProject);

  it("returns a valid input as it is, with the values of its Outputs", async () => {
    for (const way of [read, readInPlugin]) {
      const { args, lines } = await way({ ...fullInput(), namespace: pulumi.output("shop") });
      expect(lines).to.deep.equal([]);
      expect({ ...args, namespace: "shop" }).to.deep.equal(fullInput());
      expect((await settle(args.namespace as pulumi.Input<string>)).value).to.equal("shop");
    }
  });

  it("leaves out what is invalid", async () => {
    const { args } = await read({ ...withObjects({ a: { objectType: "password" }, b: 7 }), podLabels: [] });
    expect(args).to.deep.equal(withObjects({ a: {} }));
  });

  it("leaves a value that arrives later and is invalid unknown", async () => {
    const { args, lines } = await read({ namespace: pulumi.output("Shop") });
    expect(lines).to.have.length(1);
    expect((await settle(args.namespace as pulumi.Input<string>)).known).to.equal(false);
  });

  it("keeps map keys that mean something to JavaScript", async () => {
    const objects = JSON.parse('{"valueOf": {"objectName": "a"}, "constructor": {}, "toString": {}}');
    for (const way of [read, readInPlugin]) {
      const { args, lines } = await way(withObjects(objects));
      expect(lines).to.deep.equal([]);
      const found = args.keyVaults?.kv1?.objects ?? {};
      expect(Object.keys(found).sort()).to.deep.equal(["constructor", "toString", "valueOf"]);
      expect(Object.getPrototypeOf(found)).to.equal(Object.prototype);
    }
  });

  it("sorts the entries of a map by their keys, as every language does", async () => {
    const { args } = await read({ namespace: "shop", clusters: { b: { id: "" }, a: {}, "9": {} } });
    expect(Object.keys(args.clusters ?? {})).to.deep.equal(["9", "a", "b"]);
  });
});

describe("reading an invalid value", () => {
  before(useProject);

  it("reports the kind of value that was given instead of a text", async () => {
    const namespaces: [unknown, string][] = [
      [7, "7 (a number, not a text)"],
      [false, "false (a boolean, not a text)"],
      [undefined, "missing"],
      [["shop"], '["shop"]'],
    ];
    for (const [namespace, received] of namespaces) {
      const { lines } = await read({ namespace });
      expect(lines[0]).to.match(/^namespace: must be a namespace: /);
      expect(lines[0]).to.include(`, but is ${received}.`);
      expect(lines).to.have.length(1);
    }
  });

  it("reports null at any depth", async () => {
    const { lines } = await read({
      ...withObjects({ a: null }),
      namespace: null,
      serviceAccount: { name: null },
      podLabels: { app: null },
      pod: { image: "a", command: ["a", null] },
    });
    expect(lines).to.have.members(
      ["namespace", "serviceAccount.name", "keyVaults.kv1.objects.a", "podLabels.app", "pod.command[1]"].map(
        (path) => `${path}: null is not a value. Set it, or leave the property out.`,
      ),
    );
  });

  it("reports an entry of a map or list that got lost", async () => {
    const command = new Array(2);
    command[0] = "a";
    const { lines } = await read({
      ...withObjects({ a: undefined }),
      podLabels: { app: undefined },
      pod: { image: "a", command },
    });
    expect(lines.map((line) => line.split(" must")[0])).to.have.members([
      "keyVaults.kv1.objects.a:",
      "podLabels.app:",
      "pod.command[1]:",
    ]);
  });

  it("reports the values of an enumeration, and suggests the one that differs in letter case", async () => {
    const cloud = async (value: unknown) => (await read({ namespace: "shop", cloud: value })).lines;
    const expected =
      'cloud: must be one of "AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud", but is';
    expect(await cloud("azurechinacloud")).to.deep.equal([
      `${expected} "azurechinacloud". Write "AzureChinaCloud": letter case matters.`,
    ]);
    expect(await cloud("China")).to.deep.equal([`${expected} "China".`]);
    expect(await cloud({ toString: 1 })).to.deep.equal([`${expected} {"toString":1}.`]);
  });

  it("reports a key with the path of its entry, and shortens a long one", async () => {
    const { lines } = await read({
      namespace: "shop",
      podLabels: { "a b": "x", [`${"a".repeat(300)} `]: "x" },
    });
    expect(lines[1]).to.match(/^podLabels\["a{119} … a{68} "\]: the key must be a label key/);
    expect(lines[0]).to.match(/^podLabels\["a b"\]: the key must be a label key.*, but is "a b"\.$/);
  });

  it("checks a map key by key and value by value, those that mean something to JavaScript too", async () => {
    const clusters = JSON.parse('{"__proto__": 7, "constructor": {"name": 7}, "a.b": {}}');
    const { lines } = await read({ namespace: "shop", clusters });
    expect(lines.map((line) => line.split(":")[0])).to.have.members([
      "clusters",
      "clusters.__proto__",
      "clusters.constructor.name",
      'clusters["a.b"]',
    ]);
  });

  it("reports a property whose getter throws, and no stack", async () => {
    const serviceAccount = Object.defineProperty({}, "name", {
      enumerable: true,
      get: () => {
        throw new Error("not ready");
      },
    });
    expect((await read({ namespace: "shop", serviceAccount })).lines).to.deep.equal([
      "serviceAccount: reading the value failed. A getter of the object throws: pass a plain object.",
    ]);
  });

  it("reports the whole input if it is no map of properties", async () => {
    for (const input of [7, "args", [], new Map()]) {
      expect((await read(input)).lines[0]).to.match(/^args: must be a map of properties, but is /);
    }
  });
});

describe("reading a property that does not exist", () => {
  before(useProject);

  it("is reported at any depth, the names that mean something to JavaScript too", async () => {
    const input = JSON.parse(
      '{"namespace": "s", "__proto__": 1, "constructor": 2, "clusters": {"a": {"toString": 3}}}',
    );
    for (const way of [read, readInPlugin]) {
      const { lines } = await way(input);
      expect(lines.map((line) => line.split(": unknown property.")[0])).to.have.members([
        "__proto__",
        "constructor",
        "clusters.a.toString",
      ]);
    }
  });

  it("is not reported as a missing property too, if that was meant", async () => {
    expect((await read({ nameSpace: "shop" })).lines).to.deep.equal([
      "nameSpace: unknown property. Did you mean namespace?",
    ]);
    expect((await read({ namespace: "shop", pod: { img: "a", Image: "b" } })).lines).to.have.length(2);
  });

  it("is not looked for in a value that is invalid or undefined", async () => {
    const input = { namespace: "s", keyVaults: { kv1: undefined }, pod: ["x"], cloud: {}, other: undefined };
    const { lines } = await read(input);
    expect(lines.filter((line) => line.includes("unknown property"))).to.deep.equal([]);
  });

  it("stops a TypeScript program too: a misspelt limit would widen the permissions", () => {
    const keyVaults = { kv1: { resourceGroupName: "g", roleScop: "Object", objects: { a: {} } } };
    const args = { namespace: "shop", userAssignedIdentity: { resourceGroupName: "g" }, keyVaults };
    expect(() => new KeyVaultWorkloadIdentity("orders", args)).to.throw(
      "keyVaults.kv1.roleScop: unknown property. Did you mean roleScope?",
    );
  });
});

describe("reading a value that arrives later", () => {
  before(useProject);

  it("checks what is known immediately, beside what is not", () => {
    const podLabels = { app: "-", "a b": "x", version: pulumi.output(pulumi.unknown) };
    const message = linesNow({ namespace: "shop", podLabels });
    expect(message).to.match(/2 invalid inputs\n.*podLabels\["a b"\].*\n.*podLabels\.app/);
  });

  it("checks a map entry by entry as the entries arrive", async () => {
    const podLabels = {
      app: pulumi.output("-"),
      ok: pulumi.output("ok"),
      none: pulumi.output(pulumi.unknown),
    };
    expect(linesNow({ namespace: "shop", podLabels })).to.equal("");
    const { lines } = await read({ namespace: "shop", podLabels });
    expect(lines.map((line) => line.split(":")[0])).to.deep.equal(["podLabels.app"]);
  });

  it("checks a map as a whole where all of it arrives later", async () => {
    const labels = async (podLabels: unknown) =>
      (await read({ namespace: "shop", podLabels })).lines.map((line) => line.split(":")[0]);
    expect(await labels(pulumi.output({ app: "-", "a b": "x" }))).to.have.members([
      "podLabels.app",
      'podLabels["a b"]',
    ]);
    expect(await labels(pulumi.output("app"))).to.deep.equal(["podLabels"]);
    expect(await labels(pulumi.output(pulumi.unknown))).to.deep.equal([]);
  });

  it("reports an Output in the library where the value must be known in every preview", async () => {
    const { lines } = await read({ ...withObjects({ a: { objectName: pulumi.output("b") } }) });
    expect(lines).to.deep.equal([
      "keyVaults.kv1.objects.a.objectName: must be known at preview time and not a secret, but is an Output. It decides what is created, and the preview must be able to show it.",
    ]);
  });

  it("ends with the program's own error if a value fails", async () => {
    const own = new Error("the program's own error");
    const error = await read({ namespace: pulumi.output(Promise.reject(own)) }).catch((reason) => reason);
    expect(error).to.equal(own);
  });
});

describe("reading an Output in the plugin", () => {
  before(useProject);

  it("takes plain values out of a known one; the others stay Outputs that keep its dependencies", async () => {
    const other = new Other("test:index:Other", "other", {});
    const { args, lines } = await readInPlugin({
      namespace: "shop",
      keyVaults: other.id.apply(() => ({ kv1: { ...vault, env: { A: "a" }, mount: true } })),
    });
    expect(lines).to.deep.equal([]);
    const read = args.keyVaults?.kv1;
    expect(read?.objects).to.deep.equal(vault.objects);
    expect([read?.env, read?.mount]).to.deep.equal([{ A: "a" }, true]);
    for (const name of ["resourceGroupName", "mountPath"] as const) {
      const value = read?.[name];
      expect(pulumi.Output.isInstance(value), name).to.equal(true);
      expect((await settle(value)).value).to.equal(vault[name]);
      expect([...(await dependenciesOf(value))]).to.include(other);
    }
  });

  it("takes a plain value out of one that is deep inside", async () => {
    const object = { objectName: pulumi.output("b"), objectType: pulumi.output("key") };
    const { args, lines } = await readInPlugin(withObjects({ a: object }));
    expect(lines).to.deep.equal([]);
    expect(args.keyVaults?.kv1?.objects).to.deep.equal({ a: { objectName: "b", objectType: "key" } });
  });

  it("reports a plain value that is unknown or a secret, with its path and without the value", async () => {
    const remedy = "It decides what is created, and the preview must be able to show it.";
    const expected = "must be known at preview time and not a secret";
    const { lines } = await readInPlugin({
      ...withObjects({ "a.pem": { objectName: pulumi.secret("hidden-marker") } }),
      clusters: pulumi.output(pulumi.unknown),
    });
    expect(lines).to.deep.equal([
      `clusters: ${expected}, but is a value that is known only after the update. ${remedy}`,
      `keyVaults.kv1.objects["a.pem"].objectName: ${expected}, but is a secret. ${remedy}`,
    ]);
  });

  it("checks the values in it with their own paths", async () => {
    const keyVaults = pulumi.output({ kv1: { ...vault, mountPath: "secrets", mount: "yes" } });
    const { lines } = await readInPlugin({ namespace: pulumi.output("Shop"), keyVaults });
    expect(lines.map((line) => line.split(":")[0])).to.deep.equal([
      "namespace",
      "keyVaults.kv1.mount",
      "keyVaults.kv1.mountPath",
    ]);
  });
});
