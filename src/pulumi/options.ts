import * as pulumi from "@pulumi/pulumi";

const withoutEffect = ["ignoreChanges", "replaceOnChanges", "customTimeouts"] as const;

/** Options that Pulumi takes for a component and hands to nobody. [Pulumi documentation, resource options] */
export function warnOfUnusedOptions(
  component: pulumi.Resource,
  opts: pulumi.ComponentResourceOptions = {},
): void {
  for (const option of withoutEffect.filter((name) => isSet(opts[name]))) {
    pulumi.log.warn(
      `The option ${option} has no effect on a component: Pulumi does not pass it to the children. Set it for single ` +
        "children with `transforms` (docs/customising.md).",
      component,
    );
  }
}

/** The plugin gets an empty list or object where nothing was given. */
function isSet(option: unknown): boolean {
  return Object.values(option ?? {}).some((value) => value !== undefined && value !== "");
}
