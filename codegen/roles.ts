/** The table of the roles that `roleAssignments` takes by name. */

import { describePowers } from "../src/model/assigned-role";
import { builtInRoles } from "../src/model/built-in-roles";
import { table } from "./markdown";

export function roleTable(): string {
  const rows = builtInRoles.map(({ name, guid, powers }) => [name, describePowers(powers), `\`${guid}\``]);
  return table(["Role", "The identity can", "GUID"], rows);
}
