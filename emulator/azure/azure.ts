import { Deployer } from "../deployer";
import { key, Records, same } from "../records";
import type { Recorded, Store } from "../store";
import type { VaultDeclaration, World } from "../world";
import { resourceGroupNotFound } from "./azure-error";
import { declaredResources } from "./declared";
import { vaultId } from "./ids";
import { Replication } from "./replication";
import { ResourceManager } from "./resource-manager";
import { parsePath } from "./resource-path";

/** Azure Resource Manager: what exists, declared or created. */
export class Azure extends Records {
  /** Resources under which something is being written at this moment. */
  readonly writing = new Set<string>();
  readonly manager: ResourceManager;
  readonly replication: Replication;

  constructor(
    readonly world: () => World,
    store: Store,
    /** Whether Entra has a service principal with this object id. */
    readonly isServicePrincipal: (objectId: string) => boolean,
    readonly deployer = new Deployer(world),
  ) {
    super(store, "azure");
    this.manager = new ResourceManager(world, deployer);
    this.replication = new Replication(world, store);
  }

  protected override declared(): Recorded[] {
    return declaredResources(this.world());
  }

  resourceGroupLocation(subscriptionId: string, name: string): string | undefined {
    const created = this.get(`/subscriptions/${subscriptionId}/resourceGroups/${name}`);
    if (created) return String(created.properties.location);
    const world = this.world();
    const own = same(subscriptionId, world.subscriptionId);
    const declared =
      own && (!world.resourceGroups || world.resourceGroups.some((group) => same(group, name)));
    const implied = [...world.clusters, ...world.vaults, ...(world.identities ?? [])].some(
      (d) =>
        same(d.resourceGroupName, name) && same(d.subscriptionId ?? world.subscriptionId, subscriptionId),
    );
    const group = key(`/subscriptions/${subscriptionId}/resourceGroups/${name}/`);
    const holds = (world.resources ?? []).some((id) => key(id).startsWith(`${group}/`));
    return declared || implied || holds ? "westeurope" : undefined;
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

  /** Declared, or created by a program. */
  exists(id: string): boolean {
    const group = parsePath("/subscriptions/{subscriptionId}/resourceGroups/{name}", id);
    const declaredGroup =
      group &&
      this.world().resourceGroups &&
      this.resourceGroupLocation(group.subscriptionId as string, group.name as string);
    return Boolean(this.get(id) ?? declaredGroup);
  }
}
