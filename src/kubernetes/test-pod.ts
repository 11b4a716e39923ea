import { Pod } from "@pulumi/kubernetes/core/v1/pod";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { type ComponentContext, childOptions } from "../pulumi/context";
import { ownName } from "../rules/across-components";
import type { NormalizedPod } from "../workload";
import type { PodOutputs } from "./pod-outputs";
import { reserveObject } from "./reserve-object";

/** Pulumi makes every other name unique. The outputs of the component would wait for this check. */
export function reserveTestPod(
  context: ComponentContext,
  { name }: NormalizedPod,
  namespace: pulumi.Input<string>,
): void {
  if (name === undefined) return;
  const metadata = { name, namespace };
  reserveObject(context, { kind: "Pod", metadata }, ownName, "pod");
}

/** A pod that only mounts: Pulumi waits until it is ready, and it is not before every mount has worked. */
export function createTestPod(
  context: ComponentContext,
  { name, operatingSystem, image, command }: NormalizedPod,
  { namespace, serviceAccountName, podLabels, volumes, volumeMounts, env }: PodOutputs,
): pulumi.Resource {
  return new Pod(
    childName.pod(context.name),
    {
      metadata: { name, namespace, labels: podLabels },
      spec: {
        serviceAccountName,
        nodeSelector: { "kubernetes.io/os": operatingSystem.toLowerCase() },
        volumes,
        containers: [{ name: "mount", image, command, volumeMounts, env }],
      },
    },
    childOptions(context),
  );
}
