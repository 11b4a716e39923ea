import type { ComponentContext } from "../pulumi/context";
import { providerOf } from "../pulumi/private-api";
import { reserveOnce, thingOf } from "../pulumi/reservations";
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
  context: ComponentContext,
  { kind, metadata }: Named,
  rule: Rule,
  path: string,
): Promise<Issue[]> {
  const { value: name } = await settle(metadata.name);
  if (name === undefined) return [];
  const cluster = { value: (await providerOf(context.resource, "kubernetes")) ?? "" };
  const namespace = await thingOf(metadata.namespace, ["Namespace"]);
  const self = { token: context.token, path };
  const other = reserveOnce(kind, [cluster, namespace, { value: name }], self);
  return other === undefined ? [] : [issue(rule, path, { received: show(name), fill: { kind, other } })];
}
