import { formatObjects, formatSecretObject } from "../../model/secret-provider-class";
import { classSize, largestClass } from "../../rules/files";
import { largestAnnotations } from "../../rules/kubernetes-names";
import { property } from "../../rules/path";
import { issue } from "../../rules/rule";
import type { NormalizedKeyVault } from "../../workload";
import { annotationsSizeOf } from "./annotations-size";
import type { Scope } from "./scope";

/** The API server refuses a larger object; while a part of it is unknown, what is plain counts. */
export function checkClassSize({ issues }: Scope, { path, files, objects, mount }: NormalizedKeyVault): void {
  if (!mount) return;
  const { labels, annotations, secrets, secretObjects } = mount;
  issues.checkKnownParts({ objects, secretObjects, labels, annotations }, (known) => {
    const { objects = files, secretObjects = secrets, labels, annotations = {} } = known;
    // That is a mistake of its own.
    if (annotationsSizeOf(annotations) > largestAnnotations) return [];
    const spec = [formatObjects(objects), secretObjects.map(formatSecretObject)];
    const size = Buffer.byteLength(JSON.stringify([spec, labels, annotations]));
    return size > largestClass ? [issue(classSize, property(path, "objects"), { received: `${size}` })] : [];
  });
}
