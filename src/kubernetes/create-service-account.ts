import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import type * as pulumi from "@pulumi/pulumi";
import type { Manifest } from "./manifest";

export function createServiceAccount(
  name: string,
  { metadata }: Manifest,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new ServiceAccount(name, { metadata }, opts);
}
