import { v5 as uuidv5 } from "uuid";
import type { World } from "./world";

const namespace = "b3a2f6f4-3a0f-4b62-9a5e-3f2d8f0f6a11";

/** The same GUID for the same words. */
export function guid(...words: string[]): string {
  return uuidv5(words.join("|").toLowerCase(), namespace);
}

/** A request that a provider sent for the deployer, whether it was allowed or not. */
export interface DeployerRequest {
  service: "Azure Resource Manager" | "Microsoft Graph" | "Key Vault";
  method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  /** A resource id, or a path in Graph. */
  target: string;
  /** The action, the data action or the least Graph permission that allows it. */
  permission: string;
}

/** Who runs the program, and what the providers asked of Azure and Entra on their behalf. */
export class Deployer {
  /** Oldest first. */
  readonly requests: DeployerRequest[] = [];

  constructor(private readonly world: () => World) {}

  get clientId(): string {
    const { tenantId, deployer } = this.world();
    return deployer?.clientId ?? guid(tenantId, "deployer", "client");
  }

  get objectId(): string {
    const { tenantId, deployer } = this.world();
    return deployer?.objectId ?? guid(tenantId, "deployer");
  }

  /** Each permission once, sorted: what a custom role and an app role assignment have to allow. */
  requiredActions(): string[] {
    return [...new Set(this.requests.map(({ permission }) => permission))].sort();
  }
}
