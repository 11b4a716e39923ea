import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { goImportPath, repository } from "../../codegen/repository";
import { type Emulator, loadWorld, startEmulator } from "../../emulator";
import type { Engine } from "../../emulator/engine/engine";
import { engineEnvironment } from "../../emulator/engine/environment";
import { findEngine } from "../../emulator/engine/find";
import { capturePulumi } from "../../emulator/engine/run-pulumi";
import { ensureStack } from "../../emulator/engine/stack";
import { languages } from "../../emulator/engine/versions";
import { goEnvironment } from "../../emulator/needs/go-packages";
import { withNeeds } from "../../emulator/needs/needs";
import { runTool } from "../../emulator/needs/run-tool";
import { exampleFiles } from "../examples/support/example";
import { type GitHost, startGitHost } from "./support/git-host";
import { type NodeHost, startNodeHost } from "./support/node-host";
import { releasedRepository } from "./support/released-repository";

const checkout = resolve(__dirname, "../..");
const { host, pathname } = new URL(repository);
const goSdk = join(checkout, "sdk", "go", "azureworkloadidentity");
/** Where the engine looks for the repository on its host. */
const onHost = `${pathname}.git`;
const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));

const noOtherProxy = {
  https_proxy: undefined,
  http_proxy: undefined,
  NO_PROXY: undefined,
  no_proxy: undefined,
};

/** Programs that have the SDK and nothing else. */
const withSdk: readonly { language: "python" | "go"; project: object; files: Record<string, string> }[] = [
  {
    language: "python",
    project: { name: "orders", runtime: { name: "python", options: { virtualenv: "venv" } } },
    files: {
      "requirements.txt": "pulumi>=3.231.0,<4\n../../sdk/python\n",
      "__main__.py": `
from pulumi_azure_workload_identity import KeyVaultWorkloadIdentity

KeyVaultWorkloadIdentity("orders", namespace="shop", user_assigned_identity={"resource_group_name": "shop"})
`,
    },
  },
  {
    language: "go",
    project: { name: "orders", runtime: "go" },
    files: {
      "go.mod": goModule(),
      "go.sum": readFileSync(join(goSdk, "go.sum"), "utf8"),
      "main.go": `package main

import (
	workloadidentity "${goImportPath}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := workloadidentity.NewKeyVaultWorkloadIdentity(ctx, "orders", &workloadidentity.KeyVaultWorkloadIdentityArgs{
			Namespace:            pulumi.String("shop"),
			UserAssignedIdentity: &workloadidentity.UserAssignedIdentityArgs{ResourceGroupName: pulumi.String("shop")},
		})
		return err
	})
}
`,
    },
  },
];

/** Requires what the SDK requires, and the SDK. */
function goModule(): string {
  const own = readFileSync(join(goSdk, "go.mod"), "utf8").replace(/^module .*$/m, "module orders");
  return `${own}\nrequire ${goImportPath} v${version}\n\nreplace ${goImportPath} => ${goSdk}\n`;
}

