import { policyEntries } from "../azure/access-policy-entries";
import type { Azure } from "../azure/azure";
import { roleGuid } from "../azure/role-assignment";
import { allows, roleWithGuid } from "../azure/role-definitions";
import { roleAssignmentToken } from "../azure/tokens";
import type { Late } from "../endpoints/late";
import { type Caller, issuerOf } from "../login/access-tokens";
import type { Properties } from "../provider/values";
import { key, same } from "../records";
import type { Recorded } from "../store";
import { dataActionOf, type Operation } from "./operation";
import { VaultError } from "./vault-error";

interface Grant {
  /** Unique, also among its own earlier contents. */
  id: string;
  description: string;
}

/** The grant that allows it, in the vault's own permission model; an error where there is none. [KV rbac-guide.md] */
export function authorize(
  azure: Azure,
  vault: Recorded,
  caller: Caller,
  operation: Operation,
  late: Late,
): string {
  const byRoles = (vault.properties.properties as Properties).enableRbacAuthorization === true;
  const grants = byRoles
    ? assignments(azure, vault, caller, operation)
    : policies(azure, vault, caller, operation);
  // Each one that is late was missed, so all are asked.
  const [grant] = grants.filter(({ id }) => late.inForce(id));
  if (grant) return grant.description;
  throw byRoles ? forbiddenByRbac(vault, caller, operation) : forbiddenByPolicy(vault, caller, operation);
}

/** The role assignments that allow it, on the object or on anything above. */
function assignments(azure: Azure, vault: Recorded, { principalId }: Caller, operation: Operation): Grant[] {
  const object = objectId(vault, operation);
  return azure.all(roleAssignmentToken).flatMap(({ id, properties }) => {
    const { scope, roleDefinitionId, condition } = properties;
    const role = roleWithGuid(azure.world(), roleGuid(azure, roleDefinitionId));
    const granted =
      same(String(properties.principalId), principalId) &&
      covers(String(scope), object) &&
      role !== undefined &&
      allows(role, dataActionOf(operation)) &&
      // Conditions are not understood here, so they grant nothing.
      !condition;
    return granted ? [{ id: `${key(id)}\n${role.guid}`, description: `role ${role.name} on ${scope}` }] : [];
  });
}

/** [AZ role-based-access-control/scope-overview.md] a scope covers what is below it */
function covers(scope: string, id: string): boolean {
  return key(id) === key(scope) || key(id).startsWith(`${key(scope)}/`);
}

/** The entry of the caller, if it has the permission. There is no entry for a single object. */
function policies(azure: Azure, vault: Recorded, caller: Caller, operation: Operation): Grant[] {
  return policyEntries(azure, vault).flatMap((entry) => {
    const permissions = ((entry.permissions as Properties)[operation.collection] ?? []) as string[];
    const granted =
      same(String(entry.objectId), caller.principalId) &&
      same(String(entry.tenantId), caller.tenantId) &&
      // [RS keyvault.json AccessPolicyEntry applicationId] for a user who comes through that application
      !entry.applicationId &&
      permissions.some((name) => same(name, operation.permission) || same(name, "all"));
    const description = `access policy with ${operation.collection} ${operation.permission}`;
    return granted ? [{ id: [key(vault.id), entry.objectId, description].join("\n"), description }] : [];
  });
}

function objectId(vault: Recorded, { collection, name }: Operation): string {
  return `${vault.id}/${collection}/${name}`;
}

/** [piyushsachdeva/Terraform_AKS #2] the answer as reported; the id is in small letters there */
function forbiddenByRbac(vault: Recorded, caller: Caller, operation: Operation): VaultError {
  const lines = [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: ${described(caller)}`,
    `Action: '${dataActionOf(operation)}'`,
    `Resource: '${objectId(vault, operation).toLowerCase()}'`,
    "Assignment: (not found)",
    "DenyAssignmentId: null",
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${place(vault)}`,
    "",
  ];
  return new VaultError(403, "Forbidden", lines.join("\r\n"), "ForbiddenByRbac");
}

/** [Azure/azure-libraries-for-net #1067, ansible-collections/azure #635] */
function forbiddenByPolicy(
  vault: Recorded,
  caller: Caller,
  { collection, permission }: Operation,
): VaultError {
  return new VaultError(
    403,
    "Forbidden",
    `The user, group or application '${described(caller)}' does not have ${collection} ${permission} permission on key ` +
      `vault '${place(vault)}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
    "ForbiddenByPolicy",
  );
}

function described({ clientId, principalId, tenantId }: Caller): string {
  return `appid=${clientId};oid=${principalId};iss=${issuerOf(tenantId)}`;
}

function place({ properties: { name, location } }: Recorded): string {
  return `${name};location=${location}`;
}
