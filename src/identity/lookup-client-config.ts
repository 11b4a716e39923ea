import { getClientConfig } from "@pulumi/azure-native/authorization/getClientConfig";
import * as pulumi from "@pulumi/pulumi";
import type { LookUps } from "../pulumi/look-up";
import { providerSubscription } from "../validation/look-up-rules";
import { issue } from "../validation/rule";

export interface ClientConfig {
  readonly subscriptionId: string;
  readonly tenantId: string;
}

/** The subscription and tenant that the azure-native provider works in. */
export function lookupClientConfig(path: string, lookUps: LookUps): pulumi.Output<ClientConfig> {
  return lookUps.run({
    path,
    key: pulumi.output("client config"),
    describe: () => "the subscription of the azure-native provider",
    ask: (_key, opts) => getClientConfig(opts),
    judge: ({ subscriptionId, tenantId }) =>
      subscriptionId && tenantId
        ? { value: { subscriptionId, tenantId } }
        : { issues: [issue(providerSubscription, path)] },
    needed: "Run az login, or configure azure-native.",
  });
}
