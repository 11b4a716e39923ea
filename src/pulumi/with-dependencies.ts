import * as pulumi from "@pulumi/pulumi";

/** The value, known as soon as it was, but with the resources as dependencies: what uses it is made after them. */
export function withDependencies<T>(
  value: pulumi.Output<T>,
  resources: readonly pulumi.Resource[],
): pulumi.Output<T> {
  return pulumi.all(resources.map((resource) => resource.urn)).apply(() => value) as pulumi.Output<T>;
}
