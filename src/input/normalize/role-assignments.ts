import * as pulumi from "@pulumi/pulumi";
import type { WorkloadRoleAssignment } from "../../args";
import { type AssignedRole, readRole } from "../../model/assigned-role";
import { entry } from "../../rules/path";

export interface NormalizedRoleAssignment {
  readonly key: string;
  readonly path: string;
  readonly role: AssignedRole;
  readonly scope: pulumi.Output<string>;
}

/** What is invalid has been left out, and stops the component before it is used. */
export function normalizeRoleAssignments(
  given: Readonly<Record<string, Partial<WorkloadRoleAssignment>>> = {},
): NormalizedRoleAssignment[] {
  return Object.entries(given).map(([key, { scope = "", role = "" }]) => ({
    key,
    path: entry("roleAssignments", key),
    role: readRole(role) ?? { guid: "" },
    scope: pulumi.output(scope),
  }));
}
