import type * as pulumi from "@pulumi/pulumi";
// Not `yaml`, which the tests use: it takes longer to load, and Pulumi loads a js-yaml anyway.
import { dump } from "js-yaml";
import { derive } from "../pulumi/deferred";
import type { Manifest } from "./manifest";

/** The manifests as files of a repository. */
export function manifestFiles(
  serviceAccount: Manifest,
  secretProviderClasses: readonly { readonly key: string; readonly manifest: Manifest }[],
): pulumi.Input<Record<string, string>> {
  const files = Object.fromEntries([
    ["service-account.yaml", serviceAccount],
    ...secretProviderClasses.map(({ key, manifest }) => [`secret-provider-class-${key}.yaml`, manifest]),
  ]);
  return derive(files, (all) =>
    Object.fromEntries(Object.entries(all).map(([file, manifest]) => [file, dump(manifest)])),
  );
}
