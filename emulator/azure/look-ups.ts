import { deployer } from "../deployer";
import type { Properties } from "../provider/values";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import { authorizationFailed, resourceGroupNotFound, resourceNotFound } from "./azure-error";
import { managedCluster, userCredentials } from "./managed-cluster";
import { formatPath } from "./resource-path";
import { userAssignedIdentity } from "./user-assigned-identity";
import { vault } from "./vault";

interface LookUp {
  apiVersion?: string;
  path: string;
  /** Azure's resource type, and the input that holds the name. */
  type: string;
  name: string;
  find?(azure: Azure, id: string): Answer | undefined;
}

const lookUps: Record<string, LookUp> = {
  "azure-native:containerservice:getManagedCluster": {
    ...managedCluster,
    type: "Microsoft.ContainerService/managedClusters",
    name: "resourceName",
  },
  "azure-native:containerservice:listManagedClusterUserCredentials": {
    ...managedCluster,
    type: "Microsoft.ContainerService/managedClusters",
    name: "resourceName",
    find: userCredentials,
  },
  "azure-native:keyvault:getVault": {
    ...vault,
    type: "Microsoft.KeyVault/vaults",
    name: "vaultName",
  },
  "azure-native:managedidentity:getUserAssignedIdentity": {
    ...userAssignedIdentity,
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    name: "resourceName",
  },
};

/** Answers a look-up as azure-native does. [PN provider.go Invoke] */
export function lookUp(azure: Azure, token: string, args: Properties, subscriptionId: string): Properties {
  if (token === "azure-native:authorization:getClientConfig") {
    return { ...deployer(azure.world()), subscriptionId, tenantId: azure.world().tenantId };
  }
  const found = lookUps[token];
  if (!found) throw new Error(`Invoke type ${token} not found`);
  const id = formatPath(found.path, { ...args, subscriptionId });
  try {
    const answer = get(azure, token, found, id, args, subscriptionId);
    return { ...answer.properties, id: answer.id, azureApiVersion: found.apiVersion };
  } catch (error) {
    throw new Error(`request failed ${id}: ${(error as Error).message}`);
  }
}

function get(
  azure: Azure,
  token: string,
  { type, name, find }: LookUp,
  id: string,
  args: Properties,
  subscriptionId: string,
): Answer {
  if (azure.world().denied?.includes(token)) {
    throw authorizationFailed(deployer(azure.world()).objectId, `${type}/read`, id);
  }
  const resourceGroupName = String(args.resourceGroupName);
  if (!azure.resourceGroupLocation(subscriptionId, resourceGroupName)) {
    throw resourceGroupNotFound(resourceGroupName);
  }
  const answer = find ? find(azure, id) : azure.get(id);
  if (!answer) throw resourceNotFound(type, String(args[name]), resourceGroupName);
  return answer;
}
