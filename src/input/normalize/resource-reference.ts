import * as pulumi from "@pulumi/pulumi";
import { parseResourceId, type ResourceReference } from "../../model/resource-id";

interface GivenReference {
  readonly id?: pulumi.Input<string>;
  readonly resourceGroupName?: pulumi.Input<string>;
  readonly name: pulumi.Input<string>;
}

/** An Azure resource that was given by `id`, or by `resourceGroupName` and `name`. */
export function resourceReference(
  { id, resourceGroupName = "", name }: GivenReference,
  type: string,
): pulumi.Output<ResourceReference> {
  if (id === undefined) return pulumi.output({ resourceGroupName, name });
  return pulumi
    .output(id)
    .apply((text) => parseResourceId(text, type) ?? { resourceGroupName: "", name: "" });
}
