import type * as pulumi from "@pulumi/pulumi";

/** What the rest of the component needs of an identity, whichever kind it is. */
export interface Identity {
  /** The Azure resource id of a managed identity; `/applications/<object id>` of an application. */
  readonly id: pulumi.Output<string>;
  /** Words for the trust statement, unknown while Azure has not named it. */
  readonly description: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  /** The object id that rights are granted to. */
  readonly principalId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
}

export interface ManagedIdentity extends Identity {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
}
