/** What a reviewer has to know beside who gains what: above all, when new mounts can fail. */

import { list } from "../../model/list";
import { defaultName } from "../../model/names";
import { quote } from "../../model/quote";
import { grantsOf } from "../access/access";
import { isOnVault } from "../access/coverage";
import type { Account, Grant, SecretProviderClass } from "../stack/chain";
import type { Step } from "../stack/read-json";
import { kindOf, type Resource } from "../stack/resource";
import { differ, isText, words } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { WorkloadChange } from "./compare";
import { type Style, value } from "./style";

export function remarks(change: WorkloadChange, style: Style): string[] {
  const { before, after, takenOver, steps, collisions } = change;
  const present = after ?? before;
  return [
    ...(after ? ofRename(after, change, style) : []),
    ...(present ? ofIdentity(present, takenOver, style) : []),
    ...collisions.map(
      ({ created, deleted }) =>
        `${style.name(created.name)} is created while ${style.name(deleted.name)} still exists, which is the same outside of ` +
        "Pulumi: the update fails. An alias keeps the old one instead.",
    ),
    ...(before && after ? ofTheChange(before, after, change, steps, style) : []),
  ];
}

/** Azure refuses it only where something of the same name, or for the same identity, exists: see the collisions. */
function ofRename(now: Workload, { likelyFormer, collisions }: WorkloadChange, style: Style): string[] {
  if (likelyFormer.length === 0) return [];
  const [from, to] = [likelyFormer.map(({ name }) => style.name(name)), style.name(now.name)];
  const remarks = likelyFormer.map((old) => {
    const kept = defaultsOf(old, now).map((one) => style.code(one));
    const keep = kept.length > 0 ? `, and keep ${list(kept)}` : "";
    return (
      `Component ${style.name(old.name)} is removed while ${to} is created, in the same namespace and with access to the same vaults and scopes. ` +
      `If that is a rename, give ${to} the option ${style.code(aliasOf(old, now))}${keep} (docs/customising.md#rename): nothing is created or deleted for the new name then.`
    );
  });
  const fails = now.identity.own?.isNew && collisions.length === 0;
  return fails
    ? [
        ...remarks,
        `Without the alias, new pods can fail to mount for up to 10 minutes, until Azure has put the identity and the grants of ${to} into force: those of ${list(from)} are deleted in the same update.`,
      ]
    : remarks;
}

function aliasOf(old: Workload, now: Workload): string {
  const isRenamed = now.urn.slice(0, -now.name.length) === old.urn.slice(0, -old.name.length);
  return isRenamed ? `aliases: [{ name: ${quote(old.name)} }]` : `aliases: [${quote(old.urn)}]`;
}

/** The names in Kubernetes that follow from the component's, and would be others even with an alias. */
function defaultsOf(old: Workload, now: Workload): string[] {
  const account = differ(old.serviceAccount, now.serviceAccount)
    ? [`serviceAccount.name: ${words(old.serviceAccount)}`]
    : [];
  const classes = now.classes.flatMap((one) => {
    const key = keyOf(now, one.resource);
    const former = old.classes.find(({ resource }) => keyOf(old, resource) === key);
    if (former === undefined) return [];
    const path = `keyVaults[${quote(key)}]`;
    const [from, to] = [old, now].map(({ name }) => defaultName.envSecret(name, key));
    const fills = ({ secrets }: SecretProviderClass, name?: string) =>
      secrets.some((one) => one.name === name);
    const isEnvRenamed = from !== to && fills(former, from) && fills(one, to);
    return [
      ...(differ(former.name, one.name) ? [`${path}.secretProviderClass.name: ${words(former.name)}`] : []),
      ...(isEnvRenamed ? [`${path}.envSecretName: ${words(from)}`] : []),
    ];
  });
  return [...account, ...classes];
}

function ofTheChange(
  before: Workload,
  after: Workload,
  { isSwapped, isWhole }: WorkloadChange,
  steps: readonly Step[],
  style: Style,
): string[] {
  return [
    ...gone(before, after, steps, style),
    ...otherTenants(before, after, style),
    ...(isWhole ? modelsAndOwners(before, after, style) : []),
    ...inForceLater(steps, style),
    ...(isSwapped
      ? ["Pods that use an Azure SDK keep the former client id until they restart: kubectl rollout restart."]
      : []),
  ];
}

