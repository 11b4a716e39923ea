import type * as pulumi from "@pulumi/pulumi";
import type { ValidationBarrier } from "./barrier";
import type { Issues } from "./issues";

/** The component under construction, for the steps that construct it. */
export interface ComponentContext {
  readonly resource: pulumi.Resource;
  readonly name: string;
  readonly issues: Issues;
  readonly barrier: ValidationBarrier;
  /** Stands for the component in what the program keeps: the component itself would stay in memory. */
  readonly token: { readonly name: string };
}

/** Options for a child that comes after these resources. */
export function childOptions(
  { resource, barrier }: ComponentContext,
  after: readonly pulumi.Resource[] = [],
): pulumi.CustomResourceOptions {
  return barrier.childOptions(resource, () => after);
}
