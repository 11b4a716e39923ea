import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { ServiceAccountPatch } from "@pulumi/kubernetes/core/v1/serviceAccountPatch";
import * as pulumi from "@pulumi/pulumi";
import type { Manifest } from "./manifest";

/** Reads the service account first, so that a missing one stops the preview; then adds annotations and nothing else. */
export function annotateServiceAccount(
  names: { readonly serviceAccount: string; readonly patch: string },
  { metadata: { name, namespace, annotations } }: Manifest,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  // Under the name that a created one has: Pulumi then lets go of it without deleting it.
  const existing = ServiceAccount.get(names.serviceAccount, pulumi.interpolate`${namespace}/${name}`, opts);
  const metadata = { name, namespace, annotations };
  return new ServiceAccountPatch(
    names.patch,
    { metadata },
    pulumi.mergeOptions(opts, { dependsOn: existing }),
  );
}
