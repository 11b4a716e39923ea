import { getApplication } from "@pulumi/azuread/getApplication";
import { getServicePrincipal } from "@pulumi/azuread/getServicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import type { LookUp, LookUps } from "../pulumi/look-up";

type ByClientId = LookUp<string, { readonly objectId: string }, string>;

/** The service principal of an existing application; returns its object id. It is never made here. */
export function lookupServicePrincipal(
  path: string,
  clientId: pulumi.Output<string>,
  lookUps: LookUps,
): pulumi.Output<string> {
  return lookupObjectId(path, clientId, lookUps, {
    describe: (id) => `the service principal of the Entra application with client id ${id}`,
    ask: (id, opts) => getServicePrincipal({ clientId: id }, opts),
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
  const objectId = lookupObjectId(path, clientId, lookUps, {
    describe: (id) => `the Entra application with client id ${id}`,
    ask: (id, opts) => getApplication({ clientId: id }, opts),
    mustExist: () => "An application of another tenant cannot take federated credentials here.",
    needed: "The federated credentials are added to it.",
  });
  return pulumi.interpolate`/applications/${objectId}`;
}

function lookupObjectId(
  path: string,
  key: pulumi.Output<string>,
  lookUps: LookUps,
  lookUp: Pick<ByClientId, "describe" | "ask" | "mustExist" | "needed">,
): pulumi.Output<string> {
  const judge = ({ objectId }: { readonly objectId: string }) => ({ value: objectId });
  return lookUps.run({ package: "azuread", path, key, judge, ...lookUp });
}
