import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties, unknown } from "../provider/values";
import type { BodyInput, Outputs } from "./resource-kind";

/** Before anything exists: the inputs are known, all else is not. [PN convert/previewOutputs.go] */
export function previewOutputs(inputs: Properties, outputs: Outputs): Properties {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, inner]) => {
      const given = inputs[name];
      if (given === undefined) return [name, unknown];
      return [name, inner !== true && isObject(given) ? previewOutputs(given, inner) : given];
    }),
  );
}

/** Carries what changed in Azure since the last update over to the inputs. [PN provider.go Read, diff.go applyDiff] */
export function refreshInputs(
  inputs: Properties,
  before: Properties,
  now: Properties,
  body: Record<string, BodyInput>,
): Properties {
  const refreshed = { ...inputs };
  for (const [name, rule] of Object.entries(body)) {
    if (isDeepStrictEqual(before[name], now[name])) continue;
    const [given, old, live] = [inputs[name], before[name], now[name]];
    if (live === undefined) delete refreshed[name];
    else if (rule.properties && isObject(given) && isObject(old) && isObject(live)) {
      refreshed[name] = refreshInputs(given, old, live, rule.properties);
    } else refreshed[name] = live;
  }
  return refreshed;
}

/** The inputs that an imported resource must have been given. [PN convert/responseToSdkInputs.go] */
export function importInputs(live: Properties, body: Record<string, BodyInput>): Properties {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, rule]) => {
      const value = live[name];
      if (value === undefined) return [];
      return [[name, rule.properties && isObject(value) ? importInputs(value, rule.properties) : value]];
    }),
  );
}
