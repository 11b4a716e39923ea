/** The review in words: who gains, loses or keeps what. */

import { list } from "../../model/list";
import { nounOf, type ObjectKind } from "../../model/vault-object";
import type { Holder } from "../access/access";
import type { SecretProviderClass } from "../stack/chain";
import type { Identity } from "../stack/identity";
import { isText } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Change, HolderChange, WorkloadChange } from "./compare";
import { describeGrant } from "./grants";
import { groupBy } from "./group-by";
import { remarks } from "./remarks";
import { type Style, value } from "./style";

const signs: Record<Change, string> = { gained: "+", lost: "−", kept: "=" };
const verbs: Record<Change, string> = { gained: "gain", lost: "lose", kept: "keep" };

export function describeChange(change: WorkloadChange, style: Style): string {
  const { before, after } = change;
  const notes = remarks(change, style).map((text) => style.bullet("!", text));
  return [
    style.heading(heading(change, style)),
    ...describeHolders(change, style),
    ...common("Files", difference("file", before, after, filesOf, style), style),
    ...common("Secrets", difference("Secret", before, after, secretsOf, style), style),
    ...common("Note", notes, style),
  ].join("\n");
}

/** Of the whole component: with a line of its own, so that it is not read as part of the last cluster. */
function common(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length > 0 ? section(style.section(title), lines) : [];
}

function section(head: string, lines: readonly string[]): string[] {
  return ["", head, ...(lines.length > 0 ? ["", ...lines] : [])];
}

function heading({ name, formerName, before, after }: WorkloadChange, style: Style): string {
  if (before === undefined) return `${style.name(name)} (new)`;
  if (after === undefined) return `${style.name(name)} (removed)`;
  const renamed = formerName !== undefined && formerName !== name;
  return renamed ? `${style.name(name)} (before: ${style.name(formerName)})` : style.name(name);
}

interface Block {
  readonly sign: string;
  readonly who: string;
  /** Its key, where the component federates with it. */
  readonly cluster?: string;
  readonly issuer: string;
  readonly ending: string;
  readonly lines: readonly string[];
}

/** Clusters whose pods gain, lose and keep the same are described together. */
function describeHolders(change: WorkloadChange, style: Style): string[] {
  const blocks = change.holders.map((one) => describeHolder(one, change, style));
  const groups = groupBy(blocks, ({ sign, who, cluster, ending, lines }) => [
    sign,
    who,
    cluster === undefined,
    ending,
    lines,
  ]);
  return groups.flatMap(([first, ...others]) => {
    const { sign, who, cluster, issuer, ending } = first;
    if (cluster === undefined) return section(style.holder(sign, `${who}${ending}`), first.lines);
    if (others.length === 0) {
      const head = `${who} of cluster ${style.name(cluster)} (issuer ${issuer})${ending}`;
      return section(style.holder(sign, head), first.lines);
    }
    const clusters = [first, ...others].map((one) => ({ ...one, name: style.name(one.cluster ?? "") }));
    const head = `${who} of clusters ${list(clusters.map(({ name }) => name))}${ending}`;
    const issuers = clusters.map((one) => style.bullet(sign, `cluster ${one.name}: issuer ${one.issuer}`));
    return section(style.holder(sign, head), [...issuers, ...first.lines]);
  });
}

/** Who loses access is described as the state before had it. */
function describeHolder(
  { holder, change, grants }: HolderChange,
  { before, after, takenOver, isSwapped }: WorkloadChange,
  style: Style,
): Block {
  const side = (change === "lost" ? (before ?? after) : (after ?? before)) as Workload;
  const identity = describeIdentity(side, takenOver && side === after, style);
  const former = isSwapped && before ? `, no longer as ${describeIdentity(before, false, style)}` : "";
  const ends: Record<Change, string> = {
    gained: ":",
    lost: ": no longer",
    kept: after === undefined ? ": no longer, but by another component" : `${former}:`,
  };
  const lines = grants.map((one) => {
    const outside = one.isOutside
      ? `, granted outside the component by ${style.name(one.grant.resource.name)}`
      : "";
    const verb = verbs[one.change];
    return style.bullet(signs[one.change], `${verb}: ${describeGrant(one.grant, style)}${outside}`);
  });
  const none = after === undefined ? [] : [style.bullet("=", "nothing that this stack grants")];
  return {
    sign: signs[change],
    ...describePods(holder, side, style),
    ending: `, as ${identity}${ends[change]}`,
    lines: lines.length > 0 ? lines : none,
  };
}

function describePods(
  { issuer, subject, credential }: Holder,
  workload: Workload,
  style: Style,
): Pick<Block, "who" | "cluster" | "issuer"> {
  const [, , namespace, account] = isText(subject) ? subject.split(":") : [];
  const who = isText(subject)
    ? `pods of service account ${style.name(account ?? "")} in namespace ${style.name(namespace ?? "")}`
    : "pods of this component";
  const by = value(issuer, style);
  if (credential === undefined) {
    return { who: isText(subject) ? `${who}, wherever the identity was federated` : who, issuer: by };
  }
  const { resource } = credential;
  if (workload.credentials.includes(credential))
    return { who, cluster: keyOf(workload, resource), issuer: by };
  const outside = `by the credential ${style.name(resource.name)} outside the component`;
  return { who: `${who} of a cluster (issuer ${by}), ${outside}`, issuer: by };
}

export function describeIdentity({ identity }: Workload, takenOver: boolean, style: Style): string {
  const kind = identity.kind === "application" ? "Entra application" : "managed identity";
  const state = takenOver ? "existing " : identity.own?.isNew ? "new " : "";
  const named = nameOf(identity, style);
  if (named !== undefined) return `the ${state}${kind} ${named}`;
  return `${takenOver ? "an existing" : "a"} ${kind} whose name is not known`;
}

/** A name that the provider completes in each run with 8 digits of its own is not the final one in a preview. */
function nameOf({ own, name, clientId, principalId }: Identity, style: Style): string | undefined {
  if (isText(name)) {
    const isCompleted =
      own?.isNew && name.startsWith(own.name) && /^[0-9a-f]{8}$/.test(name.slice(own.name.length));
    return style.name(isCompleted ? `${own.name}…` : name);
  }
  if (isText(clientId)) return `with client id ${style.name(clientId)}`;
  return isText(principalId) ? `with object id ${style.name(principalId)}` : undefined;
}

const filesOf: Lines = (one, style) =>
  (one.objects ?? []).map(
    ({ fileName, objectName, objectType }) =>
      `${style.name(fileName)}: ${nounOf[objectType as ObjectKind] ?? "object"} ${style.name(objectName)} of vault ${value(one.vault, style)}`,
  );

const secretsOf: Lines = (one, style) =>
  one.secrets.flatMap(({ name, data }) =>
    Object.entries(data).map(
      ([key, file]) =>
        `${value(name, style)} in namespace ${value(one.namespace, style)}, key ${style.name(key)} from file ${value(file, style)}`,
    ),
  );

type Lines = (one: SecretProviderClass, style: Style) => string[];

function difference(
  noun: string,
  old: Workload | undefined,
  now: Workload | undefined,
  linesOf: Lines,
  style: Style,
): string[] {
  const of = (side: Workload | undefined) => side?.classes.flatMap((one) => linesOf(one, style)) ?? [];
  const [before, after] = [of(old), of(now)];
  return [
    ...after.map((one) => style.bullet(before.includes(one) ? "=" : "+", `${noun} ${one}`)),
    ...before.filter((one) => !after.includes(one)).map((one) => style.bullet("−", `${noun} ${one}`)),
  ];
}
