import { Pod } from "@pulumi/kubernetes/core/v1/pod";
import type { core } from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { type ComponentContext, childOptions } from "../pulumi/context";
import type { TextMap } from "../pulumi/text-map";

interface TestPodInputs {
  readonly name?: string;
  readonly operatingSystem: string;
  readonly image: pulumi.Output<string>;
  readonly command: pulumi.Output<string[]>;
}

interface PodOutputs {
  readonly namespace: pulumi.Output<string>;
  readonly serviceAccountName: pulumi.Output<string>;
  readonly podLabels: TextMap;
  readonly volumes: pulumi.Input<pulumi.Input<core.v1.Volume>[]>;
  readonly volumeMounts: pulumi.Input<pulumi.Input<core.v1.VolumeMount>[]>;
  readonly env: pulumi.Input<pulumi.Input<core.v1.EnvVar>[]>;
}

/** A pod that only mounts: Pulumi waits until it is ready, and it is not before every mount has worked. */
export function createTestPod(
  context: ComponentContext,
  { name, operatingSystem, image, command }: TestPodInputs,
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
