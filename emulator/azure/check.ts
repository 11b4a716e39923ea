import type { Autonaming, CheckRequest } from "../provider/provider";
import { uniqueName } from "../provider/unique-name";
import { isObject, isUnknown, type Properties, reveal, unknown } from "../provider/values";
import type { BodyInput, PathInput, ResourceKind } from "./resource-kind";

/** Marks inputs with a generated name, so that a replacement may create first. */
export const createBeforeDelete = "__createBeforeDelete";

type Location = (resourceGroupName: string) => string | undefined;

/** azure-native's Check: defaults, then the rules of the API's specification. [PN provider.go Check] */
export function check(kind: ResourceKind, request: CheckRequest, location: Location) {
  const news = reveal(request.news) as Properties;
  const olds = reveal(request.olds) as Properties;
  applyDefaults(kind, { ...request, olds, news }, location);
  return { inputs: news, failures: [...checkPath(kind, news), ...checkBody("", kind.body, news)] };
}

/** [PN provider.go applyDefaults] Properties that the API does not know pass unnoticed, as they do there. */
function applyDefaults(kind: ResourceKind, request: CheckRequest, location: Location): void {
  const { news, olds } = request;
  for (const [name, input] of Object.entries(kind.pathInputs)) {
    if (news[name] !== undefined || !input.autoName) continue;
    const named = defaultName(name, input.autoName, request);
    if (!named) continue;
    news[name] = named.value;
    if (named.random) news[createBeforeDelete] = true;
  }
  if (kind.body.location && news.location === undefined) {
    const found = olds.location ?? defaultLocation(news.resourceGroupName, location);
    if (found !== undefined) news.location = found;
  }
  news.azureApiVersion ??= kind.apiVersion;
}

/** [PN provider.go getDefaultName] */
function defaultName(
  property: string,
  strategy: NonNullable<PathInput["autoName"]>,
  { olds, name, randomSeed, autonaming }: CheckRequest,
): { value: unknown; random: boolean } | undefined {
  if (olds[property] !== undefined)
    return { value: olds[property], random: olds[createBeforeDelete] === true };
  const proposed = proposedName(strategy, autonaming);
  if (proposed !== undefined) return proposed ? { value: proposed, random: true } : undefined;
  switch (strategy) {
    case "random":
      return { value: uniqueName(randomSeed, name, 8), random: true };
    case "copy":
      return { value: name, random: false };
    case "uuid": {
      const hex = uniqueName(randomSeed, "", 32);
      return { value: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), random: true };
    }
  }
}

/** The name that the project's `pulumi:autonaming` asks for; false when naming is switched off. */
function proposedName(strategy: PathInput["autoName"], autonaming?: Autonaming): string | false | undefined {
  if (!autonaming || (autonaming.mode === "propose" && strategy === "uuid")) return undefined;
  return autonaming.mode === "disable" ? false : autonaming.proposedName;
}

/** [PN provider.go getDefaultLocation] */
function defaultLocation(resourceGroupName: unknown, location: Location): string | undefined {
  return isUnknown(resourceGroupName) ? unknown : location(String(resourceGroupName ?? ""));
}

function checkPath(kind: ResourceKind, inputs: Properties): string[] {
  return Object.entries(kind.pathInputs).flatMap(([name, { pattern }]) => {
    const value = inputs[name];
    if (value === undefined) return [`missing required property '${name}'`];
    if (isUnknown(value)) return [];
    if (typeof value !== "string")
      return [`'${name}' should be of type 'string' but got ${described(value)}`];
    return pattern && !pattern.test(value) ? [`'${name}' does not match expression '${pattern.source}'`] : [];
  });
}

/** [PN provider.go validateType, validateProperty] */
function checkBody(context: string, rules: Record<string, BodyInput>, values: Properties): string[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const path = context + name;
    const value = values[name];
    if (value === undefined) return rule.required ? [missing(path)] : [];
    if (isUnknown(value)) return [];
    if (isObject(value)) return rule.properties ? checkBody(`${path}.`, rule.properties, value) : [];
    const actual = Array.isArray(value) ? "array" : typeof value === "number" ? "integer" : typeof value;
    // azure-native looks at arrays, strings and numbers only.
    if (actual === "boolean" || actual === rule.type) return [];
    return [`'${path}' should be of type '${rule.type}' but got ${described(value)}`];
  });
}

function described(value: unknown): string {
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

function missing(path: string): string {
  const remedy =
    path === "location"
      ? ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'."
      : "";
  return `missing required property '${path}'${remedy}`;
}
