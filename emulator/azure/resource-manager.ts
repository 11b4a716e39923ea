import { hostsOf } from "../clouds";
import type { Deployer, DeployerRequest } from "../deployer";
import { same } from "../records";
import type { World } from "../world";
import { apiVersionNotServed, authorizationFailed } from "./azure-error";
import { resourceTypeOf } from "./resource-path";
import { covers } from "./role-definitions";

export interface ArmRequest {
  method: DeployerRequest["method"];
  target: string;
  apiVersion?: string;
  /** What allows it; by resource type and method when left out. */
  action?: string;
  /** Sent to the vault's own host, where the deployer's data actions count. */
  dataPlane?: true;
}

const verbs = { GET: "read", PUT: "write", PATCH: "write", DELETE: "delete", POST: "action" };

/** Azure Resource Manager's door: records each request, and refuses one that the deployer's role does not allow. */
export class ResourceManager {
  constructor(
    private readonly world: () => World,
    private readonly deployer: Deployer,
  ) {}

  send({ method, target, apiVersion, action, dataPlane }: ArmRequest): void {
    const type = resourceTypeOf(target);
    const permission = action ?? `${type}/${verbs[method]}`;
    const service = dataPlane ? "Key Vault" : "Azure Resource Manager";
    this.deployer.requests.push({ service, method, target, permission });
    // Not refused: the world says nothing of data actions.
    if (dataPlane) return;
    const { deployer, oldestApiVersions = {} } = this.world();
    const [namespace = "", ...types] = type.split("/");
    const oldest = Object.entries(oldestApiVersions).find(([name]) => same(name, namespace))?.[1];
    if (apiVersion && oldest && apiVersion < oldest) {
      throw apiVersionNotServed(apiVersion, types.join("/"), oldest);
    }
    if (deployer?.actions && !deployer.actions.some((pattern) => covers(pattern, permission))) {
      throw authorizationFailed(this.deployer.objectId, permission, target);
    }
  }

  /** What Go's HTTP client says without a network; azure-native and azuread print it as it is. */
  unreachable(target: string, apiVersion: string): Error {
    const { management } = hostsOf(this.world());
    return new Error(
      `Get "https://${management}${target}?api-version=${apiVersion}": dial tcp: lookup ${management}: no such host`,
    );
  }
}
