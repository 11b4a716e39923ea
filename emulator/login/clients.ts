import type { Azure } from "../azure/azure";
import { identityToken, vaultToken } from "../azure/tokens";
import { guid } from "../deployer";
import type { Directory } from "../entra/directory";
import type { Properties } from "../provider/values";
import { same } from "../records";
import type { Recorded } from "../store";

/** Who may sign in to a tenant with an assertion instead of a secret. */
export interface Client {
  clientId: string;
  /** Object id of its service principal in the tenant; none where the application has none. */
  principalId?: string;
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
      ...(azure.world().consents ?? []).map(({ tenantId }) => tenantId),
      ...azure.all(vaultToken).map(({ properties }) => (properties.properties as Properties).tenantId),
    ];
    return tenants.some((known) => same(String(known), tenantId));
  }

  find(clientId: string, tenantId: string): Client | undefined {
    return this.identity(clientId, tenantId) ?? this.application(clientId, tenantId);
  }

  /** [EN managed-identities-faq.md "cross-tenant"] a managed identity exists in its own tenant only */
  private identity(clientId: string, tenantId: string): Client | undefined {
    const found = this.azure
      .all(identityToken)
      .find(({ properties }) => same(String(properties.clientId), clientId));
    if (!found || !same(String(found.properties.tenantId), tenantId)) return undefined;
    return {
      clientId: String(found.properties.clientId),
      principalId: String(found.properties.principalId),
      credentials: this.azure.under(found.id).map(credential),
    };
  }

  private application(clientId: string, tenantId: string): Client | undefined {
    const found = this.directory.application("clientId", clientId);
    if (!found) return undefined;
    const credentials = this.directory.credentials(found.id).map(credential);
    const client = { clientId: String(found.properties.clientId), credentials };
    if (same(tenantId, this.directory.world().tenantId)) {
      const principal = this.directory.servicePrincipal("clientId", clientId);
      return { ...client, principalId: principal && String(principal.properties.objectId) };
    }
    const principalId = this.guest(found, tenantId);
    return principalId ? { ...client, principalId } : undefined;
  }

  /**
   * The service principal of a multi-tenant application in a tenant that consented to it: its own credentials count
   * there too. [KV cross-tenant customer-managed keys; EN howto-convert-app-to-be-multi-tenant.md]
   */
  private guest({ properties }: Recorded, tenantId: string): string | undefined {
    const { clientId, displayName, signInAudience = "AzureADMyOrg" } = properties;
    if (!/^AzureAD(MultipleOrgs|andPersonalMicrosoftAccount)$/.test(String(signInAudience))) return undefined;
    const consent = this.directory
      .world()
      .consents?.find(
        (one) =>
          same(one.tenantId, tenantId) &&
          [clientId, displayName].some((name) => same(String(name), one.application)),
      );
    return consent && (consent.objectId ?? guid(tenantId, String(clientId)));
  }
}

function credential({ id, properties: { issuer, subject, audiences } }: Recorded): FederatedCredential {
  return { id, issuer: String(issuer), subject: String(subject), audiences: audiences as string[] };
}
