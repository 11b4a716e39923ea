import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import type * as pulumi from "@pulumi/pulumi";

interface ServicePrincipalInputs {
  readonly clientId: pulumi.Output<string>;
  readonly owners?: pulumi.Output<string[]>;
}

/** The application's account in the tenant; returns the object id that rights are granted to. */
export function createServicePrincipal(
  name: string,
  inputs: ServicePrincipalInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new ServicePrincipal(name, inputs, opts).objectId;
}
