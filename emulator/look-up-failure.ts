import { same } from "./records";
import type { LookUpFailure, World } from "./world";

/** How the world lets this look-up fail; `denied` is the older way to forbid one. */
export function lookUpFailure(
  world: World,
  token: string,
  name: string,
): LookUpFailure["failure"] | undefined {
  if (world.denied?.includes(token)) return "Forbidden";
  return world.lookUpFailures?.find(
    (one) => one.lookUp === token && (one.name === undefined || same(one.name, name)),
  )?.failure;
}
