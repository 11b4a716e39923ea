/** What the stack itself says: whether the links that it declares fit each other. */

import { quote } from "../../model/quote";
import { formatSubject } from "../../model/subject";
import { holdsFile } from "../../model/vault-object";
import { tokenAudience, webhook } from "../../model/vocabulary";
import { covers, isOnVault } from "../access/coverage";
import { describeGrant } from "../review/grants";
import { plain } from "../review/style";
import { differ, isText, textAt, type Value, words } from "../stack/value";
import { isAssignedRole, keyOf, type Workload } from "../stack/workload";
import type { Finding, Link } from "./finding";
import { inputOf, refresh } from "./rule";

export function checkDeclared(workload: Workload): Finding[] {
  return [
    classes(workload),
    serviceAccount(workload),
    tenant(workload),
    clientId(workload),
    ...credentials(workload),
    grants(workload),
    ...assignedRoles(workload),
    secrets(workload),
  ];
}

function classes({ classes: all }: Workload): Finding {
  const link: Link = "class";
  if (all.length === 0)
    return skipped(link, "The stack has none: nothing is mounted, or another owner applies it.");
  for (const one of all) {
    const changed = changedParameter(one.resource);
    if (changed) return { link, ...changed };
    const known = isText(textAt(one.resource.inputs, "spec", "parameters", "objects"));
    if (one.objects === undefined && known) {
      const text = `The provider cannot read the objects of SecretProviderClass ${words(one.name)}.`;
      return { link, status: "differs", text, fix: refresh };
    }
  }
  return fine(link, all.map(({ name }) => words(name)).join(", "));
}

/** After a refresh the outputs are what the cluster has. */
function changedParameter({ inputs, outputs }: Workload["classes"][number]["resource"]) {
  for (const name of ["clientID", "tenantID", "keyvaultName", "objects", "cloudName"]) {
    const path = ["spec", "parameters", name];
    const [declared, applied] = [textAt(inputs, ...path), textAt(outputs, ...path)];
    if (textAt(outputs, "kind") === undefined || !isText(declared ?? "") || !isText(applied ?? "")) continue;
    if (declared === applied) continue;
    const text = `The parameter ${name} was changed in the cluster.`;
    const found = applied === undefined ? `no ${name}` : String(applied);
    return {
      status: "differs" as const,
      text,
      expected: String(declared ?? `no ${name}`),
      found,
      fix: ["pulumi up"],
    };
  }
  return undefined;
}

function serviceAccount({ account, classes: all, identity }: Workload): Finding {
  const link: Link = "service account";
  if (!account) return skipped(link, "Another owner creates it.");
  const apart = all.find(({ namespace }) => differ(namespace, account.namespace));
  if (apart) {
    const text = `SecretProviderClass ${words(apart.name)} is in another namespace than the service account.`;
    return found(link, text, account.namespace, apart.namespace);
  }
  const annotated = textAt(account.annotations, webhook.clientIdAnnotation);
  if (differ(annotated, identity.clientId)) {
    const text =
      "The annotation that Azure SDKs go by names another client id. The mount does not depend on it.";
    return { ...found(link, text, identity.clientId, annotated), link: "sdk" };
  }
  return fine(link, `${words(account.name)} in namespace ${words(account.namespace)}`);
}

function tenant({ classes: all, identity }: Workload): Finding {
  const own = textAt(identity.own?.outputs, "tenantId");
  const other = all.find(({ tenantId }) => differ(tenantId, own));
  if (other) return found("tenant", "The SecretProviderClass names another tenant.", own, other.tenantId);
  return fine("tenant", words(identity.tenantId));
}

function clientId({ classes: all, identity }: Workload): Finding {
  const own = textAt(identity.own?.outputs, "clientId");
  const other = all.find((one) => differ(one.clientId, own));
  if (other === undefined) return fine("client id", words(identity.clientId));
  const isObject = isText(other.clientId) && other.clientId === identity.principalId;
  const text = isObject
    ? "The object id of the identity stands where its client id belongs."
    : "The SecretProviderClass names another client id than the identity has.";
  return found("client id", text, own, other.clientId);
}

