import type { Azure } from "../azure/azure";
import { identityToken, vaultToken } from "../azure/tokens";
import type { Directory } from "../entra/directory";
import type { Properties } from "../provider/values";
import { same } from "../records";
import type { Recorded } from "../store";

/** Who may sign in with an assertion instead of a secret. */
export interface Client {
  clientId: string;
  /** Object id of its service principal; none where the application was never given one. */
  principalId?: string;
  tenantId: string;
  credentials: FederatedCredential[];
}

export interface FederatedCredential {
  id: string;
  issuer: string;
  subject: string;
  audiences: string[];
}

/** Managed identities and applications as they are recorded at this moment. */
export class Clients {
  constructor(
    private readonly azure: Azure,
    private readonly directory: Directory,
  ) {}

  hasTenant(tenantId: string): boolean {
    const { azure } = this;
    const tenants = [
      azure.world().tenantId,
      ...azure.all(identityToken).map(({ properties }) => properties.tenantId),
      ...azure.all(vaultToken).map(({ properties }) => (properties.properties as Properties).tenantId),
    ];
    return tenants.some((known) => same(String(known), tenantId));
  }

  find(clientId: string, tenantId: string): Client | undefined {
    const client = this.identity(clientId) ?? this.application(clientId);
    return client && same(client.tenantId, tenantId) ? client : undefined;
  }

  private identity(clientId: string): Client | undefined {
    const found = this.azure
      .all(identityToken)
      .find(({ properties }) => same(String(properties.clientId), clientId));
    return (
      found && {
        clientId: String(found.properties.clientId),
        principalId: String(found.properties.principalId),
        tenantId: String(found.properties.tenantId),
        credentials: this.azure.under(found.id).map(credential),
      }
    );
  }

  private application(clientId: string): Client | undefined {
    const found = this.directory.application("clientId", clientId);
    const principal = this.directory.servicePrincipal("clientId", clientId);
    return (
      found && {
        clientId: String(found.properties.clientId),
        principalId: principal && String(principal.properties.objectId),
        tenantId: this.directory.world().tenantId,
        credentials: this.directory.credentials(found.id).map(credential),
      }
    );
  }
}

function credential({ id, properties: { issuer, subject, audiences } }: Recorded): FederatedCredential {
  return { id, issuer: String(issuer), subject: String(subject), audiences: audiences as string[] };
}
