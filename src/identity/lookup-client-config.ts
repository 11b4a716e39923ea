import { getClientConfig } from "@pulumi/azure-native/authorization/getClientConfig";
import * as pulumi from "@pulumi/pulumi";
import type { LookUps } from "../pulumi/look-up";

export interface ClientConfig {
  readonly subscriptionId: string;
  readonly tenantId: string;
}

/** The subscription and tenant that the azure-native provider works in. */
export function lookupClientConfig(lookUps: LookUps): pulumi.Output<ClientConfig> {
  return lookUps.run({
    path: "userAssignedIdentity",
    key: pulumi.output("client config"),
    describe: () => "The configuration of the azure-native provider",
    ask: (_key, opts) => getClientConfig(opts),
    judge: ({ subscriptionId, tenantId }) => ({ value: { subscriptionId, tenantId } }),
    needed: "It tells the subscription of everything that is created.",
  });
}
