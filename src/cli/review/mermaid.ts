/** The picture: pods → service account → credential → identity → role → scope → files and Secrets. */

import { roleWithGuid } from "../../model/assigned-role";
import { shortScope } from "../../model/scope";
import { parseVaultScope } from "../../model/vault-object";
import { grantsOf, permissionsOf } from "../access/access";
import { isOnVault } from "../access/coverage";
import type { Grant, SecretProviderClass, SyncedSecret } from "../stack/chain";
import { isText, type Value } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Change, HolderChange, WorkloadChange } from "./compare";
import { describeScope } from "./grants";
import { flowchart, Graph, type Item, listed } from "./graph";
import type { Style } from "./style";
import { describeIdentity } from "./words";

const bare: Style = {
  name: (text) => text,
  code: (text) => text,
  text: (text) => text,
  bullet: (_sign, text) => text,
  holder: (_sign, text) => text,
  heading: (text) => text,
  section: (text) => text,
};

export function picture(changes: readonly WorkloadChange[]): string {
  return flowchart(changes.map((change, index) => drawWorkload(change, `w${index}`)));
}

function drawWorkload(change: WorkloadChange, id: string): Graph {
  const { before, after, name, isSwapped } = change;
  const graph = new Graph(id, name);
  const present = (after ?? before) as Workload;
  const whole: Change = before === undefined || isSwapped ? "gained" : after === undefined ? "lost" : "kept";
  graph.node("i", "identity", describeIdentity(present, change.takenOver, bare), whole);
  if (isSwapped && before) graph.node("o", "identity", describeIdentity(before, false, bare), "lost");
  change.holders.forEach((one, index) => {
    drawHolder(graph, one, index, change);
  });
  drawClasses(graph, change, drawGrants(graph, change));
  return graph;
}

function drawHolder(
  graph: Graph,
  { holder, change }: HolderChange,
  index: number,
  { before, after, isSwapped, isWhole }: WorkloadChange,
): void {
  const workload = (after ?? before) as Workload;
  const { subject, credential, issuer } = holder;
  const [, , namespace = "?", account = "?"] = isText(subject) ? subject.split(":") : [];
  const cluster = credential && keyOf(workload, credential.resource);
  const owner = isWhole && workload.account === undefined ? ", of another owner" : "";
  graph.node(`p${index}`, "pods", cluster ? `pods in ${cluster}` : "pods, federated elsewhere", change);
  graph.node(`s${index}`, "box", `service account ${namespace}/${account}${owner}`, change);
  graph.edge(`p${index}`, `s${index}`, change);
  if (credential !== undefined) {
    graph.node(`f${index}`, "box", `credential: ${host(issuer)}`, change);
    graph.edge(`s${index}`, `f${index}`, change);
  }
  const last = credential === undefined ? `s${index}` : `f${index}`;
  if (!isSwapped || change !== "lost") graph.edge(last, "i", after ? change : "lost");
  if (isSwapped && change !== "gained") graph.edge(last, "o", "lost");
}

interface Scope {
  readonly key: string;
  readonly grants: readonly { readonly grant: Grant; readonly change: Change }[];
}

function drawGrants(graph: Graph, change: WorkloadChange): Scope[] {
  const grants = grantChanges(change);
  const texts = [...new Set(grants.map(({ grant }) => scopeOf(grant)))];
  const scopes = texts.map((text, index) => {
    const on = grants.filter(({ grant }) => scopeOf(grant) === text);
    return { key: `v${index}`, grants: on, text, short: shortScopeOf(on[0]?.grant, text) };
  });
  for (const { key, grants: on, text, short } of scopes) {
    // Two of the same name, in two groups for example, are told apart.
    const isClear = scopes.filter((one) => one.short === short).length === 1;
    graph.node(key, "scope", isClear ? short : text, stateOf(on));
  }
  grants.forEach(({ grant, change: state, isOutside }, index) => {
    const role = grant.kind === "role" ? roleName(grant.role) : "access policy";
    graph.node(`g${index}`, "role", `${role}${isOutside ? ", outside the component" : ""}`, state);
    graph.edge(change.isSwapped && state === "lost" ? "o" : "i", `g${index}`, state);
    graph.edge(`g${index}`, `v${texts.indexOf(scopeOf(grant))}`, state);
  });
  return scopes;
}

function stateOf(grants: Scope["grants"]): Change {
  const [first, ...others] = new Set(grants.map(({ change }) => change));
  return first === undefined || others.length > 0 ? "kept" : first;
}

