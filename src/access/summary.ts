import type * as pulumi from "@pulumi/pulumi";
import { accessSummary, type ClusterFacts, type VaultFacts } from "../model/access-summary";
import { describeRole } from "../model/assigned-role";
import { describeCreator } from "../model/names";
import { quote } from "../model/quote";
import { describeResource } from "../model/resource-id";
import { describeScope } from "../model/scope";
import type { ComponentContext } from "../pulumi/context";
import { changedChildren } from "../pulumi/declared";
import { unwrap } from "../pulumi/deferred";
import { logNotices, notice } from "../pulumi/notices";
import { settle, shownText } from "../pulumi/settle";
import { registeredAsDeclared } from "../rules/live-checks";
import { show } from "../rules/show";
import type {
  NormalizedArgs,
  NormalizedCluster,
  NormalizedIdentity,
  NormalizedKeyVault,
  WorkloadIdentity,
} from "../workload";

type Identity = NormalizedIdentity & WorkloadIdentity;

/** The access summary, complete in the first preview: what is unknown is said in words. */
export async function summarizeAccess(
  context: ComponentContext,
  { namespace, serviceAccount, clusters, identity: given, keyVaults, roleAssignments }: NormalizedArgs,
  created: WorkloadIdentity,
  ownSubscription: pulumi.Output<string>,
  /** The children that decide about access. */
  children: readonly pulumi.Resource[],
): Promise<Record<string, string>> {
  const identity = { ...given, ...created };
  return accessSummary({
    namespace: (await shownText(namespace)) ?? "(known after the update)",
    serviceAccount: (await shownText(serviceAccount.name)) ?? "(known after the update)",
    clusters: await Promise.all(clusters.map(clusterFacts)),
    identity: await identityWords(identity),
    origin: await origin(identity),
    owners: await knownOwners(identity),
    changed: await changes(context, children),
    roles: await Promise.all(roleAssignments.map((one) => roleWords(one, ownSubscription))),
    vaults: await Promise.all(keyVaults.map(vaultFacts)),
  });
}

async function vaultFacts({ key, vault, access, files, mount }: NormalizedKeyVault): Promise<VaultFacts> {
  return {
    key,
    name: await shownText(vault.name),
    access,
    objects: files,
    mount: mount && {
      appliedElsewhere: mount.management === "External",
      secretObjects: mount.secrets,
    },
  };
}

/** A phrase for a role, with its scope as far as it is known. */
async function roleWords(
  { key, role, scope }: NormalizedArgs["roleAssignments"][number],
  ownSubscription: pulumi.Output<string>,
): Promise<[string, string]> {
  const id = await shownText(scope);
  const own = await shownText(ownSubscription);
  const where = id === undefined ? `a scope not known yet (key ${quote(key)})` : describeScope(id, own);
  return [key, describeRole(role, where, id)];
}

/** A transform may have registered other scopes, roles, subjects and the like than the input stands for. */
async function changes(context: ComponentContext, children: readonly pulumi.Resource[]): Promise<string[]> {
  const changed = await changedChildren(children);
  return changed.map(({ child, property, declared, registered }) => {
    const fill = { child, property, declared: show(declared) };
    const found = notice(registeredAsDeclared, "transforms", { received: show(registered), fill });
    logNotices([context.name, child, property], [found], context.resource);
    return found.message;
  });
}

async function identityWords({ kind, description, existing, thing }: Identity): Promise<string> {
  const { resource } = existing ? await thing : {};
  const words =
    resource === undefined ? unnamed[kind] : `the identity that ${describeCreator(resource)} creates`;
  return (await shownText(description)) ?? words;
}

async function origin({ existing, thing }: Identity): Promise<string | undefined> {
  if (!existing) return undefined;
  const { resource } = await thing;
  return resource === undefined ? "existed before" : `is created by ${describeCreator(resource)}`;
}

/** Undefined while they are not known, or where they are secret. */
async function knownOwners(identity: Identity): Promise<readonly string[] | undefined> {
  if (identity.kind !== "new application" || !identity.owners) return [];
  const { secret, value } = await settle(unwrap(identity.owners));
  return secret ? undefined : value;
}

async function clusterFacts({ key, issuer }: NormalizedCluster): Promise<ClusterFacts> {
  return { key, remark: await clusterRemark(key, issuer) };
}

/** What a reviewer cannot see from the key of a cluster: names of AKS clusters are unique in their group only. */
async function clusterRemark(key: string, issuer: NormalizedCluster["issuer"]): Promise<string> {
  if ("url" in issuer) {
    const url = await shownText(issuer.url);
    return url === undefined ? "issuer not known yet" : `issuer ${quote(url)}`;
  }
  const { secret, value: cluster } = await settle(issuer.aks);
  if (secret || cluster === undefined) return "AKS cluster not known yet";
  return cluster.name === key
    ? `resource group ${quote(cluster.resourceGroupName)}`
    : describeResource("AKS cluster", cluster);
}

/** Words for an identity whose name is not known yet. */
const unnamed: Record<Identity["kind"], string> = {
  "new managed identity": "a new user-assigned identity",
  "existing managed identity": "an existing user-assigned identity",
  "new application": "a new Entra application",
  "existing application": "an existing Entra application",
};
