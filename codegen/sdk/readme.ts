import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageSchema } from "../../src/model/schema-spec";
import {
  mavenArtifact,
  nodeLibrary,
  nodePackage,
  nugetPackage,
  pythonPackage,
  sdkFolders,
} from "../package-names";
import { goImportPath, mavenGroup, repository } from "../repository";
import type { SdkLanguage } from "./languages";

const titles: Record<SdkLanguage, string> = {
  nodejs: "Node.js",
  python: "Python",
  go: "Go",
  java: "Java",
  dotnet: ".NET",
};

/** The programs that the tests run, and the fence to show each in. */
const programs: Record<SdkLanguage, readonly [path: string, fence: string]> = {
  nodejs: ["orders-typescript/index.ts", "ts"],
  python: ["orders-python/__main__.py", "python"],
  go: ["orders-go/main.go", "go"],
  java: ["orders-java/src/main/java/myproject/App.java", "java"],
  dotnet: ["orders-csharp/Program.cs", "csharp"],
};

/** The README of one SDK, which its registry shows. */
export function readme(language: SdkLanguage, schema: PackageSchema): string {
  return `# ${schema.displayName}: SDK for ${titles[language]}

${schema.description}. One \`KeyVaultWorkloadIdentity\` creates the identity, its federated credentials, one role per kind of object (on the vault by default), the service account and the \`SecretProviderClass\`es, and outputs what a pod spec needs.

What it does, what has to exist and what the deployer must be allowed to do: [${repository.replace("https://", "")}](${repository}#readme). All inputs and outputs: [reference](${repository}/blob/v${schema.version}/docs/reference.md). Programs: [examples](${repository}/tree/v${schema.version}/examples).

## Install

It is in no registry yet; take it from a clone of the repository, folder \`${sdkFolders[language]}\`, as the example programs do.${language === "go" ? goClone() : " "}Once it is published:

${install(language, schema.version)}

The plugin does the work. Pulumi fetches it by itself, in the version of the SDK, from ${repository}; it needs Pulumi 3.230 or newer and Node.js 20.11 or newer on the machine that runs \`pulumi\`${language === "nodejs" ? "" : ", for programs in every language"}.
${language === "nodejs" ? whichPackage : ""}
## Use

${program(language)}

The output \`trust\` says in the first preview who will be able to read what.

This folder is generated from \`schema.json\` by \`npm run sdk\` in the repository. Licence: ${schema.license}.
`;
}

function program(language: SdkLanguage): string {
  const [path, fence] = programs[language];
  const text = readFileSync(join(__dirname, "..", "..", "examples", path), "utf8").trimEnd();
  // The example has the library; an import is all that differs.
  const imported = language === "nodejs" ? text.replace(`"${nodeLibrary}"`, `"${nodePackage}"`) : text;
  return `\`\`\`${fence}\n${imported}\n\`\`\``;
}

const whichPackage = `
## Which of the two packages

There are two packages for TypeScript and JavaScript.

| | \`${nodeLibrary}\` | \`${nodePackage}\`, this one |
|---|---|---|
| what it is | the component itself, which runs in your program | a client: the component runs in a plugin |
| installs | also the SDKs of azure-native, azuread and kubernetes | only \`@pulumi/pulumi\` |
| take it | as a rule | where programs in several languages must run the very same plugin, or where your program is to stay small |

Inputs, outputs, children and their names are the same.
`;

function install(language: SdkLanguage, version: string): string {
  const shell = (command: string) => `\`\`\`sh\n${command}\n\`\`\``;
  switch (language) {
    case "nodejs":
      return shell(`npm install ${nodePackage}`);
    case "python":
      return shell(`pip install ${pythonPackage}`);
    case "go":
      return shell(`go get ${goImportPath}`);
    case "java":
      return mavenInstall(version);
    case "dotnet":
      return shell(`dotnet add package ${nugetPackage}`);
  }
}

/** The lines of an example's files that use the clone, for a program beside the clone. */
function goClone(): string {
  const file = (name: string) =>
    readFileSync(join(__dirname, "..", "..", "examples", "orders-go", name), "utf8")
      .replace(/^\s*(#|\/\/).*\n/gm, "")
      .replaceAll("../..", "../pulumi-azure-workload-identity");
  const module = file("go.mod");
  const [required] = /^require \([^)]*\)/m.exec(module) ?? [];
  const [replaced] = /^replace .*$/m.exec(module) ?? [];
  const [plugins] = /^plugins:[\s\S]*$/m.exec(file("Pulumi.yaml")) ?? [];
  if (!required || !replaced || !plugins) throw new Error("examples/orders-go does not use the clone");
  return ` In a program elsewhere, here beside the clone, add to \`go.mod\` and run \`go mod tidy\`:

\`\`\`
${required}

${replaced}
\`\`\`

Add the plugin, which \`npm install\` in the clone compiles, to \`Pulumi.yaml\`:

\`\`\`yaml
${plugins.trimEnd()}
\`\`\`

`;
}

function mavenInstall(version: string): string {
  const fence = (lines: string) => `\`\`\`xml\n${lines}\n\`\`\``;
  const dependency = fence(`<dependency>
  <groupId>${mavenGroup}</groupId>
  <artifactId>${mavenArtifact}</artifactId>
  <version>${version}</version>
</dependency>`);
  const configuration = fence(`<configuration>
  <mainClass>\${mainClass}</mainClass>
  <commandlineArgs>\${mainArgs}</commandlineArgs>
</configuration>`);
  return `${dependency}

Pulumi asks the program which plugins it needs. For that, \`exec-maven-plugin\` in the program's \`pom.xml\` must hand on what Pulumi gives it, with an empty property \`mainArgs\`, as Pulumi's templates have it:

${configuration}`;
}
