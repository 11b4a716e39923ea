/** The review in words: who gains, loses or keeps what. */

import { describePowers, roleWithGuid } from "../../model/assigned-role";
import { describeVaultRole } from "../../model/role-grants";
import { describeScope as describeAzureScope } from "../../model/scope";
import type { Holder } from "../access/access";
import type { Grant, SecretProviderClass } from "../stack/chain";
import { kindOf } from "../stack/resource";
import { isText, type Value } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Change, HolderChange, WorkloadChange } from "./compare";
import type { Style } from "./style";

const signs: Record<Change, string> = { gained: "+", lost: "−", kept: "=" };
const verbs: Record<Change, string> = { gained: "gain", lost: "lose", kept: "keep" };

export function describeChange(change: WorkloadChange, style: Style): string {
  const { name, before, after, holders } = change;
  const state = before === undefined ? " (new)" : after === undefined ? " (removed)" : "";
  const present = (after ?? before) as Workload;
  return [
    style.heading(`${style.name(name)}${state}`),
    ...holders.flatMap((one) => describeHolder(one, sideOf(one, change), change.takenOver, style)),
    ...difference(
      before?.classes.flatMap(filesOf(style)),
      after?.classes.flatMap(filesOf(style)),
      "file",
      style,
    ),
    ...difference(
      before?.classes.flatMap(secretsOf(style)),
      after?.classes.flatMap(secretsOf(style)),
      "Secret",
      style,
    ),
    ...remarks(present, change.takenOver, style).map((text) => style.bullet("!", text)),
    ...interruptions(change, style).map((text) => style.bullet("!", text)),
  ].join("\n");
}

/** Who loses access is told as the state before had it. */
function sideOf({ change: state }: HolderChange, { before, after }: WorkloadChange): Workload {
  return (state === "lost" ? (before ?? after) : (after ?? before)) as Workload;
}

function describeHolder(
  { holder, change, grants }: HolderChange,
  workload: Workload,
  takenOver: boolean,
  style: Style,
): string[] {
  const pods = describePods(holder, workload, style);
  const acts = `${pods}, as ${describeIdentity(workload, takenOver, style)}`;
  const head = style.holder(signs[change], change === "lost" ? `${acts}: no longer` : `${acts}:`);
  const lines = grants.map((one) => {
    const outside = one.isOutside
      ? `, granted outside the component by ${style.name(one.grant.resource.name)}`
      : "";
    const verb = verbs[one.change];
    return style.bullet(signs[one.change], `${verb}: ${describeGrant(one.grant, style)}${outside}`);
  });
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
  const existing = takenOver ? "existing " : "";
  const named = identity.name ?? identity.clientId ?? identity.principalId;
  return isText(named)
    ? `the ${existing}${kind} ${style.name(named)}`
    : `${takenOver ? "an existing" : "a"} ${kind} whose name is not known`;
}

export function describeGrant(grant: Grant, style: Style): string {
  if (grant.kind === "policy") {
    const each = Object.entries(grant.permissions).map(([kind, list]) => `${kind} ${list.join(", ")}`);
    return `${style.name(each.join("; "))} in vault ${value(grant.vault, style)} (access policy)`;
  }
  const { role, scope } = grant;
  // The component's own roles, in the words of its access summary.
  const own = isText(role) && isText(scope) ? describeVaultRole(role, scope) : undefined;
  if (own !== undefined) return style.text(own);
  return `${describeRole(grant.role, style)} on ${describeScope(grant.scope, style)}`;
}

const scopeShape = /\/vaults\/([^/]+)(?:\/(secrets|keys|certificates)\/([^/]+))?$/i;
const nouns: Readonly<Record<string, string>> = { secret: "secret", key: "public key", cert: "certificate" };

export function describeRole(role: Value, style: Style): string {
  if (!isText(role)) return `a role ${why(role)}`;
  const known = roleWithGuid(role);
  if (known === undefined) return `role ${style.name(role)}, whose permissions review does not know,`;
  return `${describePowers(known.powers)} (role ${known.name})`;
}

