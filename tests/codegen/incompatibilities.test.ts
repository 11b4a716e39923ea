import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { incompatibilities } from "../../codegen/incompatibilities";
import { packageSchema } from "../../src/input/schema";
import type { PackageSchema, ResourceSpec, TypeSpec } from "../../src/model/schema-spec";

const released = resolve(__dirname, "../released");
const read = (version: string) =>
  JSON.parse(readFileSync(join(released, version, "schema.json"), "utf8")) as PackageSchema;

describe("the contract with programs and SDKs that exist", () => {
  for (const version of readdirSync(released)) {
    it(`holds for those generated from version ${version}`, () => {
      expect(incompatibilities(read(version), packageSchema)).to.deep.equal([]);
    });
  }

  /** What today's schema, changed like that, would break. */
  function broken(change: (schema: PackageSchema) => void): string[] {
    const changed = structuredClone(packageSchema);
    change(changed);
    return incompatibilities(packageSchema, changed);
  }

  function component({ resources }: PackageSchema): ResourceSpec {
    return resources["azure-workload-identity:index:KeyVaultWorkloadIdentity"] as ResourceSpec;
  }

  function type({ types }: PackageSchema, name: string): Required<Pick<TypeSpec, "properties" | "required">> {
    const found = types[`azure-workload-identity:index:${name}`];
    if (!found?.properties) throw new Error(`there is no type ${name}`);
    found.required ??= [];
    return found as ReturnType<typeof type>;
  }

  const changes: Record<string, [change: (schema: PackageSchema) => void, sentence: string]> = {
    "a required input": [
      (schema) => component(schema).requiredInputs.push("clusters"),
      "input clusters is required now",
    ],
    "an input that is gone": [
      (schema) => delete component(schema).inputProperties.podLabels,
      "input podLabels is gone",
    ],
    "an input that takes no outputs any more": [
      (schema) => Object.assign(component(schema).inputProperties.namespace ?? {}, { plain: true }),
      "input namespace is plain now: programs may give it an output",
    ],
    "a map whose values take no outputs any more": [
      (schema) =>
        Object.assign(component(schema).inputProperties.podLabels?.additionalProperties ?? {}, {
          plain: true,
        }),
      "input podLabels is plain now: programs may give it an output",
    ],
    "an input of another type": [
      (schema) =>
        Object.assign(type(schema, "KeyVaultObject").properties.filePermission ?? {}, { type: "integer" }),
      "KeyVaultObject filePermission was string and is integer now",
    ],
    "a required property of an input": [
      (schema) => type(schema, "KeyVault").required.push("resourceGroupName"),
      "KeyVault resourceGroupName is required now",
    ],
    "an output that is gone": [
      (schema) => delete component(schema).properties?.subject,
      "output subject is gone",
    ],
    "an output that may be missing": [
      (schema) => {
        component(schema).required = component(schema).required?.filter((name) => name !== "trust");
      },
      "output trust may be missing now",
    ],
    "an output of another type": [
      (schema) => Object.assign(component(schema).properties?.volumes ?? {}, { items: { type: "string" } }),
      "output volumes was list of Volume and is list of string now",
    ],
    "a member of an enumeration that is gone": [
      ({ types }) => types["azure-workload-identity:index:RoleScope"]?.enum?.pop(),
      'RoleScope has no member Object with the value "Object" any more',
    ],
    "a member of an enumeration with another name": [
      ({ types }) =>
        Object.assign(types["azure-workload-identity:index:RoleScope"]?.enum?.at(-1) ?? {}, { name: "One" }),
      'RoleScope has no member Object with the value "Object" any more',
    ],
    "another token": [
      (schema) => {
        schema.resources = {};
      },
      "the resource azure-workload-identity:index:KeyVaultWorkloadIdentity is gone",
    ],
  };

  for (const [what, [change, sentence]] of Object.entries(changes)) {
    it(`is broken by ${what}`, () => {
      expect(broken(change)).to.deep.equal([sentence]);
    });
  }

  it("asks of a type that is given and handed out what it asks of both", () => {
    const both = structuredClone(packageSchema);
    const token = "azure-workload-identity:index:KeyVault";
    Object.assign(component(both).properties ?? {}, { vault: { $ref: `#/types/${token}` } });
    type(both, "KeyVault").required.push("name");
    const changed = structuredClone(both);
    const required = type(changed, "KeyVault").required;
    required.splice(required.indexOf("name"), 1, "id");
    expect(incompatibilities(both, changed)).to.deep.equal([
      "KeyVault id is required now",
      "KeyVault name may be missing now",
    ]);
  });

  it("is not broken by an input that takes outputs now", () => {
    const more = broken((schema) => {
      for (const property of Object.values(component(schema).inputProperties)) delete property.plain;
    });
    expect(more).to.deep.equal([]);
  });

  it("is not broken by what is new and optional", () => {
    const more = broken((schema) => {
      component(schema).inputProperties.more = { type: "string" };
      type(schema, "KeyVault").properties.more = { type: "string" };
      (component(schema).properties ?? {}).more = { type: "string" };
      schema.types["azure-workload-identity:index:RoleScope"]?.enum?.push({ name: "More", value: "More" });
    });
    expect(more).to.deep.equal([]);
  });
});
