import type { CheckRequest } from "../provider/provider";
import { uniqueName } from "../provider/unique-name";
import { type Properties, reveal } from "../provider/values";
import { isPatch, kindOf } from "./kinds";

/** Marks an object whose name was generated. */
export const autonamed = "pulumi.com/autonamed";

/** The kubernetes provider's Check: a name and a namespace, nothing more. [KP provider.go Check] */
export function check(request: CheckRequest, defaultNamespace?: string) {
  const { type, news } = request;
  const kind = kindOf(type);
  const metadata = { ...(news.metadata as Properties) };
  if (!metadata.name) {
    if (isPatch(type)) throw new Error("patch resources require the `.metadata.name` field to be set");
    if (metadata.generateName) {
      throw new Error("the `.metadata.generateName` field is not supported in Server-Side Apply mode");
    }
    metadata.name = autoname(request);
    metadata.annotations = { ...(metadata.annotations as Properties), [autonamed]: "true" };
  }
  if (defaultNamespace && kind.namespaced) metadata.namespace ??= defaultNamespace;
  return { inputs: { ...news, metadata }, failures: [] };
}

/** [KP metadata/naming.go AssignNameIfAutonamable, AdoptOldAutonameIfUnnamed] */
function autoname({ name, olds, randomSeed, autonaming }: CheckRequest): string {
  const old = (reveal(olds) as Properties).metadata as { name: string; annotations?: Properties } | undefined;
  if (old?.annotations?.[autonamed] === "true") return old.name;
  if (autonaming?.mode === "disable") {
    throw new Error("autonaming is disabled, resource requires the .metadata.name field to be set");
  }
  return autonaming?.proposedName ?? uniqueName(randomSeed, `${name}-`, 8);
}
