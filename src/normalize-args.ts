import * as pulumi from "@pulumi/pulumi";
import {
  Cloud,
  type Cluster,
  type KeyVaultWorkloadIdentityArgs,
  ServiceAccountManagement,
  type UserAssignedIdentity,
  type WorkloadServiceAccount,
} from "./args";
import { credentialName } from "./model/names";
import { type ResourceReference, resourceType } from "./model/resource-id";
import { webhook } from "./model/vocabulary";
import { type NormalizedKeyVault, normalizeKeyVaults } from "./normalize-key-vaults";
import type { Gate } from "./pulumi/gate";
import {
  isKnownMap,
  plainGroup,
  requiredEntries,
  resourceReference,
  type TextMap,
  textMap,
} from "./pulumi/read-input";
import * as azure from "./validation/azure-names";
import { anyText, integer, oneOf, text } from "./validation/check";
import { property, show } from "./validation/issue";
import * as kubernetes from "./validation/kubernetes-names";
import { notYetBuilt } from "./validation/not-yet-built";
import type { Rule } from "./validation/rule";

/** The input with its defaults, checked: what the rooms are given. */
export interface NormalizedArgs {
  readonly namespace: pulumi.Output<string>;
  readonly clusters: readonly NormalizedCluster[];
  readonly serviceAccount: NormalizedServiceAccount;
  readonly userAssignedIdentity: NormalizedIdentity;
  readonly keyVaults: readonly NormalizedKeyVault[];
  readonly podLabels: TextMap;
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
  readonly name: pulumi.Output<string>;
  readonly labels: TextMap;
  readonly annotations: TextMap;
  readonly tokenExpirationSeconds?: pulumi.Output<number>;
}

export interface NormalizedIdentity {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly name?: pulumi.Output<string>;
  readonly location?: pulumi.Output<string>;
  readonly tags?: TextMap;
}

/** Fills in defaults and applies every rule: the gate learns what is wrong, now or when a value arrives. */
export function normalizeArgs(
  component: string,
  given: KeyVaultWorkloadIdentityArgs,
  gate: Gate,
): NormalizedArgs {
  const args: KeyVaultWorkloadIdentityArgs = isKnownMap(given) ? given : { namespace: "" };
  gate.report(...notYetBuilt(args));
  if (args.cloud !== undefined) gate.checkPlain("cloud", args.cloud, oneOf(Object.values(Cloud)));
  return {
    namespace: gate.check<string>("namespace", args.namespace, text(kubernetes.namespaceName)),
    serviceAccount: normalizeServiceAccount(
      component,
      plainGroup(gate, "serviceAccount", args.serviceAccount),
      gate,
    ),
    clusters: normalizeClusters(component, args.clusters, gate),
    userAssignedIdentity: normalizeIdentity(args, gate),
    keyVaults: normalizeKeyVaults(component, args.keyVaults, gate),
    podLabels: textMap(gate, "podLabels", args.podLabels, kubernetes.qualifiedName, kubernetes.labelText),
  };
}

function normalizeServiceAccount(
  component: string,
  args: WorkloadServiceAccount,
  gate: Gate,
): NormalizedServiceAccount {
  const { name = component } = args;
  const at = (name: string) => property("serviceAccount", name);
  if (args.management !== undefined) {
    gate.checkPlain(at("management"), args.management, oneOf(Object.values(ServiceAccountManagement)));
  }
  const ownAnnotation: Rule = {
    ...kubernetes.qualifiedName,
    expected: `${kubernetes.qualifiedName.expected}; those under ${webhook.prefix} are the component's own`,
    accepts: (key) => kubernetes.qualifiedName.accepts(key) && !key.startsWith(webhook.prefix),
  };
  return {
    name: gate.check(at("name"), name, text(withDefaultFrom(component, kubernetes.objectName))),
    labels: textMap(gate, at("labels"), args.labels, kubernetes.qualifiedName, kubernetes.labelText),
    annotations: textMap(gate, at("annotations"), args.annotations, ownAnnotation, anyText),
    tokenExpirationSeconds: gate.checkOptional(
      at("tokenExpirationSeconds"),
      args.tokenExpirationSeconds,
      integer(3600, 86400, " (seconds)"),
    ),
  };
}

/** A name that was not given comes from the component: the user must learn where the text is from. */
function withDefaultFrom(component: string, rule: Rule): Rule {
  return { ...rule, remedy: `Left out, it is the component's name, ${show(component)}.` };
}

function normalizeClusters(
  component: string,
  clusters: Record<string, Cluster> | undefined,
  gate: Gate,
): NormalizedCluster[] {
  const entries = requiredEntries(gate, "clusters", clusters, azure.clusterKey);
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
    issuer: normalizeCluster(key, cluster, path, gate),
  }));
}

function checkedCredentialName(component: string, key: string, path: string, gate: Gate): string {
  const name = credentialName(component, key, pulumi.getProject(), pulumi.getStack());
  gate.checkPlain(path, name, text(azure.federatedCredentialName));
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
      received: show(Object.keys(cluster)),
    });
  } else if (oidcIssuerUrl !== undefined) {
    return { url: gate.check(property(path, "oidcIssuerUrl"), oidcIssuerUrl, text(azure.issuerUrl)) };
  }
  const reference = { ...cluster, name: name === undefined ? key : name };
  return { aks: resourceReference(gate, path, reference, resourceType.managedCluster, azure.clusterName) };
}

function normalizeIdentity(args: KeyVaultWorkloadIdentityArgs, gate: Gate): NormalizedIdentity {
  if ((args.userAssignedIdentity === undefined) === (args.application === undefined)) {
    gate.report({
      path: "userAssignedIdentity",
      expected: "given, or else application: exactly one of the two says who the pods act as",
    });
  }
  const identity = plainGroup<UserAssignedIdentity>(gate, "userAssignedIdentity", args.userAssignedIdentity);
  const at = (name: string) => property("userAssignedIdentity", name);
  if (isKnownMap(args.userAssignedIdentity) && identity.resourceGroupName === undefined) {
    gate.report({
      path: at("resourceGroupName"),
      expected: azure.resourceGroupName.expected,
      received: show(undefined),
    });
  }
  return {
    resourceGroupName:
      gate.checkOptional<string>(
        at("resourceGroupName"),
        identity.resourceGroupName,
        text(azure.resourceGroupName),
      ) ?? pulumi.output(""),
    name: gate.checkOptional(at("name"), identity.name, text(azure.identityName)),
    location: gate.checkOptional(at("location"), identity.location, text(azure.location)),
    tags:
      identity.tags === undefined ? undefined : textMap(gate, at("tags"), identity.tags, anyText, anyText),
  };
}
