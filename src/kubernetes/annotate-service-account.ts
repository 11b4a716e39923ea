import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { ServiceAccountPatch } from "@pulumi/kubernetes/core/v1/serviceAccountPatch";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { quote } from "../model/quote";
import { webhook } from "../model/vocabulary";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { knownParts, settle } from "../pulumi/settle";
import { annotatedOnce } from "../rules/across-components";
import type { Issue } from "../rules/issue";
import { ownAnnotations } from "../rules/live-checks";
import { issue } from "../rules/rule";
import { show } from "../rules/show";
import type { Manifest } from "./manifest";
import { reserveObject } from "./reserve-object";

const path = "serviceAccount.management";

/** Reads the service account first, so that a missing one stops the preview; then adds annotations and nothing else. */
export function annotateServiceAccount(
  context: ComponentContext,
  /** That of a created one: Pulumi then stops managing it without deleting it. */
  childNameOfAccount: string,
  manifest: Manifest,
): pulumi.Resource {
  const { name, namespace, annotations } = manifest.metadata;
  reserveObject(context, manifest, annotatedOnce, path);
  const id = derive([namespace, name], (parts) => parts.join("/"));
  const existing = ServiceAccount.get(childNameOfAccount, id, childOptions(context));
  const patch = new ServiceAccountPatch(
    childName.serviceAccountPatch(context.name),
    { metadata: { name, namespace, annotations } },
    pulumi.mergeOptions(childOptions(context), { dependsOn: existing }),
  );
  context.barrier.checkChildren(foreignIssues(existing, patch, manifest));
  return patch;
}

/** The annotations that a first update would refuse to overwrite. */
async function foreignIssues(
  existing: ServiceAccount,
  patch: ServiceAccountPatch,
  manifest: Manifest,
): Promise<Issue[]> {
  // A patch that has an id in the preview was created before: what the account carries is the component's.
  if ((await settle(patch.id)).known) return [];
  const { value: metadata } = await settle(existing.metadata);
  const theirs: Record<string, string> = metadata?.annotations ?? {};
  const { annotations: own = {} } = await knownParts({ annotations: manifest.metadata.annotations });
  const found = Object.entries(own).map(async ([annotation, ours]: [string, string | undefined]) => {
    const value = theirs[annotation];
    if (value === undefined) return [];
    // The client id of an identity that is still to be created is on no account yet.
    const differs = ours === undefined ? annotation === webhook.clientIdAnnotation : ours !== value;
    return differs ? [await foreignIssue(manifest, annotation, value)] : [];
  });
  return (await Promise.all(found)).flat();
}

async function foreignIssue({ metadata }: Manifest, annotation: string, value: string): Promise<Issue> {
  const { value: name = "" } = await settle(metadata.name);
  const { value: namespace = "" } = await settle(metadata.namespace);
  const fill = { account: quote(`${namespace}/${name}`), annotation, name, namespace };
  return issue(ownAnnotations, path, { received: show(value), fill });
}
