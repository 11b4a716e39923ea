import { lookUpFailure } from "../look-up-failure";
import type { Properties } from "../provider/values";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import {
  authorizationFailed,
  resourceGroupNotFound,
  resourceNotFound,
  serverError,
  throttled,
} from "./azure-error";
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
  /** Asked by POST, with this at the end of the id. */
  operation?: string;
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
    operation: "listClusterUserCredential",
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
    // Read from the access token, so it needs no permission. [PN auth_getclientconfig.go]
    const { clientId, objectId } = azure.deployer;
    return { clientId, objectId, subscriptionId, tenantId: azure.world().tenantId };
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
  { type, name, find, operation, apiVersion = "" }: LookUp,
  id: string,
  args: Properties,
  subscriptionId: string,
): Answer {
  const action = operation ? `${type}/${operation}/action` : `${type}/read`;
  const target = operation ? `${id}/${operation}` : id;
  azure.manager.send({ method: operation ? "POST" : "GET", target, apiVersion, action });
  const failure = lookUpFailure(azure.world(), token, String(args[name]));
  const { objectId } = azure.deployer;
  // azure-native tries again after 20, 60 and 120 s before it gives up on the first three. [PN client_azcore.go]
  if (failure === "Throttled") throw throttled(subscriptionId, objectId);
  if (failure === "ServerError") throw serverError(subscriptionId);
  if (failure === "NoNetwork") throw azure.manager.unreachable(target, apiVersion);
  if (failure === "Forbidden") throw authorizationFailed(objectId, action, id);
  const resourceGroupName = String(args.resourceGroupName);
  if (!azure.resourceGroupLocation(subscriptionId, resourceGroupName)) {
    throw resourceGroupNotFound(resourceGroupName);
  }
  const answer = failure === "Missing" ? undefined : find ? find(azure, id) : azure.get(id);
  if (!answer) throw resourceNotFound(type, String(args[name]), resourceGroupName);
  return answer;
}
