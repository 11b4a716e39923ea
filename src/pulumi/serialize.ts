import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "./context";
import { enqueue } from "./program";
import { settle } from "./settle";

/**
 * Creates one resource for each item, each after the one before, and all after those of any component of the program in
 * the same queue: Azure refuses parallel writes of the credentials of one identity, or of the policies of one vault.
 */
export function serialize<T>(
  { resource, barrier }: ComponentContext,
  queue: pulumi.Input<string>,
  items: readonly T[],
  create: (item: T, opts: pulumi.CustomResourceOptions) => pulumi.Resource,
): pulumi.Resource[] {
  const created: pulumi.Resource[] = [];
  const opts = barrier.childOptions(resource, async () => {
    // What the component itself depends on may be waiting in the same queue.
    await settle(resource.urn);
    const { value } = await settle(queue);
    const previous = value === undefined ? undefined : enqueue(value, created);
    return previous?.slice(-1) ?? [];
  });
  for (const item of items) {
    created.push(create(item, pulumi.mergeOptions(opts, { dependsOn: created.slice(-1) })));
  }
  return created;
}
