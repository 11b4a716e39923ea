/** Why a vault that decides by roles, or by access policies, refused. */

import { quote } from "../../model/quote";
import { modelWords } from "../../model/vault-access";
import { collectionOf } from "../../model/vault-object";
import { covers, isOnVault } from "../access/coverage";
import { describeGrant } from "../review/grants";
import { plain } from "../review/style";
import { isSame, isText } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Finding } from "./finding";
import {
  type Context,
  changedSince,
  inputOf,
  minutesUntilInForce,
  pending,
  refresh,
  show,
  waiting,
} from "./rule";

/** `kind`: how the vault decides. */
export function notGranted({ facts, workload, now }: Context, kind: "role" | "policy"): Finding {
  const vault = facts.vault;
  if (workload === undefined || vault === undefined) return generic(facts.vault);
  const outsider = otherPrincipal(facts.principalId, workload);
  if (outsider) return outsider;
  const undeclared = notDeclared({ facts, workload, now });
  if (undeclared) return undeclared;
  const own = workload.grants.filter((one) => isOnVault(one, vault));
  if (own.length > 0 && own.every((one) => one.kind !== kind)) {
    return model(vault, kind === "role" ? "AzureRbac" : "AccessPolicy", workload);
  }
  return missingGrant({ facts, workload, now }, kind);
}

function generic(vault: string | undefined): Finding {
  return {
    link: "grant",
    status: "differs",
    text: `The identity may not read this in vault ${show(vault)}.`,
    fix: [
      "Compare the oid in the error with the output `principalId`, and look at what it was granted: az role assignment list --assignee <oid> --all",
    ],
  };
}

/** Who asked is not the component's identity at all. */
function otherPrincipal(found: string | undefined, { identity, name: of }: Workload): Finding | undefined {
  const { principalId } = identity;
  if (!isText(principalId) || found === undefined || isSame(principalId, found)) return undefined;
  return {
    link: "client id",
    status: "differs",
    text: `Another identity asked than the one of ${quote(of)}: the SecretProviderClass, or the SDK in the pod, names another client id.`,
    expected: `oid=${principalId}`,
    found: `oid=${found}`,
    fix: refresh,
  };
}

/** The class asks for something that the stack does not name: it was changed in the cluster. */
function notDeclared({ facts, workload }: Context): Finding | undefined {
  const { vault, objectName, objectType } = facts;
  const classes = workload?.classes.filter((one) => isSame(one.vault, vault)) ?? [];
  const [first] = classes;
  if (workload === undefined || first === undefined) return undefined;
  const objects = classes.flatMap((one) => one.objects ?? []);
  if (objectName === undefined || objectType === undefined || objects.length === 0) return undefined;
  const isIt = objects.some((one) => isSame(one.objectName, objectName) && one.objectType === objectType);
  if (isIt) return undefined;
  return {
    link: "class",
    status: "differs",
    text: "The SecretProviderClass as it is applied asks for an object that the stack does not declare, so nothing grants it.",
    expected: objects.map((one) => `${one.objectType} ${one.objectName}`).join(", "),
    found: `${objectType} ${objectName}`,
    fix: [
      ...refresh,
      `Or declare it: ${inputOf("keyVaults", keyOf(workload, first.resource))}.objects: { ${quote(objectName)}: { objectType: ${quote(objectType)} } }`,
    ],
  };
}

function model(vault: string, actual: "AzureRbac" | "AccessPolicy", workload: Workload): Finding {
  const own = workload.classes.find((one) => isSame(one.vault, vault));
  const key = own ? keyOf(workload, own.resource) : vault;
  const declared = actual === "AzureRbac" ? "AccessPolicy" : "AzureRbac";
  return {
    link: "permission model",
    status: "differs",
    text: `Vault ${quote(vault)} decides by ${modelWords[actual]}, and the stack grants by ${modelWords[declared]}.`,
    expected: declared,
    found: actual,
    fix: [
      `${inputOf("keyVaults", key)}.permissionModel: "${actual}"`,
      `Or switch the vault back, which changes who may read it, for all its users: az keyvault update --name ${vault} --enable-rbac-authorization ${declared === "AzureRbac"}`,
    ],
  };
}

function missingGrant({ facts, workload, now }: Context, kind: "role" | "policy"): Finding {
  const { vault = "", objectName = "", objectType = "secret", text } = facts;
  const all = [...(workload?.grants ?? []), ...(workload?.outside.grants ?? [])];
  const list = /readMetadata\/action|(?:secrets|keys|certificates) list permission/.test(text);
  const enough = all.find((one) => one.kind === kind && covers(one, { vault, objectType, objectName, list }));
  if (enough !== undefined) {
    const age = pending(enough.resource.changed, now, minutesUntilInForce.grant);
    const what = kind === "role" ? "role assignment" : "access policy";
    if (age !== undefined)
      return { link: "grant", ...waiting(age, `The ${what} ${quote(enough.resource.name)}`) };
    return {
      link: "grant",
      status: "differs",
      text: `The stack has the ${what} ${quote(enough.resource.name)} for it. ${changedSince}`,
      expected: describeGrant(enough, plain),
      found: "none in force in Azure",
      fix: refresh,
    };
  }
  const needed = collectionOf[objectType as keyof typeof collectionOf] ?? "secrets";
  const external = all.every((one) => !isOnVault(one, vault));
  return {
    link: "grant",
    status: "differs",
    text: external
      ? `The stack grants nothing on vault ${quote(vault)}: with \`grants: External\`, another owner has to.`
      : `What the stack grants on vault ${quote(vault)} does not cover ${needed} ${quote(objectName)}.`,
    expected: kind === "role" ? `a role that reads ${needed}` : `${needed} get`,
    fix: external
      ? [
          "Leave `grants` out, so that the component grants it, or have it granted to the output `principalId`.",
        ]
      : refresh,
  };
}
