import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ErrorObject } from "ajv";
import { closest } from "fastest-levenshtein";
import { parse } from "yaml";
import type { World, WorldFile } from "./world";

const schema = JSON.parse(readFileSync(join(__dirname, "world.schema.json"), "utf8"));
const isWorld = new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true }).compile<WorldFile>(schema);

/** The world that a file declares. */
export function loadWorld(file: string): World {
  const declared = withoutEmpty(read(file));
  if (isWorld(declared)) return { clusters: [], vaults: [], ...declared };
  throw new Error(`${file}:\n${faultsOf(isWorld.errors ?? []).join("\n")}\nAll settings: docs/world.md`);
}

function read(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is not valid YAML: ${(error as Error).message}`);
  }
}

/** `vaults:` without anything below it is null in YAML: nothing is declared. */
function withoutEmpty(declared: unknown): unknown {
  if (declared === null) return {};
  if (typeof declared !== "object") return declared;
  return Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== null));
}

/** One sentence for each fault, such as `identities[0] needs clientId, principalId`. */
function faultsOf(errors: readonly ErrorObject[]): string[] {
  const sentences = errors
    .filter((error) => isRelevant(error, errors))
    .map((error) => sentence(error, errors));
  return [...new Set(sentences)];
}

/** Where several types are allowed, ajv reports against each: what is wrong inside of the chosen one says more. */
function isRelevant({ keyword, instancePath }: ErrorObject, errors: readonly ErrorObject[]): boolean {
  if (keyword === "anyOf") return false;
  const inside = (other: ErrorObject) => `${other.instancePath}/`.startsWith(`${instancePath}/`);
  return (
    keyword !== "type" || !errors.some((other) => !/^(type|anyOf)$/.test(other.keyword) && inside(other))
  );
}

function sentence(error: ErrorObject, errors: readonly ErrorObject[]): string {
  const { instancePath, keyword, params, data, message } = error;
  const place = placeOf(instancePath);
  const alike = errors.filter((other) => other.keyword === keyword && other.instancePath === instancePath);
  switch (keyword) {
    case "required": {
      return `${place} needs ${alike.map((other) => other.params.missingProperty).join(", ")}`;
    }
    case "additionalProperties": {
      const known = Object.keys(error.parentSchema?.properties ?? {});
      const name = params.additionalProperty;
      const beginning = known.find((one) => one.toLowerCase().startsWith(name.toLowerCase()));
      return `${place} has no setting "${name}". Did you mean "${beginning ?? closest(name, known)}"? There are ${known.join(", ")}`;
    }
    case "type": {
      const types = new Set(alike.flatMap((other) => other.params.type));
      return `${place} must be of type ${[...types].join(" or ")}, but is ${JSON.stringify(data)}`;
    }
    case "enum": {
      const allowed = params.allowedValues.map((value: unknown) => JSON.stringify(value));
      return `${place} must be ${allowed.join(" or ")}, but is ${JSON.stringify(data)}`;
    }
    default:
      return `${place} ${message}`;
  }
}

/** `/identities/0/clientId` → `identities[0].clientId` */
function placeOf(instancePath: string): string {
  const path = instancePath.replace(/\/(\d+)(?=\/|$)/g, "[$1]").replaceAll("/", ".");
  return path === "" ? "the world" : path.replace(/^\./, "");
}
