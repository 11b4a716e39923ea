import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";
import type { Manifest } from "./manifest";

export function createSecretProviderClass(
  name: string,
  manifest: Manifest,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new CustomResource(name, manifest, opts);
}
