import * as pulumi from "@pulumi/pulumi";

/** Makes one resource for each item, each after the one before. */
export function inSequence<T>(
  items: readonly T[],
  opts: pulumi.CustomResourceOptions,
  create: (item: T, opts: pulumi.CustomResourceOptions) => pulumi.Resource,
): pulumi.Resource[] {
  const created: pulumi.Resource[] = [];
  for (const item of items)
    created.push(create(item, pulumi.mergeOptions(opts, { dependsOn: created.slice(-1) })));
  return created;
}
