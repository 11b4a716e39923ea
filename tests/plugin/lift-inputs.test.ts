import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { PackageSchema } from "../../src/model/package-schema";
import { liftInputs } from "../../src/plugin/lift-inputs";
import { settle } from "../../src/pulumi/settle";
import { formatReason } from "../../src/validation/issue";

const schema: PackageSchema = JSON.parse(readFileSync(join(__dirname, "../../schema.json"), "utf8"));
const resource = Object.values(schema.resources)[0];

const lift = (inputs: pulumi.Inputs) => liftInputs(inputs, resource?.inputProperties ?? {}, schema.types);

async function sentences(inputs: pulumi.Inputs): Promise<string[]> {
  return (await lift(inputs)).issues.map((issue) => `${issue.path} ${formatReason(issue)}`);
}

const vault = { resourceGroupName: "shop", mountPath: "/secrets", objects: { a: { objectName: "b" } } };

class Other extends pulumi.CustomResource {}

// Output keeps these out of its public types.
const dependenciesOf = (value: unknown) =>
  (value as { allResources(): Promise<Set<pulumi.Resource>> }).allResources();

describe("liftInputs", () => {
  before(() =>
    pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) }),
  );

  it("lets plain inputs and Outputs in their places through", async () => {
    const namespace = pulumi.output("shop");
    const inputs = { namespace, keyVaults: { "kv-shop": vault }, podLabels: { app: "orders" } };
    const { args, issues } = await lift(inputs);
    expect(issues).to.deep.equal([]);
    expect(args).to.deep.equal(inputs);
    expect(args.namespace).to.equal(namespace);
  });

  it("takes plain values out of a known Output; the others stay Outputs that keep its dependency", async () => {
    const other = new Other("test:index:Other", "other", {});
    const { args, issues } = await lift({
      namespace: "shop",
      keyVaults: other.id.apply(() => ({ "kv-shop": { ...vault, env: { A: "a" }, mount: true } })),
    });
    expect(issues).to.deep.equal([]);
    const lifted = args.keyVaults?.["kv-shop"];
    expect(lifted?.objects).to.deep.equal(vault.objects);
    expect([lifted?.env, lifted?.mount]).to.deep.equal([{ A: "a" }, true]);
    for (const name of ["resourceGroupName", "mountPath"] as const) {
      const value = lifted?.[name];
      expect(pulumi.Output.isInstance(value), name).to.equal(true);
      expect((await settle(value)).value).to.equal(vault[name]);
      expect([...(await dependenciesOf(value))]).to.include(other);
    }
  });

  it("takes a plain value out of an Output deep inside", async () => {
    const objects = { a: { objectName: pulumi.output("b"), objectType: pulumi.output("key") } };
    const { args, issues } = await lift({ namespace: "shop", keyVaults: { kv: { ...vault, objects } } });
    expect(issues).to.deep.equal([]);
    expect(args.keyVaults?.kv?.objects).to.deep.equal({ a: { objectName: "b", objectType: "key" } });
  });

  it("refuses what is unknown or secret in a plain place, by name and without the value", async () => {
    const objects = { "a.pem": { objectName: pulumi.secret("hidden-marker") } };
    const remedy = "It decides what is created, and the preview must be able to show it.";
    const expected = "must be known in the preview and not a secret";
    expect(
      await sentences({
        namespace: pulumi.secret("shop"),
        clusters: pulumi.output(pulumi.unknown),
        keyVaults: { "kv-shop": { ...vault, objects } },
      }),
    ).to.deep.equal([
      `clusters ${expected}, but is a value that is known only after the update. ${remedy}`,
      `keyVaults["kv-shop"].objects["a.pem"].objectName ${expected}, but is a secret. ${remedy}`,
    ]);
  });

  it("reports null at any depth", async () => {
    expect(
      await sentences({
        namespace: null,
        serviceAccount: { name: null },
        keyVaults: { kv: { ...vault, objects: { a: null }, env: { A: null } } },
      }),
    ).to.deep.equal(
      ["namespace", "serviceAccount.name", "keyVaults.kv.objects.a", "keyVaults.kv.env.A"].map(
        (path) => `${path} must be given or left out, but is null.`,
      ),
    );
  });

  it("keeps map keys that mean something to JavaScript", async () => {
    const objects = JSON.parse('{"__proto__": {"objectName": "a"}, "constructor": {}, "toString": {}}');
    const { args, issues } = await lift({ namespace: "shop", keyVaults: { kv: { ...vault, objects } } });
    expect(issues).to.deep.equal([]);
    expect(Object.keys(args.keyVaults?.kv?.objects ?? {})).to.deep.equal([
      "__proto__",
      "constructor",
      "toString",
    ]);
    expect(Object.getPrototypeOf(args.keyVaults?.kv?.objects)).to.equal(Object.prototype);
  });

  it("keeps names that do not exist, for the check that reports them", async () => {
    const inputs = JSON.parse('{"namespace": "shop", "__proto__": 1, "constructor": 2, "foo": {"bar": 3}}');
    const { args, issues } = await lift(inputs);
    expect(issues).to.deep.equal([]);
    expect(Object.entries(args)).to.deep.equal(Object.entries(inputs));
  });

  it("leaves values of a wrong type to the rules", async () => {
    const inputs = {
      namespace: 7,
      clusters: [],
      serviceAccount: "orders",
      keyVaults: { kv: 7, other: { objects: "a" } },
    };
    const { args, issues } = await lift(inputs);
    expect(issues).to.deep.equal([]);
    expect(args).to.deep.equal(inputs);
  });
});