function ofIdentity({ identity, outside }: Workload, takenOver: boolean, style: Style): string[] {
  const owners = identity.owners.map((owner) => value(owner, style));
  return [
    ...(takenOver
      ? [
          "The identity existed before: what it was granted elsewhere stays, and anyone with another credential of it can do the same.",
        ]
      : []),
    ...(outside.credentials.length > 0
      ? ["The identity has credentials outside the component; they are listed above."]
      : []),
    ...(owners.length > 0 ? [`Owners of the application can act as it too: ${owners.join(", ")}.`] : []),
  ];
}

/** What a pod names, and does not start without. */
function gone(before: Workload, after: Workload, steps: readonly Step[], style: Style): string[] {
  const named = (side: Workload) => [...(side.account ? [side.account] : []), ...side.classes];
  const later = new Map(named(after).map((one) => [one.resource.urn, one]));
  return named(before).flatMap((old) => {
    const kind = kindOf(old.resource);
    const now = later.get(old.resource.urn);
    const what = `${kind} ${shown(old, style)}`;
    const isDeleted = steps.some(({ op, urn }) => op === "delete" && urn === old.resource.urn);
    if (isDeleted && (kind === "ServiceAccount" || kind === "SecretProviderClass")) {
      return [
        `${what} is deleted: new pods that name it cannot start, unless another owner applies it. Running pods keep their files.`,
      ];
    }
    const isMoved = now !== undefined && (differ(old.name, now.name) || differ(old.namespace, now.namespace));
    return isMoved
      ? [
          `${what} becomes ${shown(now, style)}: new pods that name the old one cannot start. Running pods keep their files.`,
        ]
      : [];
  });
}

function shown({ name, namespace }: Account | SecretProviderClass, style: Style): string {
  return `${value(name, style)} in namespace ${value(namespace, style)}`;
}

function otherTenants(before: Workload, after: Workload, style: Style): string[] {
  return after.classes.flatMap((now) => {
    const old = before.classes.find(({ resource }) => resource.urn === now.resource.urn);
    if (old === undefined || !differ(old.tenantId, now.tenantId)) return [];
    return [
      `For vault ${value(now.vault, style)} the pods sign in to tenant ${value(now.tenantId, style)}, no longer to ` +
        `${value(old.tenantId, style)}: what the identity is granted there is not in this stack.`,
    ];
  });
}

const ways = { role: "role assignments", policy: "access policies" };

/** A vault that files are mounted from, and that is granted on in another way than before, or no longer. */
function modelsAndOwners(before: Workload, after: Workload, style: Style): string[] {
  const vaults = new Set(after.classes.map(({ vault }) => vault).filter(isText));
  return [...vaults].flatMap((vault) => {
    const [old, now] = [kindsOn(before, vault), kindsOn(after, vault)];
    const [from] = old;
    const [to] = now;
    if (from === undefined || old.some((kind) => now.includes(kind))) return [];
    if (to === undefined) {
      // A scope that is not known yet may be this vault.
      if (grantsOf(after).some((grant) => !isText(grant.kind === "role" ? grant.scope : grant.vault)))
        return [];
      return [
        `The stack no longer grants anything on vault ${style.name(vault)}, from which files are mounted: new mounts fail unless another owner grants it.`,
      ];
    }
    return [
      `On vault ${style.name(vault)}, ${ways[to]} take the place of ${ways[from]}, and only one of the two counts in a vault: ` +
        "new mounts fail from when the vault is switched until this update is in force.",
    ];
  });
}

function kindsOn(workload: Workload, vault: string): Grant["kind"][] {
  const all = grantsOf(workload).filter((grant) => isOnVault(grant, vault));
  return [...new Set(all.map(({ kind }) => kind))];
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

function inForceLater(steps: readonly Step[], style: Style): string[] {
  const written = steps.flatMap(({ op, after, before }): Resource[] => {
    const resource = after ?? before;
    const kind = resource ? kindOf(resource) : "";
    const changes = op === "update" && /Credential$|^AccessPolicy$/.test(kind);
    const isNew = /^(create|create-replacement|replace)$/.test(op);
    return resource && kind in inForce && (isNew || changes) ? [resource] : [];
  });
  if (written.length === 0) return [];
  const waits = written.map((one) => inForce[kindOf(one)]);
  const longest = waits.find((wait) => wait?.startsWith("up to")) ?? waits[0];
  // The engine's own order differs from run to run.
  const names = [...new Set(written.map(({ name }) => style.name(name)))].sort().join(", ");
  return [
    `New mounts can fail for ${longest}, until Azure has put into force: ${names}. Files that are mounted stay.`,
  ];
}
