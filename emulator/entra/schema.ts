import { packageSchema } from "../provider/schema";
import { sdkVersion } from "../provider/sdk-version";
import { application } from "./application";
import type { EntraKind } from "./entra-kind";
import { federatedIdentityCredential } from "./federated-identity-credential";
import { servicePrincipal } from "./service-principal";

const shape = ({ inputs, computed }: EntraKind) => ({
  required: Object.keys(inputs).filter((name) => inputs[name]?.required),
  inputs: Object.keys(inputs).filter((name) => !inputs[name]?.required),
  outputs: computed,
});

/** What a YAML program needs to bind against. */
export const schema = packageSchema("azuread", sdkVersion("@pulumi/azuread"), {
  config: ["clientId", "environment", "tenantId"],
  resources: Object.fromEntries(
    [application, servicePrincipal, federatedIdentityCredential].map((kind) => [kind.token, shape(kind)]),
  ),
  functions: {
    "azuread:index/getApplication:getApplication": {
      inputs: [],
      optional: ["clientId", "displayName", "identifierUri", "objectId"],
      outputs: ["clientId", "displayName", "id", "objectId", "owners"],
    },
    "azuread:index/getClientConfig:getClientConfig": {
      inputs: [],
      outputs: ["clientId", "id", "objectId", "tenantId"],
    },
    "azuread:index/getServicePrincipal:getServicePrincipal": {
      inputs: [],
      optional: ["clientId", "displayName", "objectId"],
      outputs: ["applicationTenantId", "clientId", "displayName", "id", "objectId", "type"],
    },
  },
});
