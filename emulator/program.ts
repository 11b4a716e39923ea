import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
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
  const own = join(folder, "world.yaml");
  const path = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 8);
  return {
    folder,
    project: name,
    language,
    worldFile: existsSync(own) ? own : join(__dirname, "world.yaml"),
    home: join(checkout, ".emulator", folder === checkout ? name : `${name}-${path}`),
  };
}

/** The runtime of a Pulumi.yaml, which may have options beside its name. */
export function runtimeOf({ runtime }: { runtime?: unknown }): unknown {
  return typeof runtime === "object" ? (runtime as { name?: unknown } | null)?.name : runtime;
}

function read(file: string): { name?: unknown; runtime?: unknown } {
  try {
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    throw new Error(`${file} is no YAML: ${(error as Error).message}`);
  }
}
