import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { serviceAccountAnnotations } from "../model/pod";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { derive } from "../pulumi/deferred";
import { mergeTextMaps } from "../pulumi/text-map";
import { ownName } from "../rules/across-components";
import type { NormalizedServiceAccount, WorkloadIdentity } from "../workload";
import { annotateServiceAccount } from "./annotate-service-account";
import type { ServiceAccountManifest } from "./manifest";
import { reserveObject } from "./reserve-object";

/** The service account with the annotations that the workload identity webhook reads. */
export function serviceAccountOf(
  { name, labels, annotations, tokenExpirationSeconds, ...given }: NormalizedServiceAccount,
  namespace: pulumi.Input<string>,
  { clientId, tenantId }: WorkloadIdentity,
): ServiceAccountManifest {
  const expiration =
    tokenExpirationSeconds === undefined ? undefined : derive(tokenExpirationSeconds, String);
  const own = serviceAccountAnnotations({ clientId, tenantId, tokenExpirationSeconds: expiration });
  const { automountServiceAccountToken, imagePullSecrets } = given;
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace, labels, annotations: mergeTextMaps(annotations, own) },
    automountServiceAccountToken,
    imagePullSecrets:
      imagePullSecrets && derive(imagePullSecrets, (names) => names.map((one) => ({ name: one }))),
  };
}

/** The service account: created, annotated, or left alone. */
export function applyServiceAccount(
  context: ComponentContext,
  management: NormalizedServiceAccount["management"],
  manifest: ServiceAccountManifest,
): pulumi.Resource[] {
  const name = childName.serviceAccount(context.name);
  switch (management) {
    case "Create": {
      reserveObject(context, manifest, ownName, "serviceAccount.name");
      const { metadata, automountServiceAccountToken, imagePullSecrets } = manifest;
      const args = { metadata, automountServiceAccountToken, imagePullSecrets };
      return [new ServiceAccount(name, args, childOptions(context))];
    }
    case "Annotate":
      return [annotateServiceAccount(context, name, manifest)];
    case "External":
      return [];
  }
}
