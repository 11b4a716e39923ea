import * as pulumi from "@pulumi/pulumi";
import { type AccessFacts, accessSummary } from "../model/access-summary";
import { type AssignedRole, describeAssignedRole } from "../model/assigned-role";
import { describeCreator } from "../model/names";
import { quote } from "../model/quote";
import type { ResourceReference } from "../model/resource-id";
import { describeScope } from "../model/scope";
import type { SecretObject } from "../model/secret-provider-class";
import type { VaultAccess } from "../model/vault-access";
import type { VaultObject } from "../model/vault-object";
import type { ComponentContext } from "../pulumi/context";
import { changedChildren } from "../pulumi/declared";
import { logNotices, notice } from "../pulumi/notices";
import type { Thing } from "../pulumi/reservations";
import { describe, settle } from "../pulumi/settle";
import { registeredAsDeclared } from "../rules/live-checks";
import { show } from "../rules/show";

interface SummaryInputs {
  readonly namespace: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
  readonly clusters: readonly SummarizedCluster[];
  readonly identity: SummarizedIdentity;
  readonly keyVaults: readonly SummarizedVault[];
  readonly roles: SummarizedRoles;
  /** The children that decide about access. */
  readonly children: readonly pulumi.Resource[];
}

interface SummarizedCluster {
  readonly key: string;
  readonly issuer:
    | { readonly aks: pulumi.Output<ResourceReference> }
    | { readonly url: pulumi.Output<string> };
}

interface SummarizedIdentity {
  readonly kind: keyof typeof unnamed;
  readonly description: pulumi.Output<string>;
  readonly existing?: true;
  readonly thing: Promise<Thing>;
  readonly owners?: pulumi.Output<string[]>;
}

interface SummarizedVault {
  readonly key: string;
  readonly vault: pulumi.Output<ResourceReference>;
  readonly access: VaultAccess;
  readonly files: readonly VaultObject[];
  readonly mount?: { readonly management: string; readonly secrets: readonly SecretObject[] };
}

interface SummarizedRoles {
  readonly assigned: readonly {
    readonly key: string;
    readonly role: AssignedRole;
    readonly scope: pulumi.Output<string>;
  }[];
  readonly ownSubscription: pulumi.Output<string>;
}

/** The access summary, complete in the first preview: what is unknown is said in words. */
export function summarizeAccess(
  context: ComponentContext,
  inputs: SummaryInputs,
): pulumi.Output<Record<string, string>> {
  const { namespace, serviceAccountName, clusters, identity, keyVaults, roles, children } = inputs;
  const facts = pulumi.output({
    namespace: describe(namespace, "(known after the update)"),
    serviceAccount: describe(serviceAccountName, "(known after the update)"),
    clusters: clusters.map(({ key, issuer }) => ({ key, remark: clusterRemark(key, issuer) })),
    identity: identityWords(identity),
    origin: origin(identity),
    owners: knownOwners(identity),
    changed: changes(context, children),
    roles: roleWords(roles),
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
function roleWords({ assigned, ownSubscription }: SummarizedRoles): pulumi.Output<[string, string][]> {
  const phrases = assigned.map(({ key, role, scope }) =>
    pulumi.all([describe(scope, ""), describe(ownSubscription, "")]).apply(([id, own]) => {
      const where = id === "" ? `a scope not known yet (key ${quote(key)})` : describeScope(id, own);
      return [key, describeAssignedRole(role, id || undefined, where)] as [string, string];
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

async function identityWords({ kind, description, existing, thing }: SummarizedIdentity): Promise<string> {
  const { resource } = existing ? await thing : {};
  const words =
    resource === undefined ? unnamed[kind] : `the identity that ${describeCreator(resource)} creates`;
  return (await settle(describe(description, words))).value ?? words;
}

async function origin({ existing, thing }: SummarizedIdentity): Promise<string | undefined> {
  if (!existing) return undefined;
  const { resource } = await thing;
  return resource === undefined ? "existed before" : `is created by ${describeCreator(resource)}`;
}

/** Undefined while they are not known, or where they are secret. */
async function knownOwners({ kind, owners }: SummarizedIdentity): Promise<readonly string[] | undefined> {
  if (kind !== "new application" || !owners) return [];
  const { secret, value } = await settle(owners);
  return secret ? undefined : value;
}

/** What a reviewer cannot see from the key of a cluster: names of AKS clusters are unique in their group only. */
function clusterRemark(key: string, issuer: SummarizedCluster["issuer"]): pulumi.Output<string> {
  if ("url" in issuer) {
    const words = issuer.url.apply((url) => `issuer ${quote(url)}`);
    return describe(words, "issuer not known yet");
  }
  const words = issuer.aks.apply(({ name, resourceGroupName }) => {
    const group = `resource group ${quote(resourceGroupName)}`;
    return name === key ? group : `AKS cluster ${quote(name)} in ${group}`;
  });
  return describe(words, "AKS cluster not known yet");
}

/** Words for an identity whose name is not known yet. */
const unnamed = {
  "new managed identity": "a new user-assigned identity",
  "existing managed identity": "an existing user-assigned identity",
  "new application": "a new Entra application",
  "existing application": "an existing Entra application",
};
