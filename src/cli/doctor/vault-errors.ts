/** What Key Vault answers. https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */

import { isSame, isText } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import { type ErrorRule, inputOf, noConnection, refresh, show } from "./rule";
import { notGranted } from "./vault-refusals";

export const vaultErrors: readonly ErrorRule[] = [
  {
    says: /ForbiddenByFirewall|Client address is not authorized|ForbiddenByConnection|Public network access is disabled/,
    explain: ({ facts }) => ({
      link: "vault",
      status: "differs",
      text: `The vault ${show(facts.vault)} refuses the network that the nodes come from.`,
      ...(facts.address !== undefined && { found: `a request from ${facts.address}` }),
      fix: [
        "Give the nodes a private endpoint of the vault, with its DNS zone privatelink.vaultcore.azure.net.",
        `Or let their addresses in: az keyvault network-rule add --name ${facts.vault ?? "<vault>"} --ip-address ${facts.address ?? "<address of the nodes>"}`,
      ],
    }),
  },
  {
    says: /lookup [-a-z0-9]+\.vault\.[a-z.]+[^\n]*(?:no such host|server misbehaving)|(?:no such host|NXDOMAIN)[^\n]*\.vault\./i,
    explain: ({ facts, workload }) => {
      const declared = workload?.classes.map(({ vault }) => vault).filter(isText) ?? [];
      const known = declared.some((one) => isSame(one, facts.vault));
      return {
        link: "vault",
        status: "differs",
        text: `No vault answers to the name ${show(facts.vault)}: it does not exist, is deleted, or its private DNS zone is not linked to the network of the nodes.`,
        ...(!known && declared.length > 0 && { expected: declared.join(" or "), found: facts.vault }),
        fix: [`az keyvault show --name ${facts.vault ?? "<vault>"}`],
      };
    },
  },
  {
    says: new RegExp(`https://[-a-z0-9]+\\.vault\\.[a-z.]+/?[^\\n]*${noConnection}`, "i"),
    explain: ({ facts }) => ({
      link: "vault",
      status: "differs",
      text: `The node does not reach the vault ${show(facts.vault)}: its name is known, but nothing answers.`,
      fix: [
        "Let the nodes reach it on port 443: firewall, route table and security groups of their network, and the state of a private endpoint.",
      ],
    }),
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
      text: `The object ${show(facts.objectName)} in vault ${show(facts.vault)} is disabled.`,
      fix: [
        `az keyvault ${kind.toLowerCase()} set-attributes --vault-name ${facts.vault ?? "<vault>"} --name ${facts.objectName ?? "<object>"} --enabled true`,
      ],
    }),
  },
  {
    says: /(Secret|Key|Certificate)NotFound|A (secret|key|certificate) with \(name\/id\)/i,
    explain: ({ facts, workload }, [kind, other]) => {
      const noun = (kind ?? other ?? "secret").toLowerCase();
      const place = workload && declared(workload, facts.vault, facts.objectName);
      const declares = workload === undefined || place !== undefined;
      return {
        link: "object",
        status: "differs",
        text: `Vault ${show(facts.vault)} has no ${noun} ${show(facts.objectName)}.${
          declares
            ? ""
            : " The stack does not name it either: the SecretProviderClass was changed in the cluster."
        }`,
        fix: [
          `az keyvault ${noun} list --vault-name ${facts.vault ?? "<vault>"} --query "[].name"`,
          declares
            ? `Create it, or correct objectName or objectType of ${place ?? "keyVaults.<key>.objects"}. A deleted one can be recovered: az keyvault ${noun} recover --vault-name ${facts.vault ?? "<vault>"} --name ${facts.objectName ?? "<object>"}`
            : refresh.join(", then "),
        ],
      };
    },
  },
];

/** `keyVaults["kv-shop"].objects["tls.pem"]` */
function declared(workload: Workload, vault: string | undefined, objectName: string | undefined) {
  const places = workload.classes
    .filter((one) => vault === undefined || isSame(one.vault, vault))
    .flatMap(({ objects = [], resource }) =>
      objects
        .filter((one) => isSame(one.objectName, objectName))
        .map(
          ({ fileName }) =>
            `${inputOf("keyVaults", keyOf(workload, resource))}.${inputOf("objects", fileName)}`,
        ),
    );
  return places[0];
}
