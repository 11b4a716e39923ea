import type { Properties } from "../provider/values";
import { same, sameId } from "../records";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import { AzureError } from "./azure-error";
import type { ResourceKind } from "./resource-kind";
import { parsePath } from "./resource-path";
import { roleWithGuid } from "./role-definitions";
import { requireScope } from "./role-scope";
import { identityToken, roleAssignmentToken as token } from "./tokens";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const roleAssignment: ResourceKind = {
  token,
  apiVersion: "2022-04-01",
  path: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
  pathInputs: { scope: {}, roleAssignmentName: { autoName: "uuid" } },
  body: {
    // [PN gen/replacement.go] principalId and scope replace; roleDefinitionId does not
    principalId: { type: "string", required: true, forceNew: true },
    roleDefinitionId: { type: "string", required: true },
    principalType: { type: "string", default: "User" },
    description: { type: "string" },
    condition: { type: "string" },
    conditionVersion: { type: "string" },
    delegatedManagedIdentityResourceId: { type: "string" },
  },
  outputs: {
    azureApiVersion: true,
    condition: true,
    conditionVersion: true,
    createdBy: true,
    createdOn: true,
    delegatedManagedIdentityResourceId: true,
    description: true,
    name: true,
    principalId: true,
    principalType: true,
    roleDefinitionId: true,
    scope: true,
    systemData: true,
    type: true,
    updatedBy: true,
    updatedOn: true,
  },

  put(azure, id, inputs, existing) {
    const name = String(inputs.roleAssignmentName);
    if (!guid.test(name)) {
      // [AZ role-based-access-control/role-assignments.md "Name"] must be a GUID; text: Azure/azure-service-operator #2586
      throw badRequest(
        "InvalidRoleAssignmentId",
        `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
      );
    }
    const scope = `/${String(inputs.scope).replace(/^\/+|\/+$/g, "")}`;
    requireScope(azure, scope);
    const role = roleGuid(azure, inputs.roleDefinitionId);
    const principalId = String(inputs.principalId);
    const principalType = checkPrincipal(azure, principalId, inputs.principalType);
    refuseSecond(azure, { id, name, scope, role, principalId });
    const now = new Date().toISOString();
    const by = azure.deployer.objectId;
    const kept = existing?.properties ?? { createdOn: now, createdBy: by };
    return {
      id,
      properties: {
        name,
        type: "Microsoft.Authorization/roleAssignments",
        scope,
        // Azure answers with the subscription of the scope, also for an id without one.
        roleDefinitionId: roleDefinitionId(scope, role),
        principalId,
        principalType,
        ...optional(inputs),
        createdOn: kept.createdOn,
        createdBy: kept.createdBy,
        updatedOn: now,
        updatedBy: by,
      },
    };
  },
};

/** [AZ role-based-access-control/role-assignments-template.md "New service principal"] */
function checkPrincipal(azure: Azure, principalId: string, given: unknown): string {
  if (!guid.test(principalId)) {
    // Texts as reported: Azure/azure-powershell #16627, hashicorp/terraform-provider-azurerm
    throw badRequest(
      "InvalidPrincipalId",
      principalId === ""
        ? "A valid principal ID must be provided for role assignment."
        : `The Principal ID '${principalId}' is not valid. Principal ID must be a GUID.`,
    );
  }
  const bare = principalId.replaceAll("-", "");
  const type = typeOfPrincipal(azure, principalId);
  // [MicrosoftDocs/azure-docs #103085] a new one can be missed although its type is stated
  const missed = type !== undefined && azure.replication.misses("missedRoleAssignments", principalId);
  // [AZ …/troubleshooting.md "Assigning a role to a new principal"] a stated type tolerates a principal not seen yet
  if (missed || (!type && !given)) {
    throw badRequest(
      "PrincipalNotFound",
      `Principal ${bare} does not exist in the directory ${azure.world().tenantId}. ` +
        "Check that you have the correct principal ID. If you are creating this principal and then immediately " +
        "assigning a role, this error might be related to a replication delay. In this case, set the role " +
        "assignment principalType property to a value, such as ServicePrincipal, User, or Group.  " +
        "See https://aka.ms/docs-principaltype",
    );
  }
  if (type && given && given !== type) {
    throw badRequest(
      "UnmatchedPrincipalType",
      `The PrincipalId '${bare}' has type '${type}' , which is different from specified PrinciaplType '${given}'.`,
    );
  }
  return String(given ?? type);
}

function typeOfPrincipal(azure: Azure, principalId: string): string | undefined {
  const isIdentity = ({ properties }: Answer) => same(String(properties.principalId), principalId);
  if (azure.all(identityToken).some(isIdentity) || azure.isServicePrincipal(principalId)) {
    return "ServicePrincipal";
  }
  return same(principalId, azure.deployer.objectId) ? "User" : undefined;
}

interface Assignment {
  id: string;
  name: string;
  scope: string;
  role: string;
  principalId: string;
}

function refuseSecond(azure: Azure, wanted: Assignment): void {
  for (const other of azure.all(token)) {
    const sameThree =
      sameId(String(other.properties.scope), wanted.scope) &&
      same(roleGuid(azure, other.properties.roleDefinitionId), wanted.role) &&
      same(String(other.properties.principalId), wanted.principalId);
    if (same(String(other.properties.name), wanted.name)) {
      if (sameThree) continue;
      // [AZ …/troubleshooting.md "ARM template role assignment returns BadRequest status"] names are unique everywhere
      throw badRequest(
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
      );
    }
    if (sameThree) throw alreadyExists(other);
  }
}

function alreadyExists(other: Answer): AzureError {
  const id = String(other.properties.name).replaceAll("-", "");
  return new AzureError(
    409,
    "RoleAssignmentExists",
    `The role assignment already exists. The ID of the existing role assignment is ${id}.`,
  );
}

export function roleGuid(azure: Azure, roleDefinitionId: unknown): string {
  const parts = parsePath(
    "/providers/Microsoft.Authorization/roleDefinitions/{guid}",
    String(roleDefinitionId).replace(/^\/subscriptions\/[^/]+/i, ""),
  );
  const found = roleWithGuid(azure.world(), parts?.guid ?? "");
  if (found) return found.guid;
  const bare = String(roleDefinitionId).split("/").pop()?.replaceAll("-", "");
  throw badRequest(
    "RoleDefinitionDoesNotExist",
    `The specified role definition with ID '${bare}' does not exist.`,
  );
}

function roleDefinitionId(scope: string, role: string): string {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? "";
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

function optional({ description, condition, conditionVersion }: Properties): Properties {
  return { description, condition, conditionVersion };
}

function badRequest(code: string, message: string): AzureError {
  return new AzureError(400, code, message);
}
