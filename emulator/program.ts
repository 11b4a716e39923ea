import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import type { StackConfig } from "./engine/stack";
import { type Language, languages } from "./engine/versions";

/** A program that is run against the emulator. */
export interface Program {
  readonly folder: string;
  readonly project: string;
  readonly language: Language;
  /** Declares the clusters, vaults and all else that the program finds. */
  readonly worldFile: string;
  /** Where emulator and engine keep their state for this program, apart from that of others. */
  readonly home: string;
}

/** The program in that folder, or in the checkout's root. */
export function findProgram(checkout: string, folder = checkout): Program {
  const file = join(folder, "Pulumi.yaml");
  if (!existsSync(file)) throw new Error(`${file} does not exist: name the folder of a Pulumi program`);
  const project = read(file);
  const { name } = project;
  if (typeof name !== "string") throw new Error(`${file} has no "name"`);
  const language = languages.find((one) => one === runtimeOf(project));
  if (language === undefined) {
    throw new Error(
      `${file} has the runtime "${runtimeOf(project)}": only ${languages.join(", ")} are run here`,
    );
  }
  // Programs below one world share its cloud and the engine's state: one may refer to the other's stack.
  const above = dirname(resolve(folder));
  const shared = !existsSync(join(folder, "world.yaml")) && existsSync(join(above, "world.yaml"));
  const worldFiles = [folder, above, __dirname].map((place) => join(place, "world.yaml"));
  const worldFile = worldFiles.find((file) => existsSync(file)) as string;
  const home = shared ? homeName(basename(above), above) : homeName(name, folder);
  return {
    folder,
    project: name,
    language,
    worldFile,
    home: join(checkout, ".emulator", folder === checkout ? name : home),
  };
}

function homeName(name: string, folder: string): string {
  return `${name}-${createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 8)}`;
}

/** The configuration of the stack `emulator`, where the program has a file for it. */
export function configOf(folder: string): StackConfig {
  const file = join(folder, "Pulumi.emulator.yaml");
  return existsSync(file) ? ((read(file) as { config?: StackConfig }).config ?? {}) : {};
}

/** The runtime of a Pulumi.yaml, which may have options beside its name. */
export function runtimeOf({ runtime }: { runtime?: unknown }): unknown {
  return typeof runtime === "object" ? (runtime as { name?: unknown } | null)?.name : runtime;
}

function read(file: string): { name?: unknown; runtime?: unknown } {
  try {
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    throw new Error(`${file} is not valid YAML: ${(error as Error).message}`);
  }
}
