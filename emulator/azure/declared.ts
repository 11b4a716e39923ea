import type { Recorded } from "../store";
import { credentialsOf, type IdentityDeclaration, type VaultDeclaration, type World } from "../world";
import { credentialAnswer, declaredCluster, identityAnswer, vaultAnswer } from "./answers";
import { vaultId } from "./ids";
import { resourceTypeOf } from "./resource-path";
import { clusterToken, credentialToken, identityToken, vaultToken } from "./tokens";

/** The resources that were there before the program, as Azure answers them. */
export function declaredResources(world: World): Recorded[] {
  return [
    ...world.clusters.map((cluster) => ({ ...declaredCluster(cluster, world), type: clusterToken })),
    ...world.vaults.map((vault) => declaredVault(vault, world)),
    ...(world.identities ?? []).flatMap((identity) => declaredIdentity(identity, world)),
    ...(world.resources ?? []).map(declaredResource),
  ];
}

/** Of which nothing but its id matters. */
function declaredResource(id: string): Recorded {
  const type = resourceTypeOf(id);
  return { id, type, properties: { name: id.split("/").at(-1), type } };
}

function declaredVault(declared: VaultDeclaration, world: World): Recorded {
  const { name, location, enableRbacAuthorization, accessPolicies = [] } = declared;
  const { publicNetworkAccess = "Enabled", networkAcls } = declared;
  const tenantId = declared.tenantId ?? world.tenantId;
  const answer = vaultAnswer(world, vaultId(declared, world), name, location ?? "westeurope", {
    tenantId,
    sku: { family: "A", name: "standard" },
    accessPolicies: accessPolicies.map((entry) => ({ tenantId, ...entry })),
    enableSoftDelete: true,
    // Absent means access policies. [KV access-control-default.md]
    enableRbacAuthorization,
    publicNetworkAccess,
    // [RS keyvault.json NetworkRuleSet] absent where none was set
    networkAcls: networkAcls && {
      bypass: "AzureServices",
      ipRules: [],
      virtualNetworkRules: [],
      ...networkAcls,
    },
  });
  return { ...answer, type: vaultToken };
}

function declaredIdentity(declared: IdentityDeclaration, world: World): Recorded[] {
  const { name, resourceGroupName, location, clientId, principalId, credentials } = declared;
  const { subscriptionId = world.subscriptionId, tenantId = world.tenantId } = declared;
  // [RS msi/…/examples/IdentityGet.json] the answered id spells `resourcegroups`
  const id = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  const identity = identityAnswer(id, name, location ?? "westeurope", { tenantId, clientId, principalId });
  return [
    { ...identity, type: identityToken },
    ...credentialsOf(credentials).map(({ name, issuer, subject, audience }) => ({
      ...credentialAnswer(id, name, { issuer, subject, audiences: [audience] }),
      type: credentialToken,
    })),
  ];
}
