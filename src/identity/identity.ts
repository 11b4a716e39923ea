import type * as pulumi from "@pulumi/pulumi";
import type { Thing } from "../pulumi/reservations";

/** What the rest of the component needs of an identity, whichever kind it is. */
export interface WorkloadIdentity {
  /** The Azure resource id of a managed identity; the path of an application in Microsoft Graph. */
  readonly id: pulumi.Output<string>;
  /** Words for the access summary, unknown while Azure has not named it. */
  readonly description: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  /** The object id that access is granted to. */
  readonly principalId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  /** Set for a managed identity, whose credentials are addressed by resource group and name. */
  readonly managed?: {
    readonly resourceGroupName: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
  };
  /** The same identity may have been given to several components. */
  readonly thing: Promise<Thing>;
  /** Set where the component did not create it. */
  readonly existing?: true;
}

/** What the other inputs need of the identity. */
export interface IdentityUse {
  /** Whether the component adds federated credentials to it. */
  readonly hasClusters: boolean;
  /** Whether access is granted to its object id. */
  readonly grants: boolean;
}