function credentials(workload: Workload): Finding[] {
  const { credentials: all, namespace, serviceAccount: account } = workload;
  if (all.length === 0) {
    return [skipped("credential", "The stack has none: the identity is federated elsewhere.")];
  }
  const subject = isText(namespace) && isText(account) ? formatSubject(namespace, account) : undefined;
  const findings: Finding[] = [
    fine("credential", all.map(({ resource }) => quote(keyOf(workload, resource))).join(", ")),
  ];
  for (const { resource, issuer, subject: trusted, audience } of all) {
    const live = (name: string) =>
      isText(textAt(resource.outputs, name)) ? textAt(resource.outputs, name) : undefined;
    const where = inputOf("clusters", keyOf(workload, resource));
    if (differ(live("issuer"), issuer)) {
      findings.push(found("issuer", `The issuer of ${where} was changed in Azure.`, issuer, live("issuer")));
    }
    if (isText(issuer) && !issuer.startsWith("https://")) {
      findings.push(found("issuer", `The issuer of ${where} is no https URL.`, "https://…", issuer));
    }
    const actual = live("subject") ?? trusted;
    if (differ(actual, subject) || differ(actual, trusted)) {
      findings.push(
        found("subject", `The credential of ${where} trusts other pods.`, subject ?? trusted, actual),
      );
    }
    const of = textAt(resource.outputs, "audiences", "0") ?? audience;
    if (differ(of, tokenAudience)) {
      findings.push(
        found("audience", `The credential of ${where} is for another audience.`, tokenAudience, of),
      );
    }
  }
  const broken = new Set(findings.map(({ link }) => link));
  const rest: [Link, Value][] = [
    ["issuer", all.map(({ issuer }) => words(issuer)).join(", ")],
    ["subject", all[0]?.subject],
    ["audience", tokenAudience],
  ];
  return [
    ...findings,
    ...rest
      .filter(([link]) => !broken.has(link))
      .map(([link, value]) => fine(link, String(isText(value) ? value : words(value)))),
  ];
}

function grants(workload: Workload): Finding {
  const link: Link = "grant";
  const all = [...workload.grants, ...workload.outside.grants];
  for (const { vault, objects = [], resource } of workload.classes) {
    // A vault that nothing is granted on has `grants: External`.
    if (!isText(vault) || !all.some((one) => isOnVault(one, vault))) continue;
    for (const { objectType, objectName, objectVersionHistory = 0 } of objects) {
      const wanted = { vault, objectType, objectName, list: objectVersionHistory > 1 };
      const verdicts = all.map((one) => covers(one, wanted));
      if (verdicts.includes(true) || verdicts.includes(undefined)) continue;
      const where = inputOf("keyVaults", keyOf(workload, resource));
      const text = `Nothing in the stack lets the identity read ${objectType} ${quote(objectName)} of vault ${quote(vault)} (${where}).`;
      return { link, status: "differs", text, fix: refresh };
    }
  }
  const onVaults = workload.grants.filter((one) => !isAssignedRole(workload, one));
  if (onVaults.length === 0) return skipped(link, "The stack grants nothing: another owner does.");
  return fine(link, onVaults.map(({ resource }) => quote(resource.name)).join(", "));
}

/** The mount does not need them: an Azure SDK in the pod does. */
function assignedRoles(workload: Workload): Finding[] {
  const assigned = workload.grants.filter((one) => isAssignedRole(workload, one));
  return assigned.map((one) => fine("role", `${quote(one.resource.name)}: ${describeGrant(one, plain)}`));
}

function secrets({ classes: all }: Workload): Finding {
  const link: Link = "secret";
  const filled = all.flatMap((one) => one.secrets);
  if (filled.length === 0) return skipped(link, "None is filled.");
  for (const { objects, secrets: ofClass } of all) {
    if (objects === undefined) continue;
    for (const { name, data } of ofClass) {
      const missing = Object.values(data).find(
        (file) => isText(file) && !objects.some((object) => holdsFile(object, file)),
      );
      if (!isText(missing)) continue;
      const text = `Secret ${words(name)} is to be filled from the file ${quote(missing)}, which is not mounted.`;
      return { link, status: "differs", text, fix: refresh };
    }
  }
  return fine(link, filled.map(({ name }) => words(name)).join(", "));
}

function fine(link: Link, text: string): Finding {
  return { link, status: "ok", text };
}

function skipped(link: Link, text: string): Finding {
  return { link, status: "not checked", text };
}

function found(link: Link, text: string, expected: Value, actual: Value): Finding {
  const shown = (value: Value) => (isText(value) ? value : words(value));
  return { link, status: "differs", text, expected: shown(expected), found: shown(actual), fix: refresh };
}
