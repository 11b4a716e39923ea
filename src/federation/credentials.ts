import * as pulumi from "@pulumi/pulumi";
import { childName, credentialName, parentTypes } from "../model/names";
import { quote } from "../model/quote";
import type { ComponentContext } from "../pulumi/context";
import { type Owner, reserve, reserveOnce, type Thing, thingOf } from "../pulumi/reservations";
import { serialize } from "../pulumi/serialize";
import { settle } from "../pulumi/settle";
import { credentialsPerIdentity, federatedOnce, sharedCredentialCount } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { issue } from "../rules/rule";
import type { NormalizedCluster, WorkloadIdentity } from "../workload";
import { createApplicationCredential } from "./application-credential";
import type { Credential } from "./credential";
import { createManagedIdentityCredential } from "./managed-identity-credential";

/** One federated credential for each cluster, after those of any component of the program on the same identity. */
export function createCredentials(
  context: ComponentContext,
  identity: WorkloadIdentity,
  clusters: readonly NormalizedCluster[],
  issuers: Readonly<Record<string, pulumi.Input<string>>>,
  subject: pulumi.Input<string>,
): pulumi.Resource[] {
  if (clusters.length === 0) return [];
  const credentials = clusters.map(
    ({ key, path }): Credential => ({
      path,
      childName: childName.credential(context.name, key),
      credentialName: nameOf(context, key),
      issuer: issuers[key] as pulumi.Input<string>,
      subject,
    }),
  );
  context.issues.reportLive(reserveCredentials(context, identity.thing, credentials));
  const { id, managed } = identity;
  return serialize(context, id, credentials, (credential, opts) =>
    managed
      ? createManagedIdentityCredential(managed, credential, opts)
      : createApplicationCredential(id, credential, opts),
  );
}

/** Components of one name under different parents have different credentials. */
async function nameOf({ resource, name }: ComponentContext, cluster: string): Promise<string> {
  // Not `urn.apply`: the credential would wait for the component, and with it for itself.
  const { value: urn = "" } = await settle(resource.urn);
  return credentialName(name, cluster, pulumi.getProject(), pulumi.getStack(), parentTypes(urn));
}

/** What clusters, and components with the same identity, can only get wrong together. */
async function reserveCredentials(
  context: ComponentContext,
  identity: Promise<Thing>,
  credentials: readonly Credential[],
): Promise<Issue[]> {
  const shared = await identity;
  const self: Owner = { token: context.token, path: "clusters" };
  const earlier = reserve("credentials", [shared], self, credentials.length);
  const counts = [
    ...earlier.map(({ owner, detail }) => ({ component: owner.token.name, count: detail })),
    { component: context.name, count: credentials.length },
  ];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const each = counts.map((one) => `${quote(one.component)}: ${one.count}`).join(", ");
  const tooMany = issue(sharedCredentialCount, "clusters", { received: `${total} (${each})` });
  const twice = await Promise.all(
    credentials.map((credential) => reserveCredential(context, shared, credential)),
  );
  return [...(total > credentialsPerIdentity ? [tooMany] : []), ...twice.flat()];
}

async function reserveCredential(
  context: ComponentContext,
  identity: Thing,
  { path, issuer, subject }: Credential,
): Promise<Issue[]> {
  const { value } = await settle(subject);
  const self = { token: context.token, path };
  const cluster = await thingOf(issuer, ["ManagedCluster", "KubernetesCluster"]);
  const received = reserveOnce("credential", [identity, cluster, { value }], self);
  return received === undefined ? [] : [issue(federatedOnce, path, { received })];
}
