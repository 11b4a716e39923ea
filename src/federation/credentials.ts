import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import type { ComponentContext } from "../pulumi/context";
import { addToCount, reserve } from "../pulumi/program";
import { serialize } from "../pulumi/serialize";
import { settle } from "../pulumi/settle";
import { credentialsPerIdentity, federatedOnce, sharedCredentialCount } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { issue } from "../rules/rule";
import { createApplicationCredential } from "./application-credential";
import type { Credential } from "./credential";
import { createManagedIdentityCredential } from "./managed-identity-credential";

interface FederatedIdentity {
  readonly id: pulumi.Output<string>;
  /** Set for a managed identity, whose credentials are addressed by resource group and name. */
  readonly managed?: {
    readonly resourceGroupName: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
  };
  /** What identifies an identity that existed before: two components may have been given the same. */
  readonly existing?: pulumi.Output<string>;
}

interface FederatedCluster {
  readonly key: string;
  readonly path: string;
  readonly credentialName: string;
}

/** One federated credential for each cluster, after those of any component of the program on the same identity. */
export function createCredentials(
  context: ComponentContext,
  identity: FederatedIdentity,
  clusters: readonly FederatedCluster[],
  issuers: Readonly<Record<string, pulumi.Output<string>>>,
  subject: pulumi.Output<string>,
): pulumi.Resource[] {
  if (clusters.length === 0) return [];
  const credentials = clusters.map((cluster): Credential => {
    const { key, path, credentialName } = cluster;
    const issuer = issuers[key] as pulumi.Output<string>;
    return { path, childName: childName.credential(context.name, key), credentialName, issuer, subject };
  });
  const owner = identity.existing ?? context.resource.urn;
  context.issues.reportLive(reserveCredentials(owner, credentials));
  const { id, managed } = identity;
  return serialize(context, id, credentials, (credential, opts) =>
    managed
      ? createManagedIdentityCredential(managed, credential, opts)
      : createApplicationCredential(id, credential, opts),
  );
}

/** What clusters, and components that were given the same identity, can only get wrong together. */
async function reserveCredentials(
  identity: pulumi.Output<string>,
  credentials: readonly Credential[],
): Promise<Issue[]> {
  const { value: owner } = await settle(identity);
  if (owner === undefined) return [];
  const total = addToCount(owner, credentials.length);
  const tooMany = issue(sharedCredentialCount, "clusters", { received: `${total} credentials on ${owner}` });
  const twice = await Promise.all(credentials.map((credential) => reserveCredential(owner, credential)));
  return [...(total > credentialsPerIdentity ? [tooMany] : []), ...twice.flat()];
}

async function reserveCredential(owner: string, credential: Credential): Promise<Issue[]> {
  const { path, issuer, subject } = credential;
  const [{ value: url }, { value: account }] = await Promise.all([settle(issuer), settle(subject)]);
  if (url === undefined || account === undefined) return [];
  const isFree = reserve(["credential", owner.toLowerCase(), url, account], credential);
  return isFree ? [] : [issue(federatedOnce, path)];
}
