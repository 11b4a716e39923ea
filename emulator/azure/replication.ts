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
    return this.count(write, principalId);
  }

  /** Whether the read after a write of this resource does not find it. */
  missesRead(id: string): boolean {
    return this.count("missedReads", id);
  }

  private count(what: "missedCredentials" | "missedRoleAssignments" | "missedReads", id: string): boolean {
    const key = `${what} ${id.toLowerCase()}`;
    const missed = Number(this.store.get(shelf, key)?.properties.missed ?? 0);
    if (missed >= (this.world().replicationDelay?.[what] ?? 0)) return false;
    this.store.put(shelf, key, { id, type: shelf, properties: { missed: missed + 1 } });
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
