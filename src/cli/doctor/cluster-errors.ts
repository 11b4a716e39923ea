/** What the kubelet, the CSI driver, its Key Vault provider and SDKs in the pod report. [contract: PV, DR] */

import { quote } from "../../model/quote";
import { csiDriverName, tokenAudience } from "../../model/vocabulary";
import { isText } from "../stack/value";
import type { Finding, Link } from "./finding";
import { type Context, type ErrorRule, refresh } from "./rule";

const enableWebhook =
  "On AKS: az aks update --resource-group <group> --name <cluster> --enable-workload-identity";
const addOn =
  "On AKS: az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group <group> --name <cluster>";

export const driverErrors: readonly ErrorRule[] = [
  {
    says: /driver name secrets-store\.csi\.k8s\.io not found|no matches for kind "?SecretProviderClass/,
    explain: () => ({
      link: "driver",
      status: "differs",
      text: "The Secrets Store CSI driver does not run on this node, or is not installed.",
      fix: [addOn, "kubectl get csinode <node> (lists the drivers of the node)"],
    }),
  },
  {
    says: /provider not found: provider "?azure|error connecting to provider "?azure|providers\/azure\.sock/,
    explain: () => ({
      link: "driver",
      status: "differs",
      text: "The CSI driver runs, but the Azure provider beside it does not answer on this node.",
      fix: [addOn, "kubectl get pods --all-namespaces --output wide | grep provider-azure"],
    }),
  },
  {
    says: /service account tokens not found|token for audience \S+ not found|serviceAccount\.tokens not found/,
    explain: () => ({
      link: "tokens",
      status: "differs",
      text: `The CSI driver gets no token for ${tokenAudience}: the CSIDriver object does not ask for it, as is the upstream driver's default.`,
      expected: `spec.tokenRequests lists ${tokenAudience}`,
      fix: [
        `kubectl get csidriver ${csiDriverName} --output yaml`,
        `helm upgrade … --set "tokenRequests[0].audience=${tokenAudience}" for the upstream chart; the AKS add-on has it by itself`,
      ],
    }),
  },
  {
    says: /nodePublishSecretRef secret is not set|could not find clientid in secrets/i,
    explain: (context) =>
      parameter(context, "clientID", context.workload?.identity.clientId, "The provider ignores `clientId`."),
  },
  {
    says: /keyvaultName is not provided/,
    explain: (context) =>
      parameter(context, "keyvaultName", firstVault(context), "The provider ignores `keyVaultName`."),
  },
  {
    says: /tenantId is not provided|tenantID is not provided/,
    explain: (context) => parameter(context, "tenantID", context.workload?.identity.tenantId),
  },
  {
    says: /objects is not set|missing object versions|failed to yaml unmarshal|no objects? (?:found|specified)/,
    explain: (context) =>
      parameter(context, "objects", undefined, "It is a YAML text with a list of YAML texts."),
  },
  {
    says: /(Invalid vault name: [^\n]*|cloudName \S+ is not valid|Invalid vaultObjectTypes[^\n]*|invalid objectFormat[^\n]*|objectEncoding only supported[^\n]*|PFX format only supported[^\n]*|file name must [^\n]*|only one identity mode can be enabled[^\n]*)/,
    explain: (_context, [words = ""]) => ({
      link: "class",
      status: "differs",
      text: `The SecretProviderClass has a value that the provider refuses: ${quote(words.slice(0, 200))}. The component writes none of these, so the class is not as the stack has it.`,
      fix: refresh,
    }),
  },
  {
    says: /failed to get secretproviderclass|secretproviderclasses\S* "[^"]+" not found/i,
    explain: ({ facts, workload }) => {
      const declared = workload?.classes.map(({ name }) => name).filter(isText) ?? [];
      const known = declared.includes(facts.className ?? "");
      return {
        link: "class",
        status: "differs",
        text: `The pod's volume names the SecretProviderClass ${quote(facts.className ?? "")}, which is not in the pod's namespace.`,
        ...(declared.length > 0 && !known && { expected: declared.join(" or "), found: facts.className }),
        fix: known
          ? refresh
          : [
              "Use the output `volumes`, or `secretProviderClassNames`, in the pod spec, and the namespace of the component.",
            ],
      };
    },
  },
  {
    says: /Readonly is not true in request/i,
    explain: () => ({
      link: "class",
      status: "differs",
      text: "The pod's CSI volume is not read-only.",
      expected: "csi.readOnly: true",
      fix: ["Use the output `volumes` in the pod spec."],
    }),
  },
  {
    says: /service account \S+ not found|serviceaccounts? "([^"]+)" not found|error looking up service account \S+?\/([-.a-z0-9]+)/,
    explain: ({ workload }, [one, other]) => {
      const expected = workload?.serviceAccount;
      return {
        link: "service account",
        status: "differs",
        text: `The pod's service account ${quote(one ?? other ?? "")} does not exist.`,
        ...(isText(expected) && expected !== (one ?? other) && { expected, found: one ?? other }),
        fix: ["Use the output `serviceAccountName` in the pod spec.", ...refresh],
      };
    },
  },
];

