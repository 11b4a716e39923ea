import { getClientConfig } from "@pulumi/azure-native/authorization/getClientConfig";
import type * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../pulumi/context";
import { lookUp } from "../pulumi/look-up";
import { providerSubscription } from "../rules/live-checks";
import { issue } from "../rules/rule";
import type { ClientConfig } from "../workload";

/** The subscription and tenant that the azure-native provider works in. */
export function lookUpClientConfig(context: ComponentContext, path: string): pulumi.Output<ClientConfig> {
  return lookUp(context, {
    path,
    key: "client config",
    describe: () => "the subscription of the azure-native provider",
    ask: (_key, opts) => getClientConfig(opts),
    evaluate: ({ subscriptionId, tenantId, objectId }) =>
      subscriptionId && tenantId
        ? { value: { subscriptionId, tenantId, objectId } }
        : { issues: [issue(providerSubscription, path)] },
    needed: "Run az login, or configure azure-native.",
  });
}
