import type { Properties } from "../provider/values";
import type { Graph } from "./graph";

type ToError = (answer: string) => Error;

/**
 * A new object gets its creator as an owner, and azuread removes the creator again unless `owners` has them.
 * [TA application_resource.go, service_principal_resource.go removeCallerOwner]
 */
export function removeCreator(graph: Graph, path: string, { owners }: Properties, toError: ToError): void {
  if (graph.owns(owners)) return;
  graph.send("DELETE", `${path}/owners/${graph.callerId}/$ref`, toError, [graph.callerId]);
}

/** Owners are compared with those there are, added one by one, then removed. [TA applicationResourceUpdate "owners"] */
export function changeOwners(
  graph: Graph,
  path: string,
  before: unknown,
  { owners = [] }: Properties,
  toError: ToError,
): void {
  const [now, wanted] = [(before ?? []) as string[], owners as string[]];
  const added = wanted.filter((owner) => !now.includes(owner));
  const removed = now.filter((owner) => !wanted.includes(owner));
  if (added.length + removed.length === 0) return;
  graph.send("GET", `${path}/owners`, toError);
  for (const _ of added) graph.send("POST", `${path}/owners/$ref`, toError, now);
  for (const owner of removed) graph.send("DELETE", `${path}/owners/${owner}/$ref`, toError, now);
}

/** [TA applicationResourceRead, servicePrincipalResourceRead] twice the object, since one API has not all, and its owners */
export function readWithOwners(graph: Graph, path: string, toError: ToError): void {
  for (const target of [path, path, `${path}/owners`]) graph.send("GET", target, toError);
}
