import * as pulumi from "@pulumi/pulumi";
import {
  Cloud,
  type Cluster,
  type KeyVaultWorkloadIdentityArgs,
  ServiceAccountManagement,
  type WorkloadServiceAccount,
} from "./args";
import { credentialName } from "./model/names";
import { type ResourceReference, resourceType } from "./model/resource-id";
import { webhook } from "./model/vocabulary";
import { type NormalizedIdentity, normalizeIdentity } from "./normalize-identity";
import { type NormalizedKeyVault, normalizeKeyVaults } from "./normalize-key-vaults";
import { checkPods, type NormalizedPod, normalizePod } from "./normalize-pod";
import type { Gate } from "./pulumi/gate";
import {
  entriesIfAny,
  isKnownMap,
  plainGroup,
  resourceReference,
  type TextMap,
  textMap,
} from "./pulumi/read-input";
import * as azure from "./validation/azure-names";
import { integer, isMap, type KeyCheck, keyOf, oneOf, text } from "./validation/check";
import { annotatedOnly, clusterCount, oneWayToCluster, ownAccount } from "./validation/combinations";
import { entry, givenBy, property, show } from "./validation/issue";
import { issuerRules } from "./validation/issuers";
import { anyText } from "./validation/kinds-of-value";
import * as kubernetes from "./validation/kubernetes-names";
import { credentialsPerIdentity } from "./validation/look-up-rules";
import { misspeltOneOf } from "./validation/near";
import { issue, type TextRule } from "./validation/rule";

/** The input with its defaults, checked: what the rooms are given. */
export interface NormalizedArgs {
  readonly namespace: pulumi.Output<string>;
  readonly clusters: readonly NormalizedCluster[];
  readonly serviceAccount: NormalizedServiceAccount;
  readonly identity: NormalizedIdentity;
  readonly keyVaults: readonly NormalizedKeyVault[];
  readonly podLabels: TextMap;
  readonly pod?: NormalizedPod;
  /** For the provider; left out for the public cloud. */
  readonly cloudName?: string;
}

export interface NormalizedCluster {
  readonly key: string;
  readonly path: string;
  readonly credentialName: string;
  /** An AKS cluster to look up, or the issuer of any cluster. */
  readonly issuer:
    | { readonly aks: pulumi.Output<ResourceReference> }
    | { readonly url: pulumi.Output<string> };
}

interface NormalizedServiceAccount {
  readonly management: ServiceAccountManagement;
  readonly name: pulumi.Output<string>;
  readonly labels?: TextMap;
  readonly annotations: TextMap;
  readonly tokenExpirationSeconds?: pulumi.Output<number>;
}

/** Fills in defaults and applies every rule: the gate learns what is wrong, now or when a value arrives. */
export function normalizeArgs(
  component: string,
  given: KeyVaultWorkloadIdentityArgs,
  gate: Gate,
): NormalizedArgs {
  const args: KeyVaultWorkloadIdentityArgs = isKnownMap(given) ? given : { namespace: "" };
  if (args.cloud !== undefined) gate.checkPlain("cloud", args.cloud, oneOf(Object.values(Cloud)));
  const normalized = {
    namespace: gate.checkName("namespace", args.namespace, text(kubernetes.namespaceName)),
    serviceAccount: normalizeServiceAccount(
      component,
      plainGroup(gate, "serviceAccount", args.serviceAccount),
      gate,
    ),
    clusters: normalizeClusters(component, args.clusters, gate),
    identity: normalizeIdentity(component, args, gate),
    keyVaults: normalizeKeyVaults(component, args.keyVaults, gate),
    podLabels: normalizePodLabels(args.podLabels, gate),
    pod: normalizePod(args.pod, gate),
    cloudName: args.cloud === Cloud.AzurePublicCloud ? undefined : args.cloud,
  };
  checkPods(component, args, normalized.keyVaults, gate);
  return normalized;
}

/** The labels of another component may be taken over; but a pod cannot opt out of what it is labelled for. */
function normalizePodLabels(labels: TextMap | undefined, gate: Gate): TextMap {
  const reserved = keyOf(kubernetes.qualifiedName, kubernetes.reservedKey);
  const keys: KeyCheck = (key, path) => (key === webhook.useLabel ? [] : reserved(key, path));
  const own = textMap(gate, "podLabels", labels, keys, text(kubernetes.labelText));
  gate.check<unknown>("podLabels", own, (value, path) => {
    const use = isMap(value) ? value[webhook.useLabel] : undefined;
    if (use === undefined || use === "true") return [];
    return [issue(kubernetes.useLabel, entry(path, webhook.useLabel), { received: show(use) })];
  });
  return own;
}

