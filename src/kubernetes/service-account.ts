import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { serviceAccountAnnotations } from "../model/pod";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { mergeTextMaps, type TextMap } from "../pulumi/text-map";
import { ownName } from "../rules/across-components";
import { annotateServiceAccount } from "./annotate-service-account";
import { type Manifest, serviceAccountManifest } from "./manifest";
import { reserveObject } from "./reserve-object";

interface ServiceAccountInputs {
  readonly management: "Create" | "Annotate" | "External";
  readonly name: pulumi.Output<string>;
  readonly labels?: TextMap;
  readonly annotations: TextMap;
  readonly tokenExpirationSeconds?: pulumi.Output<number>;
}

/** The service account with the annotations that the workload identity webhook reads. */
export function serviceAccountOf(
  { name, labels, annotations, tokenExpirationSeconds }: ServiceAccountInputs,
  namespace: pulumi.Output<string>,
  identity: { readonly clientId: pulumi.Output<string>; readonly tenantId: pulumi.Output<string> },
): Manifest {
  const { clientId, tenantId } = identity;
  const expiration = tokenExpirationSeconds?.apply(String);
  const own = serviceAccountAnnotations({ clientId, tenantId, tokenExpirationSeconds: expiration });
  return serviceAccountManifest({ name, namespace, labels, annotations: mergeTextMaps(annotations, own) });
}

/** The service account: created, annotated, or left alone. */
export function applyServiceAccount(
  context: ComponentContext,
  management: ServiceAccountInputs["management"],
  manifest: Manifest,
): pulumi.Resource[] {
  const name = childName.serviceAccount(context.name);
  switch (management) {
    case "Create":
      reserveObject(context, manifest, ownName, "serviceAccount.name");
      return [new ServiceAccount(name, { metadata: manifest.metadata }, childOptions(context))];
    case "Annotate":
      return [annotateServiceAccount(context, name, manifest)];
    case "External":
      return [];
  }
}
