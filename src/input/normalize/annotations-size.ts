import { settle } from "../../pulumi/settle";
import { entriesOf, type TextMap } from "../../pulumi/text-map";
import type { Issue } from "../../rules/issue";
import { annotationsSize, largestAnnotations } from "../../rules/kubernetes-names";
import { property } from "../../rules/path";
import { issue } from "../../rules/rule";

/** The API server refuses an object with larger annotations; of a value that is unknown, the key counts. */
export async function annotationsTooLarge(path: string, annotations?: TextMap): Promise<Issue[]> {
  const entries = await entriesOf(annotations);
  const known = entries.map(async ([key, value]) => `${key}${(await settle(value)).value ?? ""}`);
  const size = Buffer.byteLength((await Promise.all(known)).join(""));
  if (size <= largestAnnotations) return [];
  return [issue(annotationsSize, property(path, "annotations"), { received: `${size}` })];
}