/** The engine clones, installs and asks the package for its schema by itself, as on a user's machine. */
describe("the package from a path and from git", function () {
  this.timeout(600_000);
  let root: string;
  let engine: Engine;
  let cloud: Emulator;
  let gitHost: GitHost;
  let nodeHost: NodeHost;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "package-add-"));
    const repositories = join(root, "repositories");
    releasedRepository(join(repositories, onHost), join(root, "work"));
    engine = await findEngine(languages);
    cloud = await startEmulator({ world: loadWorld(join(checkout, "emulator", "world.yaml")) });
    gitHost = await startGitHost(host, repositories, root);
  });
  beforeEach(async () => {
    nodeHost = await startNodeHost();
  });
  afterEach(() => nodeHost.stop());
  after(async () => {
    gitHost?.stop();
    await cloud?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  /** Settings, plugins and state are new in each: nothing of an earlier test is found. */
  function open(name: string, project: object, files: Record<string, string> = {}) {
    const home = join(root, name);
    const folder = join(home, "program");
    for (const path of [folder, join(home, "state")]) mkdirSync(path, { recursive: true });
    const all = { "Pulumi.yaml": stringify(project), ...files };
    for (const [path, text] of Object.entries(all)) writeFileSync(join(folder, path), text);
    const env: NodeJS.ProcessEnv = {
      ...engineEnvironment(engine, home, cloud.debugProviders),
      ...gitHost.environment,
      ...noOtherProxy,
      PULUMI_DEBUG_LANGUAGES: nodeHost.debugLanguage,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: undefined,
    };
    const run = (...args: string[]) => capturePulumi(engine, args, { cwd: folder, env });
    const preview = async (more: NodeJS.ProcessEnv = {}) => {
      const settings = await ensureStack(engine, env, join(home, "stack"), "orders", "test", {});
      const args = ["preview", "--stack", "test", "--config-file", settings, "--non-interactive"];
      return capturePulumi(engine, args, { cwd: folder, env: { ...env, ...more } });
    };
    return { home, folder, env, run, preview };
  }

  function withoutPackage(): { packages?: unknown } {
    const { packages: _, ...project } = parse(exampleFiles("orders-yaml")["Pulumi.yaml"] ?? "");
    return project;
  }

  const packagesOf = (folder: string) => parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")).packages;

  it("is added to a YAML program from the path of a clone, and the program previews", async () => {
    const { home, folder, run, preview } = open("path", withoutPackage());
    const clone = join(home, "clone");
    execFileSync(
      "git",
      ["clone", "--quiet", "--branch", `v${version}`, join(root, "repositories", onHost), clone],
      {
        stdio: "ignore",
      },
    );
    const added = await run("package", "add", "../clone");
    expect(added.exitCode, added.text).to.equal(0);
    expect(packagesOf(folder)).to.deep.equal({ "azure-workload-identity": "../clone" });
    const { exitCode, text } = await preview();
    expect(exitCode, text).to.equal(0);
    expect(text).to.include("orders-secret-provider-class-kv-shop");
    expect(Array.from(new Set(nodeHost.ran))).to.deep.equal([clone]);
  });

  it("is added to a YAML program from a git URL and a tag, and the program previews", async () => {
    const { home, folder, run, preview } = open("git", withoutPackage());
    const source = `${host}${pathname}@v${version}`;
    const added = await run("package", "add", source);
    expect(added.exitCode, added.text).to.equal(0);
    expect(packagesOf(folder)).to.deep.equal({ "azure-workload-identity": source });
    const { exitCode, text } = await preview();
    expect(exitCode, text).to.equal(0);
    expect(text).to.include("orders-secret-provider-class-kv-shop");
    expect(Array.from(new Set(nodeHost.ran))).to.deep.equal([pluginFolder(home)]);
  });

  it("a git URL whose host has a port makes the engine panic, as docs/limits.md says", async () => {
    const { run } = open("port", withoutPackage());
    const { exitCode, text } = await run("package", "add", `https://${host}:8443${onHost}@v${version}`);
    expect(exitCode).to.not.equal(0);
    expect(text).to.include("The Pulumi CLI encountered a fatal error");
  });

  for (const { language, project, files } of withSdk) {
    it(`is fetched from git at the SDK's version by a program that has the SDK alone (${language})`, async () => {
      const { home, folder, env, preview } = open(language, project, files);
      const needs = await withNeeds(env, checkout, folder, language);
      // What it needs besides is fetched now, past the proxy that leads to the git server only.
      if (language === "go") {
        await runTool("go", ["build", "-o", join(home, "built"), "."], folder, goEnvironment(process.env));
      }
      const { exitCode, text } = await preview(needs);
      expect(exitCode, text).to.equal(0);
      expect(text).to.include("orders-service-account");
      expect(Array.from(new Set(nodeHost.ran))).to.deep.equal([pluginFolder(home)]);
    });
  }

  /** Where the engine installs a plugin from git. */
  function pluginFolder(home: string): string {
    const name = `${host}${onHost}`.replaceAll("/", "_");
    return join(home, "settings", "plugins", `resource-${name}-v${version}`);
  }
});
