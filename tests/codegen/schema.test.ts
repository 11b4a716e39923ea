import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { goImportPath, repository } from "../../codegen/repository";
import type { PackageSchema, PropertySpec } from "../../src/model/schema-spec";

const root = join(__dirname, "..", "..");
const schema: PackageSchema = JSON.parse(readFileSync(join(root, "schema.json"), "utf8"));
const token = "azure-workload-identity:index:KeyVaultWorkloadIdentity";
const resource = schema.resources[token];
if (!resource) throw new Error(`schema.json has no ${token}`);

const typeName = (type: string) => type.replace("azure-workload-identity:index:", "");

/** Every property of the input, the output and the types, with a name such as `KeyVault.objects`. */
const properties: [name: string, spec: PropertySpec][] = [
  ...named("", resource.inputProperties),
  ...named("output ", resource.properties ?? {}),
  ...Object.entries(schema.types).flatMap(([type, { properties }]) =>
    named(`${typeName(type)}.`, properties ?? {}),
  ),
];

function named(prefix: string, specs: Record<string, PropertySpec>): [string, PropertySpec][] {
  return Object.entries(specs).map(([name, spec]) => [`${prefix}${name}`, spec]);
}

function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "$ref" && typeof one === "string" ? [one] : references(one),
  );
}

describe("schema.json", () => {
  it("has one component, of the fixed token", () => {
    expect(schema.name).to.equal("azure-workload-identity");
    expect(Object.keys(schema.resources)).to.deep.equal([token]);
    expect(resource.isComponent).to.equal(true);
  });

  it("describes the resource, every type and every property", () => {
    const things = [[token, resource] as const, ...Object.entries(schema.types), ...properties];
    expect(things.filter(([, { description }]) => !description).map(([name]) => name)).to.deep.equal([]);
  });

  it("describes every member of every enumeration", () => {
    const members = Object.values(schema.types).flatMap((type) => type.enum ?? []);
    expect(members.filter(({ description }) => !description).map(({ name }) => name)).to.deep.equal([]);
  });

  it("has descriptions for every language: no TypeScript, tags or links, and no order, since each language sorts", () => {
    const texts = JSON.stringify(schema, (key, value) =>
      typeof value === "object" || key === "description" || /^\d+$/.test(key) ? value : undefined,
    );
    expect(texts).not.to.match(/@|\{link|\[object Object\]|TypeScript|undefined|\b(above|below)\b/);
  });

  it("has enumerations of two members at least", () => {
    const enums = Object.entries(schema.types).filter(([, type]) => type.enum);
    expect(enums.length).to.be.greaterThan(0);
    expect(enums.filter(([, type]) => (type.enum?.length ?? 0) < 2)).to.deep.equal([]);
  });

  it("has no type whose name would end with Args twice, or is also one of Java's", () => {
    const names = Object.keys(schema.types).map(typeName);
    expect(names.filter((name) => name.endsWith("Args") || name === "ServiceAccount")).to.deep.equal([]);
  });

  it("refers to no other package", () => {
    const elsewhere = references(schema).filter((one) => !schema.types[one.replace("#/types/", "")]);
    expect(elsewhere).to.deep.equal([]);
  });

  it("has whole numbers where they are meant, and no other numbers", () => {
    const numbers = properties.filter(([, { type }]) => type === "integer" || type === "number");
    expect(numbers.map(([name, { type }]) => `${name}: ${type}`).sort()).to.deep.equal([
      "KeyVaultObject.objectVersionHistory: integer",
      "WorkloadServiceAccount.tokenExpirationSeconds: integer",
    ]);
  });

  it("has these plain properties, which decide what is created, and no others", () => {
    const inputs = properties.filter(([name]) => !name.startsWith("output "));
    expect(
      inputs
        .filter(([, { plain }]) => plain)
        .map(([name]) => name)
        .sort(),
    ).to.deep.equal([
      "KeyVault.env",
      "KeyVault.envSecretName",
      "KeyVault.grants",
      "KeyVault.mount",
      "KeyVault.objects",
      "KeyVault.permissionModel",
      "KeyVault.roleScope",
      "KeyVault.secretProviderClass",
      "KeyVault.syncedSecrets",
      "KeyVaultObject.objectName",
      "KeyVaultObject.objectType",
      "KeyVaultObject.objectVersionHistory",
      "SyncedSecret.data",
      "SyncedSecret.type",
      "TestPod.os",
      "WorkloadRoleAssignment.role",
      "WorkloadSecretProviderClass.management",
      "WorkloadServiceAccount.management",
      "application",
      "cloud",
      "clusters",
      "keyVaults",
      "pod",
      "roleAssignments",
      "serviceAccount",
      "userAssignedIdentity",
    ]);
  });

  it("has plain maps of plain values", () => {
    const maps = properties.filter(([, { plain, additionalProperties }]) => plain && additionalProperties);
    expect(maps.length).to.be.greaterThan(0);
    expect(maps.filter(([, spec]) => !spec.additionalProperties?.plain)).to.deep.equal([]);
  });

  it("has these inputs, of which only the namespace is required", () => {
    expect(Object.keys(resource.inputProperties)).to.deep.equal([
      "namespace",
      "clusters",
      "serviceAccount",
      "userAssignedIdentity",
      "application",
      "keyVaults",
      "roleAssignments",
      "podLabels",
      "pod",
      "cloud",
    ]);
    expect(resource.requiredInputs).to.deep.equal(["namespace"]);
  });

  it("has these outputs, all required", () => {
    const outputs = [
      "clientId",
      "csiDriverName",
      "env",
      "envSecretNames",
      "identityId",
      "manifests",
      "mountPaths",
      "namespace",
      "oidcIssuerUrls",
      "podAnnotations",
      "podLabels",
      "principalId",
      "secretProviderClassNames",
      "serviceAccountName",
      "subject",
      "tenantId",
      "trust",
      "vaultUris",
      "volumeMounts",
      "volumeNames",
      "volumes",
    ];
    expect(Object.keys(resource.properties ?? {}).sort()).to.deep.equal(outputs);
    expect([...(resource.required ?? [])].sort()).to.deep.equal(outputs);
  });

  it("has output types without anything optional", () => {
    for (const name of [
      "Volume",
      "CsiVolumeSource",
      "VolumeMount",
      "EnvVar",
      "EnvVarSource",
      "SecretKeySelector",
    ]) {
      const type = schema.types[`azure-workload-identity:index:${name}`];
      expect([...(type?.required ?? [])].sort(), name).to.deep.equal(
        Object.keys(type?.properties ?? {}).sort(),
      );
    }
  });

  it("lets every language keep the version, and Go compile", () => {
    expect(Object.keys(schema.language).sort()).to.deep.equal(["csharp", "go", "java", "nodejs", "python"]);
    for (const [name, settings] of Object.entries(schema.language))
      expect(settings.respectSchemaVersion, name).to.equal(true);
    expect(schema.language.go?.generateExtraInputTypes).to.equal(true);
    expect(schema.language.go?.importBasePath).to.equal(goImportPath);
  });

  it("has the version of the package and the one repository that every address derives from", () => {
    const library = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(schema.version).to.equal(library.version);
    expect(library.repository).to.equal(repository.replace("https://github.com/", "github:"));
    expect([library.homepage, library.bugs]).to.deep.equal([`${repository}#readme`, `${repository}/issues`]);
    expect([schema.repository, schema.homepage]).to.deep.equal([repository, repository]);
    expect(goImportPath.startsWith(`${repository.replace("https://", "")}/`)).to.equal(true);
  });
});
