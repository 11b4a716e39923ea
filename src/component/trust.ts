import * as pulumi from "@pulumi/pulumi";
import { Management } from "../args";
import { quote } from "../model/quote";
import { type TrustFacts, trustStatement } from "../model/trust-statement";
import type { NormalizedArgs, NormalizedCluster } from "../normalize-args";
import type { NormalizedIdentity } from "../normalize-identity";
import { inWords, settle } from "../pulumi/settle";
import type { WorkloadIdentity } from "./identity";

/** The trust statement, complete in the first preview: what is unknown is told in words. */
export function trustOutput(input: NormalizedArgs, identity: WorkloadIdentity): pulumi.Output<string> {
  const facts = pulumi.output({
    namespace: inWords(input.namespace, "(known after the update)"),
    serviceAccount: inWords(input.serviceAccount.name, "(known after the update)"),
    clusters: input.clusters.map(({ key, issuer }) => ({ key, remark: clusterRemark(key, issuer) })),
    identity: inWords(identity.description, unnamed[input.identity.kind]),
    takenOver: identity.existing !== undefined,
    owners: knownOwners(input.identity),
    vaults: pulumi.all(
      input.keyVaults.map(({ key, vault, access, files, mount }) =>
        inWords(vault.name, "").apply((name) => ({
          key,
          name: name || undefined,
          access,
          objects: files,
          mount: mount && {
            appliedElsewhere: mount.management === Management.External,
            secretObjects: mount.secrets,
          },
        })),
      ),
    ),
  });
  return facts.apply((known) => trustStatement(known as unknown as TrustFacts));
}

/** Undefined while they are not known, or where they are secret. */
async function knownOwners(identity: NormalizedIdentity): Promise<readonly string[] | undefined> {
  if (identity.kind !== "new application" || !identity.owners) return [];
  const { secret, value } = await settle(identity.owners);
  return secret ? undefined : value;
}

/** What a reviewer cannot see from the key of a cluster: names of AKS clusters are unique in their group only. */
function clusterRemark(key: string, issuer: NormalizedCluster["issuer"]): pulumi.Output<string> {
  if ("url" in issuer)
    return inWords(
      issuer.url.apply((url) => `issuer ${quote(url)}`),
      "issuer not known yet",
    );
  const words = issuer.aks.apply(({ name, resourceGroupName }) => {
    const group = `resource group ${quote(resourceGroupName)}`;
    return name === key ? group : `AKS cluster ${quote(name)} in ${group}`;
  });
  return inWords(words, "AKS cluster not known yet");
}

/** Words for an identity whose name is not known yet. */
const unnamed: Record<NormalizedArgs["identity"]["kind"], string> = {
  "new managed identity": "a new user-assigned identity",
  "existing managed identity": "an existing user-assigned identity",
  "new application": "a new Entra application",
  "existing application": "an existing Entra application",
};
