import * as pulumi from "@pulumi/pulumi";
import { type AccessFacts, accessSummary } from "../model/access-summary";
import { describeRole } from "../model/assigned-role";
import { describeCreator } from "../model/names";
import { quote } from "../model/quote";
import { describeResource } from "../model/resource-id";
import { describeScope } from "../model/scope";
import type { ComponentContext } from "../pulumi/context";
import { changedChildren } from "../pulumi/declared";
import { logNotices, notice } from "../pulumi/notices";
import { describe, settle } from "../pulumi/settle";
import { registeredAsDeclared } from "../rules/live-checks";
import { show } from "../rules/show";
import type { NormalizedArgs, NormalizedCluster, NormalizedIdentity, WorkloadIdentity } from "../workload";

type Identity = NormalizedIdentity & WorkloadIdentity;

/** The access summary, complete in the first preview: what is unknown is said in words. */
export function summarizeAccess(
  context: ComponentContext,
  { namespace, serviceAccount, clusters, identity: given, keyVaults, roleAssignments }: NormalizedArgs,
  created: WorkloadIdentity,
  ownSubscription: pulumi.Output<string>,
  /** The children that decide about access. */
  children: readonly pulumi.Resource[],
): pulumi.Output<Record<string, string>> {
  const identity = { ...given, ...created };
  const facts = pulumi.output({
    namespace: describe(namespace, "(known after the update)"),
    serviceAccount: describe(serviceAccount.name, "(known after the update)"),
    clusters: clusters.map(({ key, issuer }) => ({ key, remark: clusterRemark(key, issuer) })),
    identity: identityWords(identity),
    origin: origin(identity),
    owners: knownOwners(identity),
    changed: changes(context, children),
    roles: roleWords(roleAssignments, ownSubscription),
    vaults: pulumi.all(
      keyVaults.map(({ key, vault, access, files, mount }) =>
        describe(vault.name, "").apply((name) => ({
          key,
          name: name || undefined,
          access,
          objects: files,
          mount: mount && {
            appliedElsewhere: mount.management === "External",
            secretObjects: mount.secrets,
          },
        })),
      ),
    ),
  });
  return facts.apply((known) => accessSummary(known as unknown as AccessFacts));
}

/** A phrase for each role, with its scope as far as it is known. */
function roleWords(
  roles: NormalizedArgs["roleAssignments"],
  ownSubscription: pulumi.Output<string>,
): pulumi.Output<[string, string][]> {
  const phrases = roles.map(({ key, role, scope }) =>
    pulumi.all([describe(scope, ""), describe(ownSubscription, "")]).apply(([id, own]) => {
      const where = id === "" ? `a scope not known yet (key ${quote(key)})` : describeScope(id, own);
      return [key, describeRole(role, where, id || undefined)] as [string, string];
    }),
  );
  return pulumi.all(phrases);
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
  return (await settle(describe(description, words))).value ?? words;
}

async function origin({ existing, thing }: Identity): Promise<string | undefined> {
  if (!existing) return undefined;
  const { resource } = await thing;
  return resource === undefined ? "existed before" : `is created by ${describeCreator(resource)}`;
}

/** Undefined while they are not known, or where they are secret. */
async function knownOwners(identity: Identity): Promise<readonly string[] | undefined> {
  if (identity.kind !== "new application" || !identity.owners) return [];
  const { secret, value } = await settle(identity.owners);
  return secret ? undefined : value;
}

/** What a reviewer cannot see from the key of a cluster: names of AKS clusters are unique in their group only. */
function clusterRemark(key: string, issuer: NormalizedCluster["issuer"]): pulumi.Output<string> {
  if ("url" in issuer) {
    const words = issuer.url.apply((url) => `issuer ${quote(url)}`);
    return describe(words, "issuer not known yet");
  }
  const words = issuer.aks.apply((cluster) =>
    cluster.name === key
      ? `resource group ${quote(cluster.resourceGroupName)}`
      : describeResource("AKS cluster", cluster),
  );
  return describe(words, "AKS cluster not known yet");
}

/** Words for an identity whose name is not known yet. */
const unnamed: Record<Identity["kind"], string> = {
  "new managed identity": "a new user-assigned identity",
  "existing managed identity": "an existing user-assigned identity",
  "new application": "a new Entra application",
  "existing application": "an existing Entra application",
};
