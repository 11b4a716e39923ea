import { Pod } from "@pulumi/kubernetes/core/v1/pod";
import type { core } from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import type { TextMap } from "../pulumi/read-input";

interface PodInputs {
  readonly namespace: pulumi.Output<string>;
  readonly labels: TextMap;
  readonly serviceAccountName: pulumi.Output<string>;
  readonly operatingSystem: string;
  readonly image: pulumi.Output<string>;
  readonly command: pulumi.Output<string[]>;
  readonly volumes: pulumi.Input<pulumi.Input<core.v1.Volume>[]>;
  readonly volumeMounts: pulumi.Input<pulumi.Input<core.v1.VolumeMount>[]>;
  readonly env: pulumi.Input<pulumi.Input<core.v1.EnvVar>[]>;
}

/** A pod that does nothing but mount: Pulumi waits until it is ready, and it is not before every mount has worked. */
export function createPod(
  name: string,
  inputs: PodInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { image, command, volumeMounts, env } = inputs;
  return new Pod(
    name,
    {
      metadata: { namespace: inputs.namespace, labels: inputs.labels },
      spec: {
        serviceAccountName: inputs.serviceAccountName,
        nodeSelector: { "kubernetes.io/os": inputs.operatingSystem.toLowerCase() },
        volumes: inputs.volumes,
        containers: [{ name: "mount", image, command, volumeMounts, env }],
      },
    },
    opts,
  );
}
