/** Roles that are assigned beside those of vaults, and what they are assigned on. */

import { canGrantAccess, readRole } from "../model/assigned-role";
import { builtInRoles } from "../model/built-in-roles";
import { parseScope } from "../model/scope";
import { resourceGroupName } from "./azure-names";
import { nearest } from "./near";
import { RuleTable } from "./rule";
import { show } from "./show";
import * as source from "./sources";

const table = new RuleTable("immediately");
export const { all } = table;

const role = "roleAssignments.<key>.role";

const knownNames = "The known names are in docs/role-assignments.md.";

export const roleKey = table.pattern({
  id: "role-key",
  appliesTo: ["keys of roleAssignments"],
  expected:
    "letters, digits, '-' and '_', at most 100 (it is part of the name of the role assignment in Pulumi)",
  source: source.design,
  stricter: { unknown: "Pulumi takes more; the names are to be easy to type" },
  pattern: /^[-_A-Za-z0-9]+$/,
  max: 100,
});

export const roleName = table.text({
  id: "role-name",
  appliesTo: [role],
  expected: "the name of a built-in role that this package knows, or the GUID or id of a role definition",
  message: "<received> is not the name of a role that this package knows.",
  source: source.builtInRoles,
  remedy:
    'Give the name, or the GUID of any definition: az role definition list --query "[].[roleName, name]" --output table. ' +
    knownNames,
  remedyFor: (value) => {
    const near = nearest(
      value,
      builtInRoles.map(({ name }) => name),
    );
    return near === undefined
      ? `Give the GUID of its definition: az role definition list --name ${show(value)} --query "[].name" --output tsv. ${knownNames}`
      : `Did you mean ${show(near)}?`;
  },
  accepts: (value) => readRole(value) !== undefined || canGrantAccess(value),
});

export const noGrantingRole = table.text({
  id: "no-granting-role",
  appliesTo: [role],
  expected: "a role that cannot grant access",
  message: "anyone who acts as the identity could give itself or others access with role <received>.",
  source: source.builtInRoles,
  remedy:
    "Use a role for what the workload does. If it has to grant access, assign the role outside of the component, where it " +
    "is reviewed by itself, to the output `principalId`: with a RoleAssignment of azure-native, or with " +
    "az role assignment create --role <received> --scope … --assignee-object-id … --assignee-principal-type ServicePrincipal",
  stricter: {
    deliberate: "Azure assigns such roles; a summary of who can read what could not say what they lead to",
  },
  accepts: (value) => !canGrantAccess(value),
});

export const roleScope = table.text({
  id: "role-scope",
  appliesTo: ["roleAssignments.<key>.scope"],
  expected:
    "the Azure resource id of a resource, resource group, subscription or management group: " +
    "/subscriptions/…, with /resourceGroups/… and /providers/… where it is about less, " +
    "or /providers/Microsoft.Management/managementGroups/…; without a final '/'",
  source: `${source.resourceIds}; Azure role-based access control documentation, scope`,
  checked: "once known",
  accepts: (value) => {
    const { resourceGroupName: group, ...scope } = parseScope(value) ?? {};
    return Object.keys(scope).length > 0 && (group === undefined || resourceGroupName.accepts(group));
  },
});