export const secretErrors: readonly ErrorRule[] = [
  {
    says: /secrets is forbidden: User "system:serviceaccount:[^"]*secrets-store/,
    explain: () => ({
      link: "secret",
      status: "differs",
      text: "The CSI driver may not write Secrets: it was installed without syncing.",
      fix: [
        "helm upgrade … --set syncSecret.enabled=true for a driver of your own; the AKS add-on has it by itself",
      ],
    }),
  },
  {
    says: /file matching objectName (\S+) not found in the pod/,
    explain: (_context, [file = ""]) => ({
      link: "secret",
      status: "differs",
      text: `A Secret is to be filled from the file ${quote(file)}, which is not mounted.`,
      fix: ["`syncedSecrets` and `env` take names of files, which are the keys of `objects`.", ...refresh],
    }),
  },
  {
    says: /couldn't find key (\S+) in Secret (\S+)/,
    explain: (_context, [key = "", of = ""]) => ({
      link: "secret",
      status: "differs",
      text: `Secret ${quote(of)} has no key ${quote(key)}. The driver fills it only when a pod mounts the volume.`,
      fix: ["Use the output `env` beside `volumeMounts`, then: kubectl rollout restart deployment/<name>"],
    }),
  },
  {
    says: /(?:Error|MountVolume)[^\n]*secret "([^"]+)" not found|secrets? "([^"]+)" not found/,
    explain: ({ workload }, [one, other]) => {
      const name = one ?? other ?? "";
      const filled = workload?.classes.flatMap(({ secrets }) => secrets.map((secret) => secret.name)) ?? [];
      const known = filled.includes(name);
      return {
        link: "secret",
        status: "differs",
        text: known
          ? `The driver fills Secret ${quote(name)} only while a pod of the same namespace mounts the volume.`
          : `No SecretProviderClass of the stack fills a Secret ${quote(name)}.`,
        ...(!known && filled.length > 0 && { expected: filled.filter(isText).join(" or "), found: name }),
        fix: [
          "Use the output `volumeMounts` beside `env`, in the same container.",
          "A driver of your own needs syncSecret.enabled=true.",
        ],
      };
    },
  },
];

const sdkLink: Link = "sdk";

export const sdkErrors: readonly ErrorRule[] = [
  {
    // azure-workload-identity, charts/workload-identity-webhook: the name of the webhook
    says: /failed calling webhook "mutation\.azure-workload-identity\.io"/,
    explain: () => ({
      link: sdkLink,
      status: "differs",
      text: "The workload identity webhook is registered, but does not answer. Until it does, pods with the label azure.workload.identity/use are not created.",
      fix: [
        "kubectl get pods --all-namespaces --selector azure-workload-identity.io/system=true",
        enableWebhook,
      ],
    }),
  },
  {
    says: /WorkloadIdentityCredential[^\n]*(?:unavailable|not (?:fully )?configured)|no client ID specified|no token file specified|AZURE_FEDERATED_TOKEN_FILE/i,
    explain: () => ({
      link: sdkLink,
      status: "differs",
      text: "The pod has no AZURE_* variables: the webhook gives them at its creation, and only with the label azure.workload.identity/use.",
      expected: 'pod label azure.workload.identity/use: "true"',
      fix: ["Use the output `podLabels` on the pod's template, then recreate the pods.", enableWebhook],
    }),
  },
  {
    says: /169\.254\.169\.254|ManagedIdentityCredential[^\n]*(?:failed|unavailable)|Identity not found/,
    explain: () => ({
      link: sdkLink,
      status: "differs",
      text: "The SDK asked for the identity of the node, not for the pod's.",
      fix: [
        "Use WorkloadIdentityCredential or DefaultAzureCredential, with the output `podLabels` on the pod.",
      ],
    }),
  },
];

function parameter(context: Context, name: string, expected: unknown, remark = ""): Finding {
  return {
    link: "class",
    status: "differs",
    text: `The SecretProviderClass has no parameter ${name}, in exactly this spelling.${remark && ` ${remark}`}`,
    expected: typeof expected === "string" ? `${name}: ${expected}` : `${name}, as the stack has it`,
    fix: context.workload?.classes.length === 0 ? ["Apply the output `manifests` as it is."] : refresh,
  };
}

function firstVault({ workload }: Context): unknown {
  return workload?.classes.map(({ vault }) => vault).find(isText);
}
