import { getApplication } from "@pulumi/azuread/getApplication";
import { getServicePrincipal } from "@pulumi/azuread/getServicePrincipal";
import type * as pulumi from "@pulumi/pulumi";
import type { LookUps } from "../pulumi/look-up";

const describe = (clientId: string) => `the Entra application with client id ${clientId}`;

/** The service principal of an existing application; returns its object id. It is never made here. */
export function lookupServicePrincipal(
  path: string,
  clientId: pulumi.Output<string>,
  lookUps: LookUps,
): pulumi.Output<string> {
  return lookUps.run({
    package: "azuread",
    path,
    key: clientId,
    describe: (id) => `the service principal of the Entra application with client id ${id}`,
    ask: (id, opts) => getServicePrincipal({ clientId: id }, opts),
    judge: ({ objectId }) => ({ value: objectId }),
    // Made by this program it would be deleted with it, and with it the rights that others gave it.
    mustExist: (id) => `Make it once: az ad sp create --id ${id}`,
    needed: "Rights are granted to it.",
  });
}

/** The id under which federated credentials are added to an existing application. */
export function lookupApplicationId(
  path: string,
  clientId: pulumi.Output<string>,
  lookUps: LookUps,
): pulumi.Output<string> {
  return lookUps.run({
    package: "azuread",
    path,
    key: clientId,
    describe,
    ask: (id, opts) => getApplication({ clientId: id }, opts),
    judge: ({ objectId }) => ({ value: `/applications/${objectId}` }),
    mustExist: () => "An application of another tenant cannot take federated credentials here.",
    needed: "The federated credentials are added to it.",
  });
}
