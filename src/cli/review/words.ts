/** The review in words: who gains, loses or keeps what. */

import { nounOf, type ObjectKind } from "../../model/vault-object";
import type { Holder } from "../access/access";
import type { SecretProviderClass } from "../stack/chain";
import type { Identity } from "../stack/identity";
import { isText } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Change, HolderChange, WorkloadChange } from "./compare";
import { describeGrant } from "./grants";
import { remarks } from "./remarks";
import { type Style, value } from "./style";

const signs: Record<Change, string> = { gained: "+", lost: "−", kept: "=" };
const verbs: Record<Change, string> = { gained: "gain", lost: "lose", kept: "keep" };

export function describeChange(change: WorkloadChange, style: Style): string {
  const { before, after, holders } = change;
  return [
    style.heading(heading(change, style)),
    ...holders.flatMap((one) => describeHolder(one, change, style)),
    ...difference("file", before, after, filesOf, style),
    ...difference("Secret", before, after, secretsOf, style),
    ...remarks(change, style).map((text) => style.bullet("!", text)),
  ].join("\n");
}

function heading({ name, formerName, before, after }: WorkloadChange, style: Style): string {
  if (before === undefined) return `${style.name(name)} (new)`;
  if (after === undefined) return `${style.name(name)} (removed)`;
  const renamed = formerName !== undefined && formerName !== name;
  return renamed ? `${style.name(name)} (before: ${style.name(formerName)})` : style.name(name);
}

/** Who loses access is described as the state before had it. */
function describeHolder(
  { holder, change, grants }: HolderChange,
  { before, after, takenOver, isSwapped }: WorkloadChange,
  style: Style,
): string[] {
  const side = (change === "lost" ? (before ?? after) : (after ?? before)) as Workload;
  const acts = `${describePods(holder, side, style)}, as ${describeIdentity(side, takenOver && side === after, style)}`;
  const former = isSwapped && before ? `, no longer as ${describeIdentity(before, false, style)}` : "";
  const ends: Record<Change, string> = {
    gained: ":",
    lost: ": no longer",
    kept: after === undefined ? ": no longer, but by another component" : `${former}:`,
  };
  const head = style.holder(signs[change], `${acts}${ends[change]}`);
  const lines = grants.map((one) => {
    const outside = one.isOutside
      ? `, granted outside the component by ${style.name(one.grant.resource.name)}`
      : "";
    const verb = verbs[one.change];
    return style.bullet(signs[one.change], `${verb}: ${describeGrant(one.grant, style)}${outside}`);
  });
  if (lines.length === 0 && after === undefined) return ["", head];
  const none = style.bullet("=", "nothing that this stack grants");
  return ["", head, "", ...(lines.length > 0 ? lines : [none])];
}

export function describePods(
  { issuer, subject, credential }: Holder,
  workload: Workload,
  style: Style,
): string {
  const [, , namespace, account] = isText(subject) ? subject.split(":") : [];
  const who = isText(subject)
    ? `pods of service account ${style.name(account ?? "")} in namespace ${style.name(namespace ?? "")}`
    : "pods of this component";
  if (credential === undefined) return isText(subject) ? `${who}, wherever the identity was federated` : who;
  const isOwn = workload.credentials.includes(credential);
  const cluster = isOwn ? `cluster ${style.name(keyOf(workload, credential.resource))}` : "a cluster";
  const outside = isOwn
    ? ""
    : `, by the credential ${style.name(credential.resource.name)} outside the component`;
  return `${who} of ${cluster} (issuer ${value(issuer, style)})${outside}`;
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
  const lines = [
    ...after.map((one) => style.bullet(before.includes(one) ? "=" : "+", `${noun} ${one}`)),
    ...before.filter((one) => !after.includes(one)).map((one) => style.bullet("−", `${noun} ${one}`)),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}
