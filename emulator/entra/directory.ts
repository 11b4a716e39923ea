import { Deployer } from "../deployer";
import { Records, same } from "../records";
import type { Recorded, Store } from "../store";
import type { World } from "../world";
import { declaredObjects } from "./declared";
import { Graph } from "./graph";
import { applicationToken, credentialToken, servicePrincipalToken } from "./tokens";

/** Entra ID: the tenant's applications, their service principals and credentials. */
export class Directory extends Records {
  readonly graph: Graph;

  constructor(
    readonly world: () => World,
    store: Store,
    readonly deployer = new Deployer(world),
  ) {
    super(store, "entra");
    this.graph = new Graph(world, deployer);
  }

  protected override declared(): Recorded[] {
    return declaredObjects(this.world());
  }

  application(property: "clientId" | "objectId", value: unknown): Recorded | undefined {
    return withProperty(this.all(applicationToken), property, value);
  }

  servicePrincipal(property: "clientId" | "objectId", value: unknown): Recorded | undefined {
    return withProperty(this.all(servicePrincipalToken), property, value);
  }

  credentials(applicationId: unknown): Recorded[] {
    return this.all(credentialToken).filter(({ properties }) =>
      same(String(properties.applicationId), String(applicationId)),
    );
  }
}

function withProperty(records: Recorded[], property: string, value: unknown): Recorded | undefined {
  return records.find(({ properties }) => same(String(properties[property]), String(value)));
}
