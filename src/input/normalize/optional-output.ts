import * as pulumi from "@pulumi/pulumi";

/** What is left out stays undefined, so that a default can take its place. */
export function optionalOutput<T>(given: pulumi.Input<T> | undefined): pulumi.Output<T> | undefined {
  return given === undefined ? undefined : (pulumi.output(given) as pulumi.Output<T>);
}
