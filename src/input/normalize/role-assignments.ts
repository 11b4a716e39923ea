import type { WorkloadRoleAssignment } from "../../args";
import { readRole } from "../../model/assigned-role";
import { entry } from "../../rules/path";
import type { NormalizedRoleAssignment } from "../../workload";

/** What is invalid has been left out, and stops the component before it is used. */
export function normalizeRoleAssignments(
  given: Readonly<Record<string, Partial<WorkloadRoleAssignment>>> = {},
): NormalizedRoleAssignment[] {
  return Object.entries(given).map(([key, { scope = "", role = "" }]) => ({
    key,
    path: entry("roleAssignments", key),
    role: readRole(role) ?? { guid: "" },
    scope,
  }));
}
