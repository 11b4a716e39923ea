import { same } from "../records";
import type { Store } from "../store";
import type { World } from "../world";

const shelf = "azure replication";

/** A new principal is missed by its first writes, so that no test waits for a clock; kept between runs. */
export class Replication {
  constructor(
    private readonly world: () => World,
    private readonly store: Store,
  ) {}

  /** Whether this write misses the principal; if so, the next one is closer to finding it. */
  misses(write: "missedCredentials" | "missedRoleAssignments", principalId: string): boolean {
    if (declaredPrincipals(this.world()).some((known) => same(known, principalId))) return false;
    const key = `${write} ${principalId.toLowerCase()}`;
    const missed = Number(this.store.get(shelf, key)?.properties.missed ?? 0);
    if (missed >= (this.world().replicationDelay?.[write] ?? 0)) return false;
    this.store.put(shelf, key, { id: principalId, type: shelf, properties: { missed: missed + 1 } });
    return true;
  }
}

/** What is declared was there long before. */
function declaredPrincipals({ identities = [], applications = [] }: World): string[] {
  return [
    ...identities.map(({ principalId }) => principalId),
    ...applications.flatMap(({ servicePrincipal }) => servicePrincipal?.objectId ?? []),
  ];
}
