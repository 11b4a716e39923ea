import type { ComponentContext } from "../pulumi/context";
import { logNotices, notice } from "../pulumi/notices";
import { describeOwner, type Entry, type Owner, reserve, type Thing } from "../pulumi/reservations";
import { assignedOnce, grantedOnce, maybeAssigned } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { issue } from "../rules/rule";

interface GrantReservation {
  readonly principal: Thing;
  /** The vault, or what the role is assigned on. */
  readonly scope: Thing;
  /** The role and the part of the vault, or the access policy. */
  readonly grant: string;
  readonly self: Owner;
  readonly of: Origin;
}

/** The input that a grant comes from. */
type Origin = "vault" | "role";

/** Azure refuses the second of two equal grants, and its message does not say what the first one is. */
export function reserveGrant(
  { resource, name }: ComponentContext,
  { principal, scope, grant, self, of }: GrantReservation,
): Issue[] {
  const earlier = reserve<Origin>("grant", [principal, scope, { value: grant }], self, of);
  // A vault is behind an Output with its id or name; a scope may be computed from the id of a resource.
  const isSure = ({ detail, things: [, other] }: Entry<Origin>) =>
    (detail === "vault" && of === "vault") || (scope.value !== undefined && other?.value !== undefined);
  const [first] = [...earlier.filter(isSure), ...earlier];
  if (first === undefined) return [];
  const found = { received: describeOwner(first.owner, self) };
  const path = of === "vault" ? `${self.path}.grants` : self.path;
  if (!isSure(first)) {
    logNotices([name, path, found.received], [notice(maybeAssigned, path, found)], resource);
    return [];
  }
  return [issue(first.detail === "vault" && of === "vault" ? grantedOnce : assignedOnce, path, found)];
}
