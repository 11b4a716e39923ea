import { generateKeyPair, type JWTPayload, jwtVerify, type KeyLike, SignJWT } from "jose";

export interface Caller {
  clientId: string;
  principalId: string;
  tenantId: string;
}

/** How long a token is good for, in seconds. */
export const lifetime = 3600;

/** Entra's signature under its access tokens; the vaults know the key. */
export class AccessTokens {
  private constructor(private readonly keys: { publicKey: KeyLike; privateKey: KeyLike }) {}

  static async create(): Promise<AccessTokens> {
    // Entra takes RS256; an RSA key takes longer to generate, and no client checks.
    return new AccessTokens(await generateKeyPair("ES256"));
  }

  /** [EN access-token-claims-reference.md] the claims of a version 1 token that a vault reads */
  issue({ clientId, principalId, tenantId }: Caller, resource: string): Promise<string> {
    return new SignJWT({ appid: clientId, oid: principalId, tid: tenantId, ver: "1.0" })
      .setProtectedHeader({ alg: "ES256", typ: "JWT" })
      .setIssuer(issuerOf(tenantId))
      .setSubject(principalId)
      .setAudience(resource)
      .setIssuedAt()
      .setNotBefore("0s")
      .setExpirationTime(`${lifetime}s`)
      .sign(this.keys.privateKey);
  }

  /** Rejects a token of another issuer, an expired one, and one for another resource. */
  async read(token: string, resource: string): Promise<Caller> {
    const { payload } = await jwtVerify(token, this.keys.publicKey, { audience: resource });
    return caller(payload);
  }
}

export function issuerOf(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

function caller({ appid, oid, tid }: JWTPayload): Caller {
  return { clientId: String(appid), principalId: String(oid), tenantId: String(tid) };
}
