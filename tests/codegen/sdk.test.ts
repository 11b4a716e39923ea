import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { goImportPath, mavenGroup, pluginDownloadUrl } from "../../codegen/repository";
import { describedFor } from "../../codegen/sdk/described-for";
import { packageSchema } from "../../src/input/schema";

const sdk = join(__dirname, "..", "..", "sdk");
const read = (path: string) => readFileSync(join(sdk, path), "utf8");
const { name, version } = packageSchema;

describe("each SDK", () => {
  const python = "python/pulumi_azure_workload_identity";
  const plugins: Record<string, string> = {
    nodejs: JSON.stringify(JSON.parse(read("nodejs/package.json")).pulumi),
    python: read(`${python}/pulumi-plugin.json`),
    go: read("go/azureworkloadidentity/pulumi-plugin.json"),
    java: read(`java/src/main/resources/com/pulumi/${name}/plugin.json`),
    dotnet: read("dotnet/pulumi-plugin.json"),
  };
  for (const [language, plugin] of Object.entries(plugins)) {
    it(`lets the engine know which plugin to fetch and from where: ${language}`, () => {
      expect(JSON.parse(plugin)).to.deep.equal({ resource: true, name, version, server: pluginDownloadUrl });
    });
  }

  for (const folder of ["nodejs", "python", "go/azureworkloadidentity", "java", "dotnet"]) {
    it(`has the licence, and a README of its own: ${folder}`, () => {
      expect(read(`${folder}/LICENSE`)).to.equal(readFileSync(join(sdk, "..", "LICENSE"), "utf8"));
      expect(read(`${folder}/README.md`)).to.match(/^# .*: SDK for /);
    });
  }

  it("has its version and its name in the registry", () => {
    const { name: nodeName, version: nodeVersion } = JSON.parse(read("nodejs/package.json"));
    expect([nodeName, nodeVersion]).to.deep.equal(["pulumi-azure-workload-identity-sdk", version]);
    expect(read("python/pyproject.toml")).to.contain('name = "pulumi_azure_workload_identity"');
    expect(read("python/pyproject.toml")).to.contain(`version = "${version}"`);
    expect(read("go/azureworkloadidentity/go.mod").split("\n")[0]).to.equal(`module ${goImportPath}`);
    const coordinates = `<groupId>${mavenGroup}</groupId>\n  <artifactId>pulumi-azure-workload-identity</artifactId>\n  <version>${version}</version>`;
    expect(read("java/pom.xml")).to.contain(coordinates);
    const project = read("dotnet/Pulumi.AzureWorkloadIdentity.csproj");
    expect(project).to.contain("<PackageId>PulumiAzureWorkloadIdentity</PackageId>");
    expect(project).to.contain(`<Version>${version}</Version>`);
  });
});

describe("the documents of an SDK", () => {
  const text = (language: Parameters<typeof describedFor>[0]) =>
    describedFor(language, packageSchema).types[`${name}:index:Cluster`]?.properties?.name?.description;
  const objectType = (language: Parameters<typeof describedFor>[0]) =>
    describedFor(language, packageSchema).types[`${name}:index:KeyVaultObject`]?.properties?.objectType
      ?.description;

  it("spell properties as the language does", () => {
    expect(text("nodejs")).to.contain("`resourceGroupName`");
    expect(text("java")).to.contain("`resourceGroupName`");
    expect(text("python")).to.contain("`resource_group_name`");
    expect(text("go")).to.contain("`ResourceGroupName`");
    expect(text("dotnet")).to.contain("`ResourceGroupName`");
  });

  it("leave values as they are, even one that is the name of a property too", () => {
    expect(objectType("go")).to.contain("`key`").and.to.contain("`secret`");
  });
});
