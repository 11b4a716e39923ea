import type { Answer } from "../endpoints/answer";
import type { Collection } from "./operation";

/** An error of Key Vault's. [KV rest-error-codes.md for the shape] */
export class VaultError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly inner?: string,
    readonly headers?: Record<string, string>,
  ) {
    super(message);
  }

  answer(): Answer {
    const { status, code, message, inner, headers } = this;
    const innererror = inner ? { innererror: { code: inner } } : {};
    return {
      status,
      headers,
      refusal: `${inner ?? code}: ${message.split("\r\n")[0]}`,
      body: { error: { code, message, ...innererror } },
    };
  }
}

const nouns: Record<Collection, string> = { secrets: "secret", keys: "key", certificates: "certificate" };
const codes: Record<Collection, string> = { secrets: "Secret", keys: "Key", certificates: "Certificate" };

/** [KV authentication-requests-and-responses.md] where to get a token; clients compare the resource with the host */
export function unauthorized(message: string, authority: string, resource: string): VaultError {
  const challenge = `Bearer authorization="${authority}", resource="${resource}"`;
  return new VaultError(401, "Unauthorized", message, undefined, { "WWW-Authenticate": challenge });
}

/** The answers as recorded by azure-sdk-for-js, sdk/keyvault. */
export function objectNotFound(collection: Collection, name: string): VaultError {
  return new VaultError(
    404,
    `${codes[collection]}NotFound`,
    `A ${nouns[collection]} with (name/id) ${name} was not found in this key vault. If you recently deleted this ` +
      `${nouns[collection]} you may be able to recover it using the correct recovery command. For help resolving this ` +
      "issue, please see https://go.microsoft.com/fwlink/?linkid=2125182",
  );
}

/** [Azure/azure-sdk-for-js #24756] for secrets; for keys and certificates not documented */
export function disabled(collection: Collection): VaultError {
  return new VaultError(
    403,
    "Forbidden",
    `Operation get is not allowed on a disabled ${nouns[collection]}.`,
    `${codes[collection]}Disabled`,
  );
}