function normalizeServiceAccount(
  component: string,
  args: WorkloadServiceAccount,
  gate: Gate,
): NormalizedServiceAccount {
  const { name = component, management = ServiceAccountManagement.Create } = args;
  const at = (name: string) => property("serviceAccount", name);
  const keys = keyOf(kubernetes.qualifiedName, kubernetes.reservedKey);
  gate.checkPlain(at("management"), management, oneOf(Object.values(ServiceAccountManagement)));
  reportUnused(management, args, at, gate);
  const account = gate.checkName(at("name"), name, text(withDefaultFrom(component, kubernetes.objectName)));
  if (management === ServiceAccountManagement.Create) {
    gate.check<unknown>(at("name"), account, (value, path) =>
      value === "default" ? [issue(ownAccount, path, { received: show(value) })] : [],
    );
  }
  return {
    management,
    name: account,
    labels:
      args.labels === undefined
        ? undefined
        : textMap(gate, at("labels"), args.labels, keys, text(kubernetes.labelText)),
    annotations: textMap(gate, at("annotations"), args.annotations, keys, text(anyText)),
    tokenExpirationSeconds: gate.checkOptional(
      at("tokenExpirationSeconds"),
      args.tokenExpirationSeconds,
      integer(kubernetes.tokenExpiration),
    ),
  };
}

/** What would be ignored in silence: an account that exists keeps its labels and annotations. */
function reportUnused(
  management: ServiceAccountManagement,
  args: WorkloadServiceAccount,
  at: (name: string) => string,
  gate: Gate,
): void {
  if (management !== ServiceAccountManagement.Annotate) return;
  for (const name of ["labels", "annotations"] as const) {
    if (args[name] === undefined) continue;
    gate.report(issue(annotatedOnly, at(name)));
  }
}

/** A name that was not given comes from the component: the user must learn where the text is from. */
function withDefaultFrom(component: string, rule: TextRule): TextRule {
  return {
    ...rule,
    remedy: `Left out, it is the component's name, ${show(component)}: rename that, or give a name here.`,
  };
}

function normalizeClusters(
  component: string,
  clusters: Record<string, Cluster> | undefined,
  gate: Gate,
): NormalizedCluster[] {
  const entries = entriesIfAny(gate, "clusters", clusters, keyOf(azure.clusterKey));
  if (entries.length > credentialsPerIdentity) {
    gate.report(issue(clusterCount, "clusters", { received: `${entries.length} entries` }));
  }
  return entries.map(([key, cluster, path]) => ({
    key,
    path,
    credentialName: checkedCredentialName(component, key, path, gate),
    // A wrong key has been reported; a name made from it would only repeat that.
    issuer: normalizeCluster(azure.clusterKey.accepts(key) ? key : "cluster", cluster, path, gate),
  }));
}

function checkedCredentialName(component: string, key: string, path: string, gate: Gate): string {
  const name = credentialName(component, key, pulumi.getProject(), pulumi.getStack());
  const remedy = `It is made from the component's name, ${show(component)}, and this key.`;
  if (azure.clusterKey.accepts(key))
    gate.checkPlain(path, name, text({ ...azure.federatedCredentialName, remedy }));
  return name;
}

function normalizeCluster(
  key: string,
  cluster: Cluster,
  path: string,
  gate: Gate,
): NormalizedCluster["issuer"] {
  const { id, oidcIssuerUrl, resourceGroupName, name } = cluster;
  const ways = [id, oidcIssuerUrl, resourceGroupName].filter((way) => way !== undefined).length;
  if (ways !== 1 || (name !== undefined && resourceGroupName === undefined)) {
    const names = ["id", "oidcIssuerUrl", "resourceGroupName"];
    const received = givenBy(cluster, [...names, "name"]);
    // A way under a wrong name has been reported.
    if (ways > 0 || !misspeltOneOf(cluster, names)) {
      gate.report(issue(oneWayToCluster, path, { received }));
    }
    return { url: pulumi.output("") };
  }
  if (oidcIssuerUrl !== undefined) {
    return { url: gate.checkName(property(path, "oidcIssuerUrl"), oidcIssuerUrl, text(...issuerRules)) };
  }
  const reference = { ...cluster, name: name === undefined ? key : name };
  const rules = { id: azure.clusterId, name: azure.clusterName };
  return { aks: resourceReference(gate, path, reference, resourceType.managedCluster, rules) };
}
