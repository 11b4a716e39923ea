import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { loadWorld, startEmulator } from "../../../emulator";
import { engineEnvironment } from "../../../emulator/engine/environment";
import { findEngine } from "../../../emulator/engine/find";
import { capturePulumi } from "../../../emulator/engine/run-pulumi";
import { type Language, languages } from "../../../emulator/engine/versions";
import type { Outcome } from "../../engine/support/outcome";
import { createWorkspace } from "../../engine/support/workspace";

const checkout = resolve(__dirname, "../../..");

/** What `pulumi new templates/<name>` writes for a project of that name. */
export async function fromTemplate(
  name: string,
  language: Language,
  project: string,
): Promise<Record<string, string>> {
  const hosts: readonly Language[] =
    language === "yaml" || language === "nodejs" ? ["yaml", "nodejs"] : languages;
  const engine = await findEngine(hosts);
  const home = mkdtempSync(join(tmpdir(), "template-"));
  const folder = join(home, "program");
  try {
    const named = ["--name", project, "--description", "A workload", "--dir", folder];
    const args = ["new", join(checkout, "templates", name), "--generate-only", "--yes", ...named];
    const { exitCode, text } = await capturePulumi(engine, args, {
      cwd: home,
      env: engineEnvironment(engine, home, ""),
    });
    if (exitCode !== 0) throw new Error(text);
    const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
    return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The first preview with the defaults that the template offers, in the world of the README. */
export async function previewTemplate(
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const { template } = parse(readFileSync(join(checkout, "templates", name, "Pulumi.yaml"), "utf8"));
  const project = parse(files["Pulumi.yaml"] ?? "").name;
  const config = Object.fromEntries(
    Object.entries<{ default: string }>(template.config).map(([key, { default: value }]) => [
      key.includes(":") ? key : `${project}:${key}`,
      value,
    ]),
  );
  const cloud = await startEmulator({ world: loadWorld(join(checkout, "emulator", "world.yaml")) });
  try {
    const workspace = await createWorkspace({
      files,
      debugProviders: cloud.debugProviders,
      config,
      checksTypes: true,
    });
    try {
      return await workspace.preview();
    } finally {
      workspace.dispose();
    }
  } finally {
    await cloud.stop();
  }
}

/** What every template creates. */
export const templateCreates = (project: string) =>
  [
    project,
    `${project}-identity`,
    `${project}-credential-aks-prod`,
    `${project}-grant-kv-shop-secrets-user`,
    `${project}-service-account`,
    `${project}-secret-provider-class-kv-shop`,
  ].map((name) => `create ${name}`);
