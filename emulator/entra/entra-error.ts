const reasons: Record<number, string> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** A diagnostic of the Terraform provider, as the bridge prints one. [TB tfshim/diagnostics/error.go; go-multierror] */
export class EntraError extends Error {
  /** `attribute` is the Terraform name of the property at fault. */
  constructor(summary: string, detail = "", attribute = "") {
    const text = detail ? `${summary}: ${detail}` : summary;
    super(`1 error occurred:\n\t* ${attribute && `[${attribute}] `}${text}\n\n`);
  }
}

/** Microsoft Graph's answer as the Terraform provider prints it. [TA go-azure-sdk sdk/client/client.go Execute] */
export function graphAnswer(status: number, code: string, message: string): string {
  return `unexpected status ${status} (${status} ${reasons[status]}) with error: ${code}: ${message}`;
}

/** [MG resources/errors "Request_ResourceNotFound"] */
export function notFound(id: string): string {
  return graphAnswer(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function denied(): string {
  return graphAnswer(
    403,
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
  );
}

/** [MG throttling.md "Sample response"] */
export function throttled(): string {
  return graphAnswer(429, "TooManyRequests", "Please retry again later.");
}

/** [MG errors.md] the code; the sentence is not documented */
export function unavailable(): string {
  return graphAnswer(503, "serviceNotAvailable", "The service is temporarily unavailable.");
}

/** A new service principal by a caller who does not own its application; the sentence misleads. [microsoft-graph-docs #16138, azuread #992] */
export function notOwnerOfApplication(): string {
  return graphAnswer(
    403,
    "Authorization_RequestDenied",
    "When using this permission, the backing application of the service principal being created must in the local tenant",
  );
}

/** The names of things in the Terraform provider's sentences. [TA go-azure-sdk common-types/stable id_*.go] */
export const applicationNamed = (objectId: string) => `Application (Application: "${objectId}")`;
export const servicePrincipalNamed = (objectId: string) =>
  `Service Principal (Service Principal: "${objectId}")`;
