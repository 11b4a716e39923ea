import { Application } from "@pulumi/azuread/application";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { quote } from "../model/quote";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { childThing } from "../pulumi/reservations";
import type { NewApplication, WorkloadIdentity } from "../workload";

/** An application without a password or a certificate, and its service principal, which access is granted to. */
export function newApplication(
  context: ComponentContext,
  { displayName, owners }: NewApplication,
  tenantId: pulumi.Output<string>,
): WorkloadIdentity {
  const application = new Application(
    childName.application(context.name),
    { displayName, owners },
    childOptions(context),
  );
  const { id, clientId } = application;
  const servicePrincipal = new ServicePrincipal(
    childName.servicePrincipal(context.name),
    { clientId, owners },
    childOptions(context),
  );
  const description = derive(displayName, (text) => `the Entra application ${quote(text)}`);
  const thing = childThing(
    context.resource,
    childName.application(context.name),
    "azuread:index/application:Application",
  );
  return { id, description, clientId, principalId: servicePrincipal.objectId, tenantId, thing };
}
