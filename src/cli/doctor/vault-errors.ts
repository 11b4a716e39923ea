/** What Key Vault answers. https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */

import { quote } from "../../model/quote";
import { collectionOf, covers, isOnVault } from "../access/coverage";
import { plain } from "../review/style";
import { describeGrant } from "../review/words";
import { isText } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import type { Finding } from "./finding";
import {
  type Context,
  changedSince,
  type ErrorRule,
  inputOf,
  minutesUntilInForce,
  pending,
  refresh,
  waiting,
} from "./rule";

export const vaultErrors: readonly ErrorRule[] = [
  {
    says: /ForbiddenByFirewall|Client address is not authorized|ForbiddenByConnection|Public network access is disabled/,
    explain: ({ facts }) => ({
      link: "vault",
      status: "differs",
      text: `The vault ${name(facts.vault)} refuses the network that the nodes come from.`,
      fix: [
        "Give the nodes a private endpoint of the vault, with its DNS zone privatelink.vaultcore.azure.net.",
        `Or let their addresses in: az keyvault network-rule add --name ${facts.vault ?? "<vault>"} --ip-address <address of the nodes>`,
      ],
    }),
  },
  {
    says: /lookup [-a-z0-9]+\.vault\.[a-z.]+[^\n]*(?:no such host|server misbehaving)|(?:no such host|NXDOMAIN)[^\n]*\.vault\./i,
    explain: ({ facts, workload }) => {
      const declared = workload?.classes.map(({ vault }) => vault).filter(isText) ?? [];
      const known = declared.some((one) => one.toLowerCase() === facts.vault?.toLowerCase());
      return {
        link: "vault",
        status: "differs",
        text: `No vault answers to the name ${name(facts.vault)}: it does not exist, is deleted, or its private DNS zone is not linked to the network of the nodes.`,
        ...(!known && declared.length > 0 && { expected: declared.join(" or "), found: facts.vault }),
        fix: [`az keyvault show --name ${facts.vault ?? "<vault>"}`],
      };
    },
  },
  {
    says: /AKV10032|Invalid issuer\. Expected one of/,
    explain: ({ facts }) => {
      const [, expected] = /Expected one of https:\/\/sts\.windows\.net\/([^/\s,]+)/.exec(facts.text) ?? [];
      return {
        link: "tenant",
        status: "differs",
        text: "The vault belongs to another tenant than the token. A managed identity reads vaults of its own tenant only.",
        ...(expected !== undefined && { expected }),
        found: facts.tenant,
        fix: ["Use a vault of the identity's tenant, or an Entra application that both tenants know."],
      };
    },
  },
  {
    says: /ForbiddenByRbac|DeniedWithNoValidRBAC|Caller is not authorized to perform action/,
    explain: (context) => notGranted(context, "role"),
  },
  {
    says: /ForbiddenByPolicy|does not have (secrets|keys|certificates) (get|list) permission on key vault/,
    explain: (context) => notGranted(context, "policy"),
  },
  {
    says: /(Secret|Key|Certificate)Disabled|is not allowed on a disabled (secret|key|certificate)/,
    explain: ({ facts }, [kind = "secret"]) => ({
      link: "object",
      status: "differs",
      text: `The object ${name(facts.objectName)} in vault ${name(facts.vault)} is disabled.`,
      fix: [
        `az keyvault ${kind.toLowerCase()} set-attributes --vault-name ${facts.vault ?? "<vault>"} --name ${facts.objectName ?? "<object>"} --enabled true`,
      ],
    }),
  },
  {
    says: /(Secret|Key|Certificate)NotFound|A (secret|key|certificate) with \(name\/id\)/i,
    explain: ({ facts, workload }, [kind, other]) => {
      const noun = (kind ?? other ?? "secret").toLowerCase();
      const declares =
        workload === undefined || declared(workload, facts.vault, facts.objectName) !== undefined;
      return {
        link: "object",
        status: "differs",
        text: `Vault ${name(facts.vault)} has no ${noun} ${name(facts.objectName)}.${
          declares
            ? ""
            : " The stack does not name it either: the SecretProviderClass was changed in the cluster."
        }`,
        fix: [
          `az keyvault ${noun} list --vault-name ${facts.vault ?? "<vault>"} --query "[].name"`,
          declares
            ? "Create it, or correct `objectName` or `objectType` in `keyVaults.<key>.objects`. A deleted one can be recovered: az keyvault " +
              `${noun} recover --vault-name ${facts.vault ?? "<vault>"} --name ${facts.objectName ?? "<object>"}`
            : refresh.join(", then "),
        ],
      };
    },
  },
];

/** A vault that decides by this kind of grant refused. */
function notGranted({ facts, workload, now }: Context, kind: "role" | "policy"): Finding {
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
    text: `The identity may not read this in vault ${name(vault)}.`,
    fix: [
      "Compare the oid in the error with the output `principalId`, and look at what it was granted: az role assignment list --assignee <oid> --all",
    ],
  };
}

/** Who asked is not the component's identity at all. */
function otherPrincipal(found: string | undefined, { identity, name: of }: Workload): Finding | undefined {
  const { principalId } = identity;
  if (found === undefined || !isText(principalId) || principalId.toLowerCase() === found.toLowerCase())
    return undefined;
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
  const classes = workload?.classes.filter((one) => isText(one.vault) && same(one.vault, vault)) ?? [];
  const [first] = classes;
  if (workload === undefined || first === undefined) return undefined;
  const objects = classes.flatMap((one) => one.objects ?? []);
  if (objectName === undefined || objectType === undefined || objects.length === 0) return undefined;
  const isIt = objects.some((one) => same(one.objectName, objectName) && one.objectType === objectType);
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
  const own = workload.classes.find((one) => isText(one.vault) && same(one.vault, vault));
  const key = own ? keyOf(workload, own.resource) : vault;
  const words = { AzureRbac: "Azure RBAC", AccessPolicy: "access policies" };
  const declared = actual === "AzureRbac" ? "AccessPolicy" : "AzureRbac";
  return {
    link: "permission model",
    status: "differs",
    text: `Vault ${quote(vault)} decides by ${words[actual]}, and the stack grants by ${words[declared]}.`,
    expected: declared,
    found: actual,
    fix: [
      `${inputOf("keyVaults", key)}.permissionModel: "${actual}"`,
      `Or switch the vault back, which changes who may read it for everybody: az keyvault update --name ${vault} --enable-rbac-authorization ${declared === "AzureRbac"}`,
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

function declared(workload: Workload, vault: string | undefined, objectName: string | undefined) {
  return workload.classes
    .filter((one) => vault === undefined || (isText(one.vault) && same(one.vault, vault)))
    .flatMap((one) => one.objects ?? [])
    .find((one) => same(one.objectName, objectName));
}

const same = (a: string, b: string | undefined) => a.toLowerCase() === b?.toLowerCase();

function name(text: string | undefined): string {
  return text === undefined ? "(not named in the error)" : quote(text);
}
