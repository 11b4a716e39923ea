import { Pod } from "@pulumi/kubernetes/core/v1/pod";
import type { core } from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../model/names";
import { type ComponentContext, childOptions } from "../pulumi/context";
import type { TextMap } from "../pulumi/text-map";
import { ownName } from "../rules/across-components";
import { reserveObject } from "./reserve-object";

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

/** Pulumi makes every other name unique. The outputs of the component would wait for this check. */
export function reserveTestPod(
  context: ComponentContext,
  { name }: Pick<TestPodInputs, "name">,
  namespace: pulumi.Output<string>,
): void {
  if (name === undefined) return;
  const metadata = { name: pulumi.output(name), namespace };
  reserveObject(context, { kind: "Pod", metadata }, ownName, "pod");
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
