import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { packageSchema } from "../../src/package-schema";
import { formatReason } from "../../src/validation/issue";
import { unknownProperties } from "../../src/validation/known-properties";
import { didYouMean, misspeltOneOf } from "../../src/validation/near";

const [resource] = Object.values(packageSchema.resources);
const known = resource?.inputProperties ?? {};

const sentences = (input: unknown) =>
  unknownProperties(input, known, packageSchema.types).map((issue) => `${issue.path} ${formatReason(issue)}`);

describe("names of properties", () => {
  it("that do not exist are reported, with the near one", () => {
    const input = {
      namespace: "shop",
      keyVault: {},
      clusters: { aks: { resourcegroupname: "g", OIDCIssuerURL: "https://a", elsewhere: 1 } },
    };
    const ofCluster = "resourceGroupName, name, id, oidcIssuerUrl";
    expect(sentences(input)).to.deep.equal([
      `keyVault must be one of the properties ${Object.keys(known).join(", ")}. Did you mean "keyVaults"?`,
      `clusters.aks.resourcegroupname must be one of the properties ${ofCluster}. Did you mean "resourceGroupName"?`,
      `clusters.aks.OIDCIssuerURL must be one of the properties ${ofCluster}. Did you mean "oidcIssuerUrl"?`,
      `clusters.aks.elsewhere must be one of the properties ${ofCluster}.`,
    ]);
  });

  it("that are the beginning of one name suggest it, and of several none", () => {
    const [group = "", secrets = ""] = sentences({ keyVaults: { kv: { resourceGroup: "g", obj: {} } } });
    expect(group).to.match(/ Did you mean "resourceGroupName"\?$/);
    expect(secrets).to.not.include("Did you mean");
    expect(didYouMean("objectVer", ["objectVersion", "objectVersionHistory"])).to.equal(undefined);
    expect(didYouMean("resource_group", ["resourceGroupName", "name"])).to.equal(
      'Did you mean "resourceGroupName"?',
    );
    expect(didYouMean("object", ["objectName"])).to.equal('Did you mean "objectName"?');
  });

  it("that exist are never taken for a misspelt way to a thing", () => {
    const all = Object.values(packageSchema.types).flatMap(({ properties }) => Object.keys(properties ?? {}));
    const ways = ["id", "resourceGroupName", "oidcIssuerUrl", "clientId", "displayName"];
    const taken = [...all, ...Object.keys(known)].filter((name) => misspeltOneOf({ [name]: 1 }, ways));
    expect(taken.filter((name) => !ways.includes(name))).to.deep.equal([]);
    expect(misspeltOneOf({ resourceGroup: "g" }, ways)).to.equal(true);
    expect(misspeltOneOf({ resourceGroup: undefined }, ways)).to.equal(false);
  });

  it("that are short suggest nothing: they are like any other", () => {
    const [reported = ""] = sentences({ namespace: "shop", foo: 1 });
    expect(reported).to.include("foo must be").and.not.to.include("Did you mean");
  });

  it("are told by both ends where they are long, and never bare where they could be read as more", () => {
    const [long = "", forged = ""] = sentences({ ["x".repeat(10_000)]: 1, "a\nb\u202e": 1 });
    expect(long).to.match(/^\["x{119} … x{69}"\] must be/);
    expect(forged).to.match(/^\["a\\nb\\u\{202e\}"\] must be/);
  });

  it("that mean something to JavaScript are reported as well", () => {
    const input = JSON.parse(
      '{"namespace": "s", "__proto__": 1, "constructor": 2, "clusters": {"a": {"toString": 3}}}',
    );
    const paths = unknownProperties(input, known, packageSchema.types).map(({ path }) => path);
    expect(paths).to.deep.equal(["__proto__", "constructor", "clusters.a.toString"]);
  });

  it("are not looked for in values that are not there yet, nor in values of a wrong kind", () => {
    const input = {
      namespace: "s",
      clusters: pulumi.output({ a: { b: 1 } }),
      keyVaults: 7,
      pod: ["x"],
      cloud: {},
    };
    expect(sentences(input)).to.deep.equal([]);
  });

  it("are checked in a program that uses the library too: a misspelt limit would widen the rights", () => {
    const keyVaults = { kv: { resourceGroupName: "g", roleScop: "Object", objects: { a: {} } } };
    const args = { namespace: "shop", userAssignedIdentity: { resourceGroupName: "g" }, keyVaults };
    expect(() => new KeyVaultWorkloadIdentity("orders", args)).to.throw(
      /keyVaults\.kv\.roleScop must be one of the properties .* Did you mean "roleScope"\?/,
    );
  });
});
