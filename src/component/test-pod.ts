import type * as pulumi from "@pulumi/pulumi";
import { createPod } from "../kubernetes/create-pod";
import { childName } from "../model/names";
import type { Construction } from "./construction";
import type { podOutputs } from "./outputs";

/** The pod that proves the mount, if it was asked for. */
export function createTestPod(
  { name, input, after }: Construction,
  pods: ReturnType<typeof podOutputs>,
): pulumi.Resource | undefined {
  if (!input.pod) return undefined;
  return createPod(childName.pod(name), { ...pods, ...input.pod, labels: pods.podLabels }, after());
}