/** From the identity's side: for every pod that acts as it, a grant that both states have is kept. */
function grantChanges({ before, after }: WorkloadChange) {
  const of = (side: Workload | undefined) =>
    (side ? grantsOf(side) : []).map((grant) => ({
      key: permissionsOf(grant)
        .map(({ power, scope }) => `${power} ${scope}`)
        .join(),
      grant,
      isOutside: side?.outside.grants.includes(grant) ?? false,
    }));
  const [old, now] = [of(before), of(after)];
  const isIn = (some: typeof old, key: string) => some.some((one) => one.key === key);
  return [
    ...now.map((one) => ({ ...one, change: (isIn(old, one.key) ? "kept" : "gained") as Change })),
    ...old.filter(({ key }) => !isIn(now, key)).map((one) => ({ ...one, change: "lost" as Change })),
  ];
}

function drawClasses(graph: Graph, { before, after }: WorkloadChange, scopes: readonly Scope[]): void {
  const all = [...(after?.classes ?? []), ...(before?.classes ?? [])];
  const urns = [...new Set(all.map(({ resource }) => resource.urn))];
  urns.forEach((urn, index) => {
    const of = (side: Workload | undefined) =>
      side?.classes.filter(({ resource }) => resource.urn === urn) ?? [];
    const [old, now] = [of(before), of(after)];
    const state: Change = old.length === 0 ? "gained" : now.length === 0 ? "lost" : "kept";
    const list = (items: (one: SecretProviderClass) => Item[]) =>
      listed(old.flatMap(items), now.flatMap(items));
    const tenants = new Set([...old, ...now].map(({ tenantId }) => tenantId).filter(isText));
    const lines = [
      `SecretProviderClass ${list(({ name }) => [item(text(name))])}`,
      `files: ${list(filesOf)}`,
      ...(tenants.size > 1 ? [`tenant ${list(({ tenantId }) => [item(text(tenantId))])}`] : []),
    ];
    graph.node(`c${index}`, "box", lines, state);
    const vaults = [...old, ...now].map(({ vault }) => vault).filter(isText);
    const from = scopes.filter(({ grants }) =>
      grants.some(({ grant }) => vaults.some((one) => isOnVault(grant, one))),
    );
    for (const { key, grants } of from) {
      graph.edge(key, `c${index}`, stateOf(grants) === "lost" ? "lost" : state);
    }
    if (from.length === 0) graph.edge("i", `c${index}`, state);
    const secrets = listedSecrets(old, now);
    if (secrets === "") return;
    graph.node(`k${index}`, "box", `Secrets: ${secrets}`, state);
    graph.edge(`c${index}`, `k${index}`, state);
  });
}

/** A file of the same name with another object, or of another vault, is another one. */
function filesOf({ objects = [], vault }: SecretProviderClass): Item[] {
  return objects.map(({ fileName, objectType, objectName }) => ({
    text: fileName,
    is: JSON.stringify([fileName, vault, objectType, objectName]),
  }));
}

/** `shop/orders-env (+ TLS, PASSWORD)` */
function listedSecrets(old: readonly SecretProviderClass[], now: readonly SecretProviderClass[]): string {
  const secretsOf = (some: readonly SecretProviderClass[]) =>
    some.flatMap(({ namespace, secrets }) =>
      secrets.map((secret) => ({ name: `${text(namespace)}/${text(secret.name)}`, keys: keysOf(secret) })),
    );
  const [before, after] = [secretsOf(old), secretsOf(now)];
  const keys = (some: typeof before, name: string) =>
    some.filter((one) => one.name === name).flatMap((one) => one.keys);
  const items = (some: typeof before) =>
    some.map(({ name }) => ({
      text: `${name} (${listed(keys(before, name), keys(after, name))})`,
      is: name,
    }));
  return listed(items(before), items(after));
}

function keysOf({ data }: SyncedSecret): Item[] {
  return Object.entries(data).map(([key, file]) => ({ text: key, is: `${key} ${text(file)}` }));
}

function item(name: string): Item {
  return { text: name, is: name };
}

function scopeOf(grant: Grant): string {
  if (grant.kind === "role") return describeScope(grant.scope, bare);
  return `vault ${text(grant.vault)}`;
}

/** The words beside the picture have it in full. */
function shortScopeOf(grant: Grant | undefined, full: string): string {
  if (grant?.kind !== "role" || !isText(grant.scope) || parseVaultScope(grant.scope) !== undefined)
    return full;
  return shortScope(grant.scope);
}

function roleName(role: Value): string {
  if (!isText(role)) return "a role not known yet";
  return roleWithGuid(role)?.name ?? `role ${role}`;
}

/** `westeurope.oic.prod-aks.azure.com/…/5d2b7a64`: AKS has one host for all clusters of a region. */
function host(issuer: Value): string {
  if (!isText(issuer)) return "issuer not known yet";
  const [name = "", ...path] = issuer
    .replace(/^https:\/\//, "")
    .split("/")
    .filter((part) => part !== "");
  const last = path.at(-1)?.slice(0, 8);
  return [name.slice(0, 60), ...(path.length > 1 ? ["…"] : []), ...(last ? [last] : [])].join("/");
}

function text(value: Value): string {
  return isText(value) ? value : "(not known yet)";
}
