import { AccessPolicy } from "@pulumi/azure-native/keyvault/accessPolicy";
import type * as pulumi from "@pulumi/pulumi";
import type { Permissions } from "../model/access-policy";
import type { ResourceReference } from "../model/resource-id";
import { declared } from "../pulumi/declared";
import type { MaybeOutput } from "../pulumi/deferred";

interface AccessPolicyInputs {
  readonly vault: MaybeOutput<ResourceReference>;
  readonly principalId: pulumi.Input<string>;
  readonly tenantId: pulumi.Input<string>;
  readonly permissions: Permissions;
}

/** The one entry of this principal in the vault's list; other entries stay as they are. */
export function createAccessPolicy(
  name: string,
  { vault, principalId, tenantId, permissions }: AccessPolicyInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const policy = { tenantId, objectId: principalId, permissions };
  const { name: vaultName, resourceGroupName } = vault;
  const child = new AccessPolicy(
    name,
    { resourceGroupName, vaultName, policy },
    // It is replaced with its vault or its principal, so that the new entry can exist beside the old one.
    { ...opts, deleteBeforeReplace: false },
  );
  return declared(name, { vaultName, policy }, child);
}
