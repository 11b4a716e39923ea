import { isDeepStrictEqual } from "node:util";
import { diffProperties } from "../provider/diff";
import type { Diff, DiffRequest } from "../provider/provider";
import type { Properties } from "../provider/values";
import { createBeforeDelete } from "./check";
import type { BodyInput, ResourceKind } from "./resource-kind";

/** azure-native compares inputs with inputs. [PN provider.go Diff, diff.go calculateChangesAndReplacements] */
export function diff(kind: ResourceKind, { oldInputs, news, state }: DiffRequest): Diff {
  const changes = diffProperties(spelledAs(news, visible(oldInputs)), visible(news), (path) => {
    const [first] = path.split(/[.[]/) as [string];
    return first in kind.pathInputs || ruleAt(kind.body, path)?.forceNew === true;
  });
  for (const [path, change] of Object.entries(changes)) {
    if (change.kind !== "add") continue;
    const value = valueAt(news, path);
    // An addition that Azure had already answered does not replace; one that equals the default is no change.
    if (change.replace && isDeepStrictEqual(value, state[path])) change.replace = false;
    else if (isDeepStrictEqual(value, ruleAt(kind.body, path)?.default) && value !== undefined)
      delete changes[path];
  }
  const replaces = Object.values(changes).some((change) => change.replace);
  return { changes, deleteBeforeReplace: replaces && oldInputs[createBeforeDelete] !== true };
}

/** The provider's own marks are no properties. [PN diff.go ignoreKey] */
function visible(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** "West Europe" and "westeurope" are one place, "Shop" and "shop" one group. [PN diff.go applyAzureSpecificDiff] */
function spelledAs(news: Properties, olds: Properties): Properties {
  const plain: Record<string, (text: string) => string> = {
    resourceGroupName: (text) => text.toLowerCase(),
    location: (text) => text.toLowerCase().replaceAll(" ", ""),
  };
  const respelled = { ...olds };
  for (const [name, simplify] of Object.entries(plain)) {
    const [before, after] = [olds[name], news[name]];
    if (typeof before !== "string" || typeof after !== "string") continue;
    if (simplify(before) === simplify(after)) respelled[name] = after;
  }
  return respelled;
}

function valueAt(properties: Properties, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (value as Properties)?.[name], properties);
}

function ruleAt(body: Record<string, BodyInput>, path: string): BodyInput | undefined {
  const [first, ...rest] = path.split(".") as [string, ...string[]];
  const rule = body[first];
  return rest.length === 0 ? rule : rule?.properties && ruleAt(rule.properties, rest.join("."));
}
