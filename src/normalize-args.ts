import * as pulumi from "@pulumi/pulumi";
import {
  Cloud,
  type Cluster,
  type KeyVaultWorkloadIdentityArgs,
  Management,
  OperatingSystem,
  ServiceAccountManagement,
  type TestPod,
  type WorkloadServiceAccount,
} from "./args";
import { credentialName } from "./model/names";
import { type ResourceReference, resourceType } from "./model/resource-id";
import { webhook } from "./model/vocabulary";
import { type NormalizedIdentity, normalizeIdentity } from "./normalize-identity";
import { type NormalizedKeyVault, normalizeKeyVaults } from "./normalize-key-vaults";
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
import { anyText, integer, isMap, listOf, oneOf, text } from "./validation/check";
import { entry, givenBy, property, show } from "./validation/issue";
import * as kubernetes from "./validation/kubernetes-names";
import type { Rule } from "./validation/rule";

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

export interface NormalizedServiceAccount {
  readonly management: ServiceAccountManagement;
  readonly name: pulumi.Output<string>;
  readonly labels?: TextMap;
  readonly annotations: TextMap;
  readonly tokenExpirationSeconds?: pulumi.Output<number>;
}

export interface NormalizedPod {
  readonly image: pulumi.Output<string>;
  readonly command: pulumi.Output<string[]>;
  readonly operatingSystem: OperatingSystem;
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
    identity: normalizeIdentity(args, gate),
    keyVaults: normalizeKeyVaults(component, args.keyVaults, gate),
    podLabels: normalizePodLabels(args.podLabels, gate),
    pod: normalizePod(args, gate),
    cloudName: args.cloud === Cloud.AzurePublicCloud ? undefined : args.cloud,
  };
  reportWaitingPod(normalized.pod, normalized.keyVaults, gate);
  return normalized;
}

/** The labels of another component may be taken over; but a pod cannot opt out of what it is labelled for. */
function normalizePodLabels(labels: TextMap | undefined, gate: Gate): TextMap {
  const own = textMap(gate, "podLabels", labels, kubernetes.qualifiedName, kubernetes.labelText);
  gate.check<unknown>("podLabels", own, (value, path) => {
    const use = isMap(value) ? value[webhook.useLabel] : undefined;
    if (use === undefined || use === "true") return [];
    return [
      {
        path: entry(path, webhook.useLabel),
        expected: 'left out, or the component\'s own "true"',
        received: show(use),
      },
    ];
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
  gate.checkPlain(at("management"), management, oneOf(Object.values(ServiceAccountManagement)));
  reportUnused(management, args, at, gate);
  return {
    management,
    name: gate.checkName(at("name"), name, text(withDefaultFrom(component, kubernetes.objectName))),
    labels:
      args.labels === undefined
        ? undefined
        : textMap(gate, at("labels"), args.labels, kubernetes.qualifiedName, kubernetes.labelText),
    annotations: textMap(gate, at("annotations"), args.annotations, notOurs, anyText),
    tokenExpirationSeconds: gate.checkOptional(
      at("tokenExpirationSeconds"),
      args.tokenExpirationSeconds,
      integer(3600, 86400, " (seconds)"),
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
    const expected = `left out while management is ${show(management)}`;
    gate.report({ path: at(name), expected, remedy: "Only the component's own annotations are added then." });
  }
}

/** The update would wait for the pod, the pod for the class, and the class for the outputs of the update. */
function reportWaitingPod(pod: unknown, keyVaults: readonly NormalizedKeyVault[], gate: Gate): void {
  if (pod === undefined || keyVaults.every(({ mount }) => mount?.management !== Management.External)) return;
  const remedy = "Somebody applies it after the update, and the pod would wait for that.";
  gate.report({ path: "pod", expected: "left out while a SecretProviderClass is External", remedy });
}

function normalizePod(args: KeyVaultWorkloadIdentityArgs, gate: Gate): NormalizedPod | undefined {
  if (args.pod === undefined) return undefined;
  const group: Partial<TestPod> = plainGroup(gate, "pod", args.pod);
  const { image, command, os = OperatingSystem.Linux } = group;
  gate.checkPlain("pod.os", os, oneOf(Object.values(OperatingSystem)));
  const sleep = os === OperatingSystem.Windows ? ["ping", "-t", "127.0.0.1"] : ["/bin/sleep", "10000"];
  return {
    operatingSystem: os,
    image: gate.check<unknown>("pod.image", image, text(imageName)) as pulumi.Output<string>,
    command: gate.check<unknown>(
      "pod.command",
      command === undefined ? sleep : command,
      listOf(text(anyText)),
    ) as pulumi.Output<string[]>,
  };
}

const imageName: Rule = {
  expected: "a container image, such as registry.k8s.io/e2e-test-images/busybox:1.29-4",
  source: "Kubernetes, core validation of containers",
  accepts: (value) => /^\S+$/.test(value),
};

/** Labels and annotations of the workload identity webhook follow from the other inputs. */
const notOurs: Rule = {
  ...kubernetes.qualifiedName,
  expected: `${kubernetes.qualifiedName.expected}; those under ${webhook.prefix} are the component's own`,
  accepts: (key) => kubernetes.qualifiedName.accepts(key) && !key.startsWith(webhook.prefix),
};

/** A name that was not given comes from the component: the user must learn where the text is from. */
function withDefaultFrom(component: string, rule: Rule): Rule {
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
  const entries = entriesIfAny(gate, "clusters", clusters, azure.clusterKey);
  if (entries.length > azure.credentialsPerIdentity) {
    gate.report({
      path: "clusters",
      expected: `at most ${azure.credentialsPerIdentity} entries: an identity has no room for more credentials`,
      received: `${entries.length} entries`,
      remedy: "Give the other clusters an identity of their own, with a second component.",
    });
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
    gate.report({
      path,
      expected:
        "given in exactly one way: resourceGroupName (with name, if it is not the key), or id, or oidcIssuerUrl",
      received: givenBy(cluster, ["id", "oidcIssuerUrl", "resourceGroupName", "name"]),
    });
    return { url: pulumi.output("") };
  }
  if (oidcIssuerUrl !== undefined) {
    return { url: gate.checkName(property(path, "oidcIssuerUrl"), oidcIssuerUrl, text(azure.issuerUrl)) };
  }
  const reference = { ...cluster, name: name === undefined ? key : name };
  return { aks: resourceReference(gate, path, reference, resourceType.managedCluster, azure.clusterName) };
}
