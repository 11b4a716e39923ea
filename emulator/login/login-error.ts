import { v4 as uuidv4 } from "uuid";
import type { Answer } from "../endpoints/answer";

/** An error of Entra's. Which number it has where several fit is not documented. */
export class LoginError extends Error {
  constructor(
    readonly error: "invalid_request" | "invalid_client" | "invalid_resource" | "unauthorized_client",
    readonly number: number,
    message: string,
  ) {
    super(`AADSTS${number}: ${message}`);
  }

  /** [EN reference-error-codes "Handling error codes in your application"] the shape of the body */
  answer(loginHost: string): Answer {
    const timestamp = `${new Date().toISOString().slice(0, 19).replace("T", " ")}Z`;
    const [trace, correlation] = [uuidv4(), uuidv4()];
    return {
      // [RFC 6749 5.2] only a client that failed to prove itself gets 401
      status: this.error === "invalid_client" ? 401 : 400,
      refusal: this.message,
      body: {
        error: this.error,
        error_description: `${this.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
        error_codes: [this.number],
        timestamp,
        trace_id: trace,
        correlation_id: correlation,
        error_uri: `https://${loginHost}/error?code=${this.number}`,
      },
    };
  }
}

// [EN reference-error-codes] for the number of this and the next; the sentences as users report them
export function tenantNotFound(tenant: string): LoginError {
  return new LoginError(
    "invalid_request",
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct ` +
      "cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  );
}

export function clientNotFound(clientId: string, tenant: string): LoginError {
  return new LoginError(
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the ` +
      "application has not been installed by the administrator of the tenant or consented to by any user in the tenant. " +
      "You may have sent your authentication request to the wrong tenant.",
  );
}

export function noServicePrincipal(clientId: string, tenant: string): LoginError {
  return new LoginError(
    "invalid_client",
    7000229,
    `The client application ${clientId} is missing service principal in the tenant ${tenant}. ` +
      "See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
  );
}

export function malformedAssertion(): LoginError {
  return new LoginError("invalid_request", 50027, "JWT token is invalid or malformed.");
}

export function unmatchedAssertion(what: "issuer" | "audience" | "subject", value: string): LoginError {
  // [Azure/login #482, dotnet/maui #31978] the last digit names what differs; earlier, issuer and subject were 70021 together
  const number = { issuer: 700211, audience: 700212, subject: 700213 }[what];
  return new LoginError(
    "invalid_client",
    number,
    `No matching federated identity record found for presented assertion ${what} '${value}'. Check your federated ` +
      "identity credential Subject, Audience and Issuer against the presented assertion. " +
      "https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  );
}

/** [gitlab-org/gitlab doc/ci/cloud_services/azure] */
export function noKeys(): LoginError {
  return new LoginError("invalid_request", 501661, "Request to External OIDC endpoint failed.");
}

/** The number as reported after clusters were recreated with other keys; the sentence is not documented. */
export function unknownKey(id: string): LoginError {
  return new LoginError(
    "invalid_client",
    7000272,
    `The certificate with identifier '${id}' used to sign the federated credential could not be found in the metadata ` +
      "of the identity provider.",
  );
}

/** [EN reference-error-codes "AADSTS50013"] the sentence is not documented */
export function wrongSignature(): LoginError {
  return new LoginError("invalid_client", 50013, "Assertion failed signature validation.");
}

/** [EN reference-error-codes "AADSTS700024"] */
export function outOfTime(from: number | undefined, until: number | undefined): LoginError {
  const time = (seconds?: number) =>
    seconds === undefined ? "none" : new Date(seconds * 1000).toISOString();
  return new LoginError(
    "invalid_client",
    700024,
    `Client assertion is not within its valid time range. Current time: ${new Date().toISOString()}, ` +
      `assertion valid from ${time(from)}, expiry time of assertion ${time(until)}.`,
  );
}

/** [EN reference-error-codes "AADSTS7000218", "AADSTS70003"] */
export function noAssertion(): LoginError {
  return new LoginError(
    "invalid_client",
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

export function unsupportedGrant(given: string): LoginError {
  return new LoginError("invalid_request", 70003, `The app requested an unsupported grant type '${given}'.`);
}

/** [EN reference-error-codes "AADSTS500011"] */
export function unknownResource(name: string, tenant: string): LoginError {
  return new LoginError(
    "invalid_resource",
    500011,
    `The resource principal named ${name} was not found in the tenant named ${tenant}. This can happen if the application ` +
      "has not been installed by the administrator of the tenant or consented to by any user in the tenant. " +
      "You might have sent your authentication request to the wrong tenant.",
  );
}
