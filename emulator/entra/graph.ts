import { hostsOf } from "../clouds";
import type { Deployer, DeployerRequest } from "../deployer";
import { same } from "../records";
import type { GraphPermission, World } from "../world";
import { denied } from "./entra-error";

/**
 * What else a permission includes. [MG permissions-reference "Application.ReadWrite.OwnedBy"] it may also list every
 * application and service principal
 */
const includes: Record<GraphPermission, GraphPermission[]> = {
  "Application.ReadWrite.All": ["Application.ReadWrite.OwnedBy", "Application.Read.All"],
  "Application.ReadWrite.OwnedBy": ["Application.Read.All"],
  "Application.Read.All": [],
  None: [],
};

/** Records each request to Microsoft Graph, and fails one that the deployer's permission does not allow. */
export class Graph {
  constructor(
    private readonly world: () => World,
    private readonly deployer: Deployer,
  ) {}

  get callerId(): string {
    return this.deployer.objectId;
  }

  get permission(): GraphPermission {
    return this.world().deployer?.graphPermission ?? "Application.ReadWrite.All";
  }

  /** A read, or a write to what has these owners; `toError` puts Graph's answer into the provider's words. */
  send(
    method: DeployerRequest["method"],
    path: string,
    toError: (answer: string) => Error,
    owners: unknown = [],
  ): void {
    const write = this.owns(owners) ? "Application.ReadWrite.OwnedBy" : "Application.ReadWrite.All";
    const permission = method === "GET" ? "Application.Read.All" : write;
    this.deployer.requests.push({ service: "Microsoft Graph", method, target: path, permission });
    const allowed = this.permission === permission || includes[this.permission].includes(permission);
    if (!allowed) throw toError(denied());
  }

  owns(owners: unknown): boolean {
    return ((owners ?? []) as string[]).some((owner) => same(owner, this.callerId));
  }

  /** The error of Go's HTTP client without a network. */
  unreachable(path: string): string {
    const { graph } = hostsOf(this.world());
    return `Get "https://${graph}/v1.0${path}": dial tcp: lookup ${graph}: no such host`;
  }
}
