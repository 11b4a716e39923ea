import type { TextMap } from "../../pulumi/text-map";
import { annotationsSize, largestAnnotations } from "../../rules/kubernetes-names";
import { property } from "../../rules/path";
import { issue } from "../../rules/rule";
import type { Scope } from "./scope";

/** The API server refuses an object with larger annotations; of a value that is unknown, the key counts. */
export function checkAnnotationsSize({ issues }: Scope, path: string, annotations: TextMap = {}): void {
  issues.checkKnownParts({ annotations }, ({ annotations: known = {} }) => {
    const size = annotationsSizeOf(known);
    if (size <= largestAnnotations) return [];
    return [issue(annotationsSize, property(path, "annotations"), { received: `${size}` })];
  });
}

/** As the API server counts: the bytes of all keys and values. */
export function annotationsSizeOf(annotations: Readonly<Record<string, string | undefined>>): number {
  const texts = Object.entries(annotations).map(([key, value = ""]) => key + value);
  return Buffer.byteLength(texts.join(""));
}
