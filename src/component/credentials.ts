import type * as pulumi from "@pulumi/pulumi";
import { oidcIssuer } from "../cluster/oidc-issuer";
import { createApplicationCredentials } from "../federation/create-application-credentials";
import { createManagedIdentityCredentials } from "../federation/create-managed-identity-credentials";
import type { Credential } from "../federation/credential";
import { childName } from "../model/names";
import { addToCount, isTaken } from "../pulumi/claims";
import { settle } from "../pulumi/settle";
import { credentialsPerIdentity } from "../validation/azure-names";
import type { Issue } from "../validation/issue";
import type { Construction } from "./construction";
import type { WorkloadIdentity } from "./identity";

export interface ClusterCredential extends Credential {
  readonly key: string;
  readonly path: string;
}

/** The issuers of the clusters, in the preview too, and what is to be trusted of each. */
export function clusterCredentials(
  { name, input, client, lookUps }: Construction,
  subject: pulumi.Output<string>,
): ClusterCredential[] {
  return input.clusters.map((cluster) => ({
    key: cluster.key,
    path: cluster.path,
    childName: childName.credential(name, cluster.key),
    credentialName: cluster.credentialName,
    issuer: oidcIssuer({ ...cluster, subscriptionId: client.subscriptionId }, lookUps),
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
  const tooMany: Issue = {
    path: "clusters",
    expected: `at most ${credentialsPerIdentity} credentials for one identity, those of other components included`,
    received: `${total} credentials for ${identity}`,
    remedy:
      "Give some of the workloads an identity of their own, or take clusters out that are no longer used.",
  };
  const twice = await Promise.all(credentials.map((credential) => trustedTwice(identity, credential)));
  return [...(total > credentialsPerIdentity ? [tooMany] : []), ...twice.flat()];
}

async function trustedTwice(identity: string, credential: ClusterCredential): Promise<Issue[]> {
  const { path, issuer, subject } = credential;
  const [{ value: url }, { value: account }] = await Promise.all([settle(issuer), settle(subject)]);
  if (url === undefined || account === undefined) return [];
  if (!isTaken(["credential", identity.toLowerCase(), url, account], credential)) return [];
  const expected =
    "federated once: another cluster or component adds this issuer and subject to the same identity";
  return [{ path, expected, remedy: "Leave the cluster out of one of the two." }];
}
