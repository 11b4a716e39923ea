import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { ServiceAccountPatch } from "@pulumi/kubernetes/core/v1/serviceAccountPatch";
import * as pulumi from "@pulumi/pulumi";
import { webhook } from "../model/vocabulary";
import { isKnownMap, type TextMap } from "../pulumi/read-input";
import { settle } from "../pulumi/settle";
import type { Manifest } from "./manifest";

interface AnnotatedServiceAccount {
  readonly patch: pulumi.Resource;
  /** The annotations that a first update would refuse to overwrite; never rejects. */
  readonly foreign: Promise<ForeignAnnotation[]>;
}

export interface ForeignAnnotation {
  readonly annotation: string;
  readonly value: string;
}

/** Reads the service account first, so that a missing one stops the preview; then adds annotations and nothing else. */
export function annotateServiceAccount(
  names: { readonly serviceAccount: string; readonly patch: string },
  { metadata: { name, namespace, annotations } }: Manifest,
  opts: pulumi.CustomResourceOptions,
): AnnotatedServiceAccount {
  // Under the name that a created one has: Pulumi then lets go of it without deleting it.
  const existing = ServiceAccount.get(names.serviceAccount, pulumi.interpolate`${namespace}/${name}`, opts);
  const patch = new ServiceAccountPatch(
    names.patch,
    { metadata: { name, namespace, annotations } },
    pulumi.mergeOptions(opts, { dependsOn: existing }),
  );
  return { patch, foreign: foreignAnnotations(existing, patch, annotations) };
}

async function foreignAnnotations(
  existing: ServiceAccount,
  patch: ServiceAccountPatch,
  annotations: TextMap = {},
): Promise<ForeignAnnotation[]> {
  // A patch that has an id in the preview was made before: what the account carries is ours.
  if ((await settle(patch.id)).known) return [];
  const { value: metadata } = await settle(existing.metadata);
  const theirs: Record<string, string> = metadata?.annotations ?? {};
  const ours = isKnownMap(annotations) ? annotations : ((await settle(annotations)).value ?? {});
  const foreign = Object.entries(ours).map(async ([annotation, input]) => {
    const value = theirs[annotation];
    if (value === undefined) return [];
    const own = await settle(input);
    // The client id of an identity that is still to be made is nobody's yet.
    const differs = own.known ? own.value !== value : annotation === webhook.clientIdAnnotation;
    return differs ? [{ annotation, value }] : [];
  });
  return (await Promise.all(foreign)).flat();
}
