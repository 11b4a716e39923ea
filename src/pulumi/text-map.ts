import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./settle";

export type TextMap = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** The entries of both; those of `last` win. Entries that are known stay known beside those that are not. */
export function mergeTextMaps(first: TextMap, last: Record<string, pulumi.Input<string>>): TextMap {
  if (!isDeferred(first)) return { ...first, ...last };
  return pulumi
    .all([first as pulumi.Input<Record<string, string>>, last])
    .apply(([a, b]) => ({ ...a, ...b }));
}
