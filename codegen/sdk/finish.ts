import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageSchema } from "../../src/model/schema-spec";
import { nugetPackage } from "../package-names";
import { pluginDownloadUrl } from "../repository";
import type { Files } from "./generate";
import { addGoModule } from "./go-module";
import type { SdkLanguage } from "./languages";
import { pom } from "./pom";
import { takeLiterals } from "./python-literals";
import { readme } from "./readme";

const license = readFileSync(join(__dirname, "..", "..", "LICENSE"));

/** Adds what a registry wants and the generators leave out: readme, licence, build files, metadata. */
export function finish(language: SdkLanguage, made: Files, schema: PackageSchema): Files {
  const files: Files = new Map(made);
  finishing[language](files, schema);
  files.set("README.md", Buffer.from(readme(language, schema)));
  files.set("LICENSE", license);
  return files;
}

const finishing: Record<SdkLanguage, (files: Files, schema: PackageSchema) => void> = {
  nodejs(files) {
    // The compiled code looks for package.json beside itself.
    const copy = "node --eval \"fs.copyFileSync('package.json', 'bin/package.json')\"";
    const manifest = JSON.parse(textOf(files, "package.json"));
    const entry = { main: "bin/index.js", types: "bin/index.d.ts", files: ["bin"] };
    const scripts = { build: `tsc && ${copy}`, prepack: "npm run build" };
    files.set("package.json", json({ ...manifest, ...entry, scripts }));
  },
  python(files, schema) {
    for (const module of ["_inputs.py", "key_vault_workload_identity.py"]) {
      const path = `pulumi_azure_workload_identity/${module}`;
      files.set(path, Buffer.from(takeLiterals(textOf(files, path), schema)));
    }
    // It says one line; a package's page shows the README beside pyproject.toml.
    files.delete("pulumi_azure_workload_identity/README.md");
  },
  go(files) {
    const inside = "azureworkloadidentity/";
    for (const [path, content] of [...files].filter(([path]) => path.startsWith(inside))) {
      files.delete(path);
      files.set(path.slice(inside.length), content);
    }
    addGoModule(files);
  },
  java(files, schema) {
    // The engine asks each jar of a program for this file, under com/ only.
    const { name, version } = schema;
    const plugin = { resource: true, name, version, server: pluginDownloadUrl };
    files.set(`src/main/resources/com/pulumi/${name}/plugin.json`, json(plugin));
    files.set("pom.xml", Buffer.from(pom(schema)));
    files.set(".gitignore", Buffer.from("target/\n"));
  },
  dotnet(files, schema) {
    const project = "Pulumi.AzureWorkloadIdentity.csproj";
    const properties = {
      // Packages named Pulumi.* are Pulumi's own on nuget.org.
      PackageId: nugetPackage,
      PackageReadmeFile: "README.md",
      PackageTags: (schema.keywords as string[]).join(" "),
    };
    const added = Object.entries(properties).map(([name, value]) => `    <${name}>${value}</${name}>\n`);
    const packed =
      '  <ItemGroup>\n    <None Include="README.md" Pack="True" PackagePath="" />\n  </ItemGroup>\n\n';
    const text = insertBefore("    <PackageIcon>", added.join(""), textOf(files, project));
    files.set(project, Buffer.from(insertBefore("</Project>", packed, text)));
  },
};

const json = (value: object) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

function textOf(files: Files, path: string): string {
  const content = files.get(path);
  if (!content) throw new Error(`the generator made no ${path}`);
  return content.toString();
}

function insertBefore(mark: string, insertion: string, text: string): string {
  if (text.split(mark).length !== 2) throw new Error(`"${mark}" is not there once, in:\n${text}`);
  return text.replace(mark, `${insertion}${mark}`);
}
