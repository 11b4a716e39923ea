import { guid } from "../deployer";

/** Azure's answer as the provider prints it. [PN azure/client_azcore.go PulumiAzcoreResponseError] */
export class AzureError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    private readonly text: string,
  ) {
    super(`Status=${status} Code="${code}" Message="${text}"`);
  }

  /** The response as Azure sends it. */
  get body(): string {
    return JSON.stringify({ error: { code: this.code, message: this.text } });
  }
}

// [AZ azure-resource-manager/troubleshooting/error-not-found.md] for this and the next three
export function resourceGroupNotFound(name: string): AzureError {
  return new AzureError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

export function resourceNotFound(type: string, name: string, resourceGroupName: string): AzureError {
  return new AzureError(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroupName}' was not found. ` +
      "For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  );
}

export function parentNotFound(name: string): AzureError {
  return new AzureError(
    404,
    "ParentResourceNotFound",
    `Can not perform requested operation on nested resource. Parent resource '${name}' not found.`,
  );
}

export function authorizationFailed(objectId: string, action: string, scope: string): AzureError {
  return new AzureError(
    403,
    "AuthorizationFailed",
    `The client '${objectId}' with object id '${objectId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, ` +
      "please refresh your credentials.",
  );
}

/** The answers of a managed identity that is not known everywhere yet; either ends by itself, within minutes. */
export const identityNotReplicated = {
  // [openshift/cloud-credential-operator #878, terraform-provider-azurerm #32179]
  ParentResourceNotFound: parentNotFound,
  // [Azure/Azure-Verified-Modules #2673] the code as `az` and azapi print it
  GraphResourceNotFound: () =>
    new AzureError(
      404,
      "NotFound",
      "MS Graph resource not found during Federated Identity Credential creation.",
    ),
};

/** [Azure/azure-cli #28496, pulumi-azure-nextgen #170] also for a GET of what exists; there all versions and regions are listed */
export function apiVersionNotServed(apiVersion: string, type: string, oldest: string): AzureError {
  return new AzureError(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for location 'westeurope' and API version '${apiVersion}' for type '${type}'. ` +
      `The supported api-versions are '${oldest}'. The supported locations are 'westeurope'.`,
  );
}

/** [AZ azure-resource-manager/management/request-limits-and-throttling.md] the code; the sentence as users report it */
export function throttled(subscriptionId: string, objectId: string): AzureError {
  return new AzureError(
    429,
    "SubscriptionRequestsThrottled",
    `Number of 'read' requests for subscription '${subscriptionId}' actor '${objectId}' exceeded. Please try again after ` +
      "'10' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.",
  );
}

/** As users report it. */
export function serverError(subscriptionId: string): AzureError {
  const [tracking, time] = [guid(subscriptionId, "tracking"), "20270227T120000Z"];
  return new AzureError(
    500,
    "InternalServerError",
    `Encountered internal server error. Diagnostic information: timestamp '${time}', subscription id '${subscriptionId}', ` +
      `tracking id '${tracking}', request correlation id '${tracking}'.`,
  );
}
