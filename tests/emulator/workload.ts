import * as http from "node:http";
import * as https from "node:https";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, type KeyLike, SignJWT } from "jose";
import type { Endpoints } from "../../emulator";

export interface Response {
  status: number;
  headers: http.IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  body: any;
}

/** Asks the login and the vaults as a pod would: through the proxy, trusting the one authority. */
export class Workload {
  constructor(private readonly endpoints: Endpoints) {}

  get(url: string, token?: string): Promise<Response> {
    return this.send(url, "GET", token ? { Authorization: `Bearer ${token}` } : {});
  }

  post(url: string, form: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams(form).toString();
    return this.send(url, "POST", { "Content-Type": "application/x-www-form-urlencoded" }, body);
  }

  async send(url: string, method: string, headers: Record<string, string>, body = ""): Promise<Response> {
    const { hostname, port } = new URL(url);
    const request = http.request({
      host: "127.0.0.1",
      port: this.endpoints.proxyPort,
      method: "CONNECT",
      path: `${hostname}:${port || 443}`,
    });
    const socket = await new Promise<import("node:net").Socket>((resolve, reject) => {
      request.on("error", reject).on("connect", ({ statusCode }, socket) => {
        if (statusCode === 200) resolve(socket);
        else reject(new Error(`the proxy answers ${statusCode}`));
      });
      request.end();
    });
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const options = { method, headers, socket, agent: false, ca: this.endpoints.caCertificate };
      https.request(url, options, resolve).on("error", reject).end(body);
    });
    const answer = JSON.parse(await text(response));
    return { status: response.statusCode ?? 0, headers: response.headers, body: answer };
  }
}

/** A cluster's token issuer. */
export class TokenIssuer {
  private constructor(
    readonly url: string,
    private readonly privateKey: KeyLike,
    private readonly algorithm: string,
    readonly keys: JSONWebKeySet,
  ) {}

  static async create(url: string, algorithm = "RS256"): Promise<TokenIssuer> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm);
    const key = { ...(await exportJWK(publicKey)), kid: "key-1", alg: algorithm, use: "sig" };
    return new TokenIssuer(url, privateKey, algorithm, { keys: [key] });
  }

  /** A service account's token; `undefined` leaves a claim out. */
  token(claims: JWTPayload, keyId = "key-1"): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: this.url,
      aud: ["api://AzureADTokenExchange"],
      nbf: now,
      exp: now + 600,
      ...claims,
    };
    return new SignJWT(payload).setProtectedHeader({ alg: this.algorithm, kid: keyId }).sign(this.privateKey);
  }
}
