import type * as pulumi from "@pulumi/pulumi";
import type { ClusterUse } from "../cluster/cluster-settings";
import { oidcIssuer } from "../cluster/oidc-issuer";
import { createApplicationCredentials } from "../federation/create-application-credentials";
import { createManagedIdentityCredentials } from "../federation/create-managed-identity-credentials";
import type { Credential } from "../federation/credential";
import { childName } from "../model/names";
import type { NormalizedKeyVault } from "../normalize-key-vaults";
import { addToCount, isTaken } from "../pulumi/claims";
import { settle } from "../pulumi/settle";
import type { Issue } from "../validation/issue";
import { credentialsPerIdentity, federatedOnce, sharedCredentialCount } from "../validation/look-up-rules";
import { issue } from "../validation/rule";
import type { Construction } from "./construction";
import type { WorkloadIdentity } from "./identity";

interface ClusterCredential extends Credential {
  readonly key: string;
  readonly path: string;
}

/** The issuers of the clusters, in the preview too, and what is to be trusted of each. */
export function clusterCredentials(
  { name, input, client, lookUps }: Construction,
  subject: pulumi.Output<string>,
): ClusterCredential[] {
  const use = useOf(input.keyVaults);
  return input.clusters.map((cluster) => ({
    key: cluster.key,
    path: cluster.path,
    childName: childName.credential(name, cluster.key),
    credentialName: cluster.credentialName,
    issuer: oidcIssuer({ ...cluster, subscriptionId: client.subscriptionId, use }, lookUps),
    subject,
  }));
}

/** Adds the credentials to the identity, after those of any component of the program that shares it. */
export function createCredentials(
  { component, gate }: Construction,
  identity: WorkloadIdentity,
  credentials: readonly ClusterCredential[],
): pulumi.Resource[] {
  const { existing, managed } = identity;
  if (credentials.length === 0) return [];
  gate.checkLookup(identityIssues(existing ?? component.urn, credentials));
  const turn = { of: identity.id, last: () => created.at(-1) };
  const opts = gate.childOptionsInTurn(component, turn);
  const created: pulumi.Resource[] = managed
    ? createManagedIdentityCredentials(managed, credentials, opts)
    : createApplicationCredentials(identity.id, credentials, opts);
  return created;
}

/** What clusters, and components that were given the same identity, can only find out together. */
async function identityIssues(
  existing: pulumi.Output<string>,
  credentials: readonly ClusterCredential[],
): Promise<Issue[]> {
  const { value: identity } = await settle(existing);
  if (identity === undefined) return [];
  const total = addToCount(identity, credentials.length);
  const tooMany = issue(sharedCredentialCount, "clusters", {
    received: `${total} credentials for ${identity}`,
  });
  const twice = await Promise.all(credentials.map((credential) => trustedTwice(identity, credential)));
  return [...(total > credentialsPerIdentity ? [tooMany] : []), ...twice.flat()];
}

async function trustedTwice(identity: string, credential: ClusterCredential): Promise<Issue[]> {
  const { path, issuer, subject } = credential;
  const [{ value: url }, { value: account }] = await Promise.all([settle(issuer), settle(subject)]);
  if (url === undefined || account === undefined) return [];
  if (!isTaken(["credential", identity.toLowerCase(), url, account], credential)) return [];
  return [issue(federatedOnce, path)];
}

/** What the pods need of a cluster; never rejects. */
async function useOf(vaults: readonly NormalizedKeyVault[]): Promise<ClusterUse> {
  const mounted = vaults.filter(({ mount }) => mount !== undefined);
  const objects = await Promise.all(mounted.map(async (vault) => (await settle(vault.objects)).value ?? []));
  return {
    mounts: mounted.length > 0,
    fillsSecrets: mounted.some(({ mount }) => mount?.secrets.length),
    followsNewest: objects.flat().some(({ objectVersion }) => !objectVersion),
  };
}
