import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

/** A YAML program that is run against the stand-in. */
export interface Program {
  readonly folder: string;
  readonly project: string;
  /** Declares the clusters, vaults and all else that the program finds. */
  readonly worldFile: string;
  /** Where stand-in and engine keep their state for this program, apart from that of others. */
  readonly home: string;
}

/** The program in that folder, or in the checkout's root. */
export function findProgram(checkout: string, folder = checkout): Program {
  const file = join(folder, "Pulumi.yaml");
  if (!existsSync(file)) throw new Error(`${file} does not exist: name the folder of a Pulumi program`);
  const { name, runtime } = read(file);
  if (typeof name !== "string") throw new Error(`${file} has no "name"`);
  const language = typeof runtime === "object" ? runtime?.name : runtime;
  if (language !== "yaml") throw new Error(`${file} has the runtime "${language}": only yaml is run here`);
  const own = join(folder, "world.yaml");
  const path = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 8);
  return {
    folder,
    project: name,
    worldFile: existsSync(own) ? own : join(__dirname, "world.yaml"),
    home: join(checkout, ".local-cloud", folder === checkout ? name : `${name}-${path}`),
  };
}

function read(file: string): { name?: unknown; runtime?: { name?: unknown } | string } {
  try {
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    throw new Error(`${file} is no YAML: ${(error as Error).message}`);
  }
}
