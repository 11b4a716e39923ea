import { getApplication } from "@pulumi/azuread/getApplication";
import { getServicePrincipal } from "@pulumi/azuread/getServicePrincipal";
import type * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { type LookUp, lookUp } from "../pulumi/look-up";
import { azureThingOf } from "../pulumi/reservations";
import type { ExistingApplication, WorkloadIdentity } from "../workload";

/** What the other inputs need of the identity. */
export interface IdentityUse {
  /** Whether the component adds federated credentials to it. */
  readonly hasClusters: boolean;
  /** Whether access is granted to its object id. */
  readonly grants: boolean;
}

/** An application that another owner created: looked up, and changed only by the credentials that are added. */
export function existingApplication(
  context: ComponentContext,
  { path, clientId }: ExistingApplication,
  tenantId: pulumi.Output<string>,
  { hasClusters, grants }: IdentityUse,
): WorkloadIdentity {
  const objectId = (of: ObjectIdLookUp) => lookUpObjectId(context, path, clientId, of);
  return {
    // Only a deployer who adds credentials must be able to read the application itself.
    id: hasClusters
      ? derive(objectId(application), (id) => `/applications/${id}`)
      : derive(clientId, (id) => `/applications(appId='${id}')`),
    description: derive(clientId, (id) => `the existing Entra application ${id}`),
    clientId,
    // A deployer without directory permissions can do all but grant access to it.
    principalId: grants
      ? objectId(servicePrincipal)
      : objectId({ ...servicePrincipal, needed: undefined, toRead: forTheOutput, fallback: "" }),
    tenantId,
    thing: azureThingOf(clientId, ["Application"]),
    existing: true,
  };
}

type ByClientId = LookUp<string, { readonly objectId: string }, string>;
type ObjectIdLookUp = Pick<ByClientId, "describe" | "ask" | "mustExist" | "toRead" | "needed" | "fallback">;

const forTheOutput =
  "Application.Read.All in Microsoft Graph allows that; without it the output principalId is empty.";

const servicePrincipal: ObjectIdLookUp = {
  describe: (id) => `the service principal of the Entra application with client id ${id}`,
  ask: (id, opts) => getServicePrincipal({ clientId: id }, opts),
  // Created by this program it would be deleted with it, and with it the permissions that others granted it.
  mustExist: (id) => `Create it once: az ad sp create --id ${id}`,
  toRead:
    "Application.Read.All in Microsoft Graph allows that. Or let another owner grant access: `grants: External` for each vault.",
  needed: "Access is granted to it.",
};

const application: ObjectIdLookUp = {
  describe: (id) => `the Entra application with client id ${id}`,
  ask: (id, opts) => getApplication({ clientId: id }, opts),
  mustExist: () => "An application of another tenant cannot take federated credentials here.",
  toRead:
    "Application.Read.All in Microsoft Graph allows that. Or let another owner add the credentials: leave `clusters` out.",
  needed: "The federated credentials are added to it.",
};

function lookUpObjectId(
  context: ComponentContext,
  path: string,
  key: pulumi.Input<string>,
  of: ObjectIdLookUp,
): pulumi.Output<string> {
  const evaluate = ({ objectId }: { readonly objectId: string }) => ({ value: objectId });
  return lookUp(context, { package: "azuread", path, key, evaluate, ...of });
}
