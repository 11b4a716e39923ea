import type { Azure } from "../azure/azure";
import { vaultToken } from "../azure/tokens";
import type { CloudHosts } from "../clouds";
import type { Answer, Asked, Service } from "../endpoints/answer";
import type { Late } from "../endpoints/late";
import { type AccessTokens, type Caller, issuerOf } from "../login/access-tokens";
import type { Properties } from "../provider/values";
import { same } from "../records";
import type { Recorded } from "../store";
import { authorize } from "./authorization";
import { bundle, list } from "./bundles";
import type { VaultObjects, Version } from "./objects";
import type { Collection, Operation } from "./operation";
import { disabled, objectNotFound, unauthorized, VaultError } from "./vault-error";

/** The hosts of the vaults: what a workload reads. */
export class Vaults implements Service {
  constructor(
    private readonly parts: {
      hosts: () => CloudHosts;
      azure: Azure;
      objects: VaultObjects;
      tokens: AccessTokens;
      late: Late;
    },
  ) {}

  serves(host: string): boolean {
    return this.vault(host) !== undefined;
  }

  async answer(asked: Asked): Promise<Answer> {
    try {
      const vault = this.vault(asked.host) as Recorded;
      const caller = await this.authenticate(vault, asked.authorization);
      const { operation, version } = parse(asked);
      const allowedBy = authorize(this.parts.azure, vault, caller, operation, this.parts.late);
      return { ...this.read(vault, operation, version, asked.url), allowedBy };
    } catch (error) {
      if (error instanceof VaultError) return error.answer();
      throw error;
    }
  }

  private vault(host: string): Recorded | undefined {
    const suffix = `.${this.parts.hosts().vaultSuffix}`;
    if (!host.endsWith(suffix)) return undefined;
    const name = host.slice(0, -suffix.length);
    return this.parts.azure.all(vaultToken).find(({ properties }) => same(String(properties.name), name));
  }

  private async authenticate(vault: Recorded, authorization: string | undefined): Promise<Caller> {
    const { login, vaultSuffix } = this.parts.hosts();
    const tenant = String((vault.properties.properties as Properties).tenantId);
    const resource = `https://${vaultSuffix}`;
    const toError = (message: string) => unauthorized(message, `https://${login[0]}/${tenant}`, resource);
    const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
    // The answer as recorded by azure-sdk-for-js, sdk/keyvault.
    if (!token) throw toError("AKV10000: Request is missing a Bearer or PoP token.");
    // Key Vault has several sentences for this, none of them documented.
    const caller = await this.parts.tokens.read(token, resource).catch(() => {
      throw toError("The token is not one for this vault, or it has ended.");
    });
    if (!same(caller.tenantId, tenant)) {
      const [own, found] = [issuerOf(tenant), issuerOf(caller.tenantId)];
      throw toError(`AKV10032: Invalid issuer. Expected one of ${own}, found ${found}.`);
    }
    return caller;
  }

  private read(vault: Recorded, operation: Operation, version: string, url: URL): Answer {
    const { collection, permission, name } = operation;
    const object = this.parts.objects.find(vault, collection, name);
    if (!object) throw objectNotFound(collection, name);
    const at = `https://${url.host}`;
    if (permission === "list") return { status: 200, body: list(at, collection, object, url) };
    const found = version
      ? object.versions.find((one) => same(one.version, version))
      : (object.versions.at(-1) as Version);
    if (!found) throw objectNotFound(collection, `${name}/${version}`);
    if (!found.enabled) throw disabled(collection);
    return { status: 200, body: bundle(at, collection, object.name, found) };
  }
}

/** `/secrets/<name>`, `/secrets/<name>/<version>` or `/secrets/<name>/versions`. Nothing is written here. */
function parse({ method, url }: Asked): { operation: Operation; version: string } {
  const path = /^\/(secrets|keys|certificates)\/([0-9a-zA-Z-]{1,127})(?:\/([0-9a-zA-Z]*))?$/.exec(
    url.pathname,
  );
  if (!path || method !== "GET") {
    throw new VaultError(
      405,
      "MethodNotAllowed",
      `${method} ${url.pathname} is nothing that is served here.`,
    );
  }
  const [, collection, name = "", version = ""] = path;
  const permission = version === "versions" ? "list" : "get";
  return { operation: { collection: collection as Collection, permission, name }, version };
}
