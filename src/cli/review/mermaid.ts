/** The picture: pods → service account → credential → identity → role → scope → files and Secrets. */

import { roleWithGuid } from "../../model/assigned-role";
import { visible } from "../../model/quote";
import { grantsOf, permissionsOf } from "../access/access";
import type { Grant, SecretProviderClass } from "../stack/chain";
import { isText, type Value } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Change, WorkloadChange } from "./compare";
import type { Style } from "./style";
import { describeIdentity, describeScope } from "./words";

const bare: Style = {
  name: (text) => text,
  text: (text) => text,
  bullet: (_sign, text) => text,
  holder: (_sign, text) => text,
  heading: (text) => text,
};

/** Signs and line styles say what the colours say. */
const marks: Record<Change, string> = { gained: "+ ", lost: "− ", kept: "" };
const classes: Record<Change, string> = { gained: ":::added", lost: ":::removed", kept: "" };

export function picture(changes: readonly WorkloadChange[]): string {
  return [
    "flowchart LR",
    ...changes.flatMap((change, index) => drawWorkload(change, `w${index}`)),
    "  classDef added fill:#dafbe1,stroke:#1a7f37,stroke-width:2px,color:#116329",
    "  classDef removed fill:#ffebe9,stroke:#cf222e,stroke-dasharray:5 3,color:#82071e",
  ].join("\n");
}

function drawWorkload(change: WorkloadChange, id: string): string[] {
  const { before, after, holders, name } = change;
  const present = (after ?? before) as Workload;
  const whole: Change = before === undefined ? "gained" : after === undefined ? "lost" : "kept";
  const lines: string[] = [];
  const node = (key: string, open: string, text: string, close: string, state: Change) =>
    lines.push(`    ${id}${key}${open}"${label(marks[state] + text)}"${close}${classes[state]}`);
  const edge = (from: string, to: string, state: Change) =>
    lines.push(`    ${id}${from} ${state === "lost" ? "-.->" : "-->"} ${id}${to}`);

  node("i", "{{", describeIdentity(present, change.takenOver, bare), "}}", whole);
  holders.forEach(({ holder, change: state }, index) => {
    const [, , namespace, account] = isText(holder.subject) ? holder.subject.split(":") : [];
    const cluster = holder.credential && keyOf(present, holder.credential.resource);
    node(`p${index}`, "([", cluster ? `pods in ${cluster}` : "pods, federated elsewhere", "])", state);
    node(`s${index}`, "[", `service account ${namespace ?? "?"}/${account ?? "?"}`, "]", state);
    edge(`p${index}`, `s${index}`, state);
    if (holder.credential === undefined) {
      edge(`s${index}`, "i", state);
      return;
    }
    node(`f${index}`, "[", `credential: ${host(holder.issuer)}`, "]", state);
    edge(`s${index}`, `f${index}`, state);
    edge(`f${index}`, "i", state);
  });
  const grants = grantChanges(change);
  const scopes = new Map<string, string>();
  grants.forEach(({ grant, change: state, isOutside }, index) => {
    const role = grant.kind === "role" ? roleName(grant.role) : "access policy";
    const scope = scopeOf(grant);
    const states = new Set(grants.filter((one) => scopeOf(one.grant) === scope).map((one) => one.change));
    node(`g${index}`, "[/", `${role}${isOutside ? ", outside the component" : ""}`, "/]", state);
    edge("i", `g${index}`, state);
    const key = scopes.get(scope) ?? `v${scopes.size}`;
    if (!scopes.has(scope)) node(key, "[(", scope, ")]", states.size === 1 ? state : "kept");
    scopes.set(scope, key);
    edge(`g${index}`, key, state);
  });
  drawFiles(change, scopes, node, edge);
  return [`  subgraph ${id}["${label(name)}"]`, "    direction LR", ...lines, "  end"];
}

type Node = (key: string, open: string, text: string, close: string, state: Change) => void;
type Edge = (from: string, to: string, state: Change) => void;

function drawFiles(
  { before, after }: WorkloadChange,
  scopes: ReadonlyMap<string, string>,
  node: Node,
  edge: Edge,
): void {
  const urns = new Set(
    [...(after?.classes ?? []), ...(before?.classes ?? [])].map(({ resource }) => resource.urn),
  );
  [...urns].forEach((urn, index) => {
    const of = (side: Workload | undefined) => side?.classes.find(({ resource }) => resource.urn === urn);
    const [old, now] = [of(before), of(after)];
    const state: Change = old === undefined ? "gained" : now === undefined ? "lost" : "kept";
    const one = now ?? old;
    const vault = isText(one?.vault) ? one.vault.toLowerCase() : "";
    const from =
      [...scopes].find(([scope]) => vault !== "" && scope.toLowerCase().endsWith(`vault ${vault}`))?.[1] ??
      "i";
    const names = listed(filesOf(old), filesOf(now));
    node(`c${index}`, "[", `files: ${names}`, "]", state);
    edge(from, `c${index}`, state);
    const secrets = listed(secretsOf(old), secretsOf(now));
    if (secrets === "") return;
    node(`k${index}`, "[", `Secrets: ${secrets}`, "]", state);
    edge(`c${index}`, `k${index}`, state);
  });
}

/** What is drawn as `text`; it is the same before and after where `is` is. */
interface Item {
  readonly text: string;
  readonly is: string;
}

/** A file of the same name with another object, or of another vault, is another one. */
function filesOf(one: SecretProviderClass | undefined): Item[] {
  return (one?.objects ?? []).map(({ fileName, objectType, objectName }) => ({
    text: fileName,
    is: JSON.stringify([fileName, one?.vault, objectType, objectName]),
  }));
}

function secretsOf(one: SecretProviderClass | undefined): Item[] {
  return (one?.secrets ?? []).map(({ name }) => {
    const shown = `${text(one?.namespace)}/${text(name)}`;
    return { text: shown, is: shown };
  });
}

/** Each with its own sign, where only some have changed; a long list is cut. */
function listed(before: readonly Item[], after: readonly Item[]): string {
  const isPartial = before.length > 0 && after.length > 0;
  const isIn = (some: readonly Item[], one: Item) => some.some(({ is }) => is === one.is);
  const all = [
    ...after.map((one) => (isPartial && !isIn(before, one) ? `+ ${one.text}` : one.text)),
    ...before.filter((one) => !isIn(after, one)).map((one) => (isPartial ? `− ${one.text}` : one.text)),
  ];
  return all.length > 6 ? `${all.slice(0, 6).join(", ")} and ${all.length - 6} more` : all.join(", ");
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

function scopeOf(grant: Grant): string {
  if (grant.kind === "role") return describeScope(grant.scope, bare);
  return `vault ${isText(grant.vault) ? grant.vault : "not known yet"}`;
}

function roleName(role: Value): string {
  if (!isText(role)) return "a role not known yet";
  return roleWithGuid(role)?.name ?? `role ${role}`;
}

function host(issuer: Value): string {
  return isText(issuer)
    ? issuer.replace(/^https:\/\//, "").replace(/^([^/]{1,60})\/.*$/, "$1/…")
    : "issuer not known yet";
}

function text(value: Value): string {
  return isText(value) ? value : "(not known yet)";
}

/** Mermaid reads entities in labels; nothing that it would take for its own may stand for itself. */
function label(given: string): string {
  return visible(given).replace(/[^\p{L}\p{N} .,:/()+−…_-]/gu, (one) => `#${one.codePointAt(0)};`);
}
