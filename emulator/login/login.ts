import type { CloudHosts } from "../clouds";
import type { Answer, Asked, Service } from "../endpoints/answer";
import type { Late } from "../endpoints/late";
import { type AccessTokens, lifetime } from "./access-tokens";
import { checkAssertion, type KeysOf } from "./assertion";
import type { Clients, FederatedCredential } from "./clients";
import {
  clientNotFound,
  LoginError,
  noAssertion,
  noServicePrincipal,
  tenantNotFound,
  unknownResource,
  unsupportedGrant,
} from "./login-error";

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Entra's login host: exchanges the token of a service account for one that a vault takes. */
export class Login implements Service {
  constructor(
    private readonly parts: {
      hosts: () => CloudHosts;
      clients: Clients;
      keysOf: KeysOf;
      tokens: AccessTokens;
      late: Late;
    },
  ) {}

  serves(host: string): boolean {
    return this.parts.hosts().login.includes(host);
  }

  async answer(asked: Asked): Promise<Answer> {
    try {
      return await this.route(asked);
    } catch (error) {
      if (error instanceof LoginError) return error.answer(asked.host);
      throw error;
    }
  }

  /** What a client of MSAL asks, in this order. */
  private route({ host, url, method, body }: Asked): Answer | Promise<Answer> {
    const [tenant = "", ...rest] = url.pathname.split("/").slice(1);
    switch (`${method} ${rest.join("/")}`) {
      case "GET discovery/instance":
        return discovery(host, url);
      case "GET v2.0/.well-known/openid-configuration":
        return this.configuration(host, tenant);
      case "POST oauth2/v2.0/token":
        return this.token(tenant, new URLSearchParams(body));
      default:
        return { status: 404, body: "", refusal: `no ${url.pathname} here` };
    }
  }

  private configuration(host: string, tenant: string): Answer {
    this.requireTenant(tenant);
    const authority = `https://${host}/${tenant}`;
    return {
      status: 200,
      body: {
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      },
    };
  }

  private async token(tenant: string, form: URLSearchParams): Promise<Answer> {
    this.requireTenant(tenant);
    const { clients, keysOf, tokens } = this.parts;
    const grant = form.get("grant_type") ?? "";
    if (grant !== "client_credentials") throw unsupportedGrant(grant);
    const clientId = form.get("client_id") ?? "";
    const client = clients.find(clientId, tenant);
    if (!client) throw clientNotFound(clientId, tenant);
    const { principalId } = client;
    if (!principalId) throw noServicePrincipal(clientId, tenant);
    const assertion = form.get("client_assertion");
    if (!assertion || form.get("client_assertion_type") !== jwtBearer) throw noAssertion();
    const credential = await checkAssertion(assertion, client, keysOf, (one) => this.inForce(one));
    const resource = this.resource(form.get("scope") ?? "", tenant);
    const caller = { clientId: client.clientId, principalId, tenantId: tenant };
    return {
      status: 200,
      allowedBy: `credential ${credential.id} for ${credential.subject} of ${credential.issuer}`,
      body: {
        token_type: "Bearer",
        expires_in: lifetime,
        ext_expires_in: lifetime,
        access_token: await tokens.issue(caller, resource),
      },
    };
  }

  private requireTenant(tenant: string): void {
    if (!this.parts.clients.hasTenant(tenant)) throw tenantNotFound(tenant);
  }

  /** A changed credential spreads like a new one. */
  private inForce({ id, issuer, subject, audiences }: FederatedCredential): boolean {
    return this.parts.late.inForce([id.toLowerCase(), issuer, subject, ...audiences].join("\n"));
  }

  /** Besides the one resource MSAL asks for what OpenID Connect names. */
  private resource(scope: string, tenant: string): string {
    const known = `https://${this.parts.hosts().vaultSuffix}`;
    const asked = scope.split(" ").find((one) => one.endsWith("/.default")) ?? scope;
    const resource = asked.replace(/\/\.default$/, "");
    if (resource !== known) throw unknownResource(resource, tenant);
    return resource;
  }
}

/** [MSAL for Go authority.go InstanceDiscoveryResponse] */
function discovery(host: string, url: URL): Answer {
  const authority = url.searchParams.get("authorization_endpoint");
  const tenant = authority?.split("/")[3] ?? "common";
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `https://${host}/${tenant}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}