export function describeScope(scope: Value, style: Style): string {
  if (!isText(scope)) return `something ${why(scope)}`;
  const [, vault, collection, object] = scopeShape.exec(scope) ?? [];
  if (vault === undefined) return style.text(describeAzureScope(scope));
  if (object === undefined) return `everything in vault ${style.name(vault)}`;
  return `${collection?.replace(/s$/, "")} ${style.name(object)} of vault ${style.name(vault)}`;
}

const filesOf = (style: Style) => (one: SecretProviderClass) =>
  (one.objects ?? []).map(
    ({ fileName, objectName, objectType }) =>
      `${style.name(fileName)}: ${nouns[objectType] ?? "object"} ${style.name(objectName)} of vault ${value(one.vault, style)}`,
  );

const secretsOf = (style: Style) => (one: SecretProviderClass) =>
  one.secrets.flatMap(({ name, data }) =>
    Object.entries(data).map(
      ([key, file]) =>
        `${value(name, style)} in namespace ${value(one.namespace, style)}, key ${style.name(key)} from file ${value(file, style)}`,
    ),
  );

function difference(
  before: readonly string[] = [],
  after: readonly string[] = [],
  noun: string,
  style: Style,
): string[] {
  const lines = [
    ...after.map((one) => style.bullet(before.includes(one) ? "=" : "+", `${noun} ${one}`)),
    ...before.filter((one) => !after.includes(one)).map((one) => style.bullet("−", `${noun} ${one}`)),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

function remarks(workload: Workload, takenOver: boolean, style: Style): string[] {
  const { identity, outside } = workload;
  const owners = identity.owners.map((owner) => value(owner, style));
  return [
    ...(takenOver
      ? [
          "The identity existed before: what it was granted elsewhere stays, and who has another credential of it can do the same.",
        ]
      : []),
    ...(outside.credentials.length > 0
      ? ["The identity has credentials outside the component; they are listed above."]
      : []),
    ...(owners.length > 0 ? [`Owners of the application can act as it too: ${owners.join(", ")}.`] : []),
  ];
}

/** [AZ rbac troubleshooting, EN workload-identity-federation] how long Azure takes at most, as it says itself */
const inForce: Readonly<Record<string, string>> = {
  RoleAssignment: "up to 10 minutes",
  AccessPolicy: "a few minutes",
  FederatedIdentityCredential: "a few minutes",
  ApplicationFederatedIdentityCredential: "a few minutes",
  UserAssignedIdentity: "up to 10 minutes",
  Application: "up to 10 minutes",
};

/** What a pod names, and does not start without. */
const namedByPods = new Set(["ServiceAccount", "SecretProviderClass"]);

function interruptions({ steps, before, after }: WorkloadChange, style: Style): string[] {
  if (before === undefined || after === undefined) return [];
  return steps.flatMap(({ op, urn, after: state, before: old }) => {
    const resource = state ?? old;
    const kind = resource ? kindOf(resource) : "";
    if (op === "delete" && resource && namedByPods.has(kind)) {
      return [
        `${style.name(resource.name)} is deleted: new pods that name it cannot start, unless it is applied by another owner. Running pods keep their files.`,
      ];
    }
    const wait = inForce[kind];
    const isReplaced = op === "replace" || op === "create-replacement";
    const isChanged = op === "update" && /Credential$/.test(kind);
    if (wait === undefined || resource === undefined || (!isReplaced && !isChanged)) return [];
    const what = isReplaced ? "is replaced" : "is changed in place";
    return [
      `${style.name(resource.name)} ${what}: new mounts can fail for ${wait}, until Azure has put it into force. Files that are mounted stay.`,
    ].filter(() => urn !== "");
  });
}

function value(given: Value, style: Style): string {
  return isText(given) ? style.name(given) : why(given);
}

function why(given: Value): string {
  return isText(given) || given === undefined ? "that is not in the preview" : `(${given.why})`;
}
