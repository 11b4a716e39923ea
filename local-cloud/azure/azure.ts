import { v5 as uuidv5 } from "uuid";
import type { Store } from "../store";
import type { VaultDeclaration, World } from "../world";
import { resourceGroupNotFound } from "./azure-error";
import type { Answer } from "./resource-kind";
import { key, parsePath } from "./resource-path";

const shelf = "azure";
const namespace = "b3a2f6f4-3a0f-4b62-9a5e-3f2d8f0f6a11";

/** Azure Resource Manager: what exists, declared or created. Ids are compared without regard to case. */
export class Azure {
  /** Identities under which a credential is being written at this moment. */
  readonly credentialWrites = new Set<string>();

  constructor(
    readonly world: () => World,
    private readonly store: Store,
  ) {}

  get(id: string): Answer | undefined {
    return this.store.get(shelf, key(id));
  }

  put(type: string, answer: Answer): void {
    this.store.put(shelf, key(answer.id), { ...answer, type });
  }

  delete(id: string): void {
    this.store.delete(shelf, key(id));
  }

  all(type: string): Answer[] {
    return this.store.entries(shelf).flatMap(([, record]) => (record.type === type ? [record] : []));
  }

  /** Resources whose id lies under `id`. */
  under(id: string): Answer[] {
    return this.store.entries(shelf).flatMap(([k, record]) => (k.startsWith(`${key(id)}/`) ? [record] : []));
  }

  resourceGroupLocation(subscriptionId: string, name: string): string | undefined {
    const created = this.get(`/subscriptions/${subscriptionId}/resourceGroups/${name}`);
    if (created) return String(created.properties.location);
    const world = this.world();
    const own = same(subscriptionId, world.subscriptionId);
    const declared =
      own && (!world.resourceGroups || world.resourceGroups.some((group) => same(group, name)));
    const implied = [...world.clusters, ...world.vaults].some(
      (d) =>
        same(d.resourceGroupName, name) && same(d.subscriptionId ?? world.subscriptionId, subscriptionId),
    );
    return declared || implied ? "westeurope" : undefined;
  }

  requireResourceGroup(id: string): void {
    const parts = parsePath("/subscriptions/{subscriptionId}/resourceGroups/{name}/providers/{scope}", id);
    if (parts && !this.resourceGroupLocation(parts.subscriptionId as string, parts.name as string)) {
      throw resourceGroupNotFound(parts.name as string);
    }
  }

  declaredVault(id: string): VaultDeclaration | undefined {
    return this.world().vaults.find((vault) => key(vaultId(vault, this.world())) === key(id));
  }

  /** Created here, or there before the program. */
  exists(id: string): boolean {
    const group = parsePath("/subscriptions/{subscriptionId}/resourceGroups/{name}", id);
    const declaredGroup =
      group &&
      this.world().resourceGroups &&
      this.resourceGroupLocation(group.subscriptionId as string, group.name as string);
    return Boolean(this.get(id) ?? this.declaredVault(id) ?? declaredGroup);
  }

  /** A GUID that is always the same for the same words. */
  guid(...words: string[]): string {
    return uuidv5(words.join("|").toLowerCase(), namespace);
  }

  /** Who runs the program. */
  get deployer(): { clientId: string; objectId: string } {
    const { tenantId } = this.world();
    return { clientId: this.guid(tenantId, "deployer", "client"), objectId: this.guid(tenantId, "deployer") };
  }
}

export function vaultId(vault: VaultDeclaration, world: World): string {
  const subscriptionId = vault.subscriptionId ?? world.subscriptionId;
  return `/subscriptions/${subscriptionId}/resourceGroups/${vault.resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vault.name}`;
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
