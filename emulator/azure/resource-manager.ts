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

/** Records each request to Azure Resource Manager, and fails one that the deployer's role does not allow. */
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
    // Never fails: a world has no data actions.
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

  /** The error of Go's HTTP client without a network, which azure-native prints unchanged. */
  unreachable(target: string, apiVersion: string): Error {
    const { management } = hostsOf(this.world());
    return new Error(
      `Get "https://${management}${target}?api-version=${apiVersion}": dial tcp: lookup ${management}: no such host`,
    );
  }
}
