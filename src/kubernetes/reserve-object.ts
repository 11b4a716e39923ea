import type { ComponentContext } from "../pulumi/context";
import { providerOf } from "../pulumi/private-api";
import { reserve } from "../pulumi/program";
import { settle } from "../pulumi/settle";
import type { Issue } from "../rules/issue";
import { issue, type Rule } from "../rules/rule";
import { show } from "../rules/show";
import type { Manifest } from "./manifest";

type Named = Pick<Manifest, "kind" | "metadata">;

/** Two components of one program may have come to the same name, and the second would fail halfway. */
export function reserveObject(context: ComponentContext, object: Named, rule: Rule, path: string): void {
  context.issues.reportLive(issuesWith(context, object, rule, path));
}

async function issuesWith(
  { resource }: ComponentContext,
  { kind, metadata }: Named,
  rule: Rule,
  path: string,
): Promise<Issue[]> {
  const [name, namespace] = await placeOf({ metadata });
  if (name === undefined || namespace === undefined) return [];
  const cluster = (await providerOf(resource, "kubernetes")) ?? "";
  if (reserve([kind, cluster, name, namespace], resource)) return [];
  return [issue(rule, path, { received: show(name), fill: { kind } })];
}

/** Name and namespace, as far as they are known. */
export async function placeOf({ metadata }: Pick<Manifest, "metadata">): Promise<(string | undefined)[]> {
  const settled = await Promise.all([settle(metadata.name), settle(metadata.namespace)]);
  return settled.map(({ value }) => value);
}
