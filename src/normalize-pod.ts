import type * as pulumi from "@pulumi/pulumi";
import { type KeyVaultWorkloadIdentityArgs, Management, OperatingSystem, type TestPod } from "./args";
import { childName } from "./model/names";
import type { NormalizedKeyVault } from "./normalize-key-vaults";
import type { Gate } from "./pulumi/gate";
import { plainGroup } from "./pulumi/read-input";
import { listOf, oneOf, text } from "./validation/check";
import { longestPodName, podStatusName, waitingPod } from "./validation/combinations";
import { property, show } from "./validation/issue";
import { anyText } from "./validation/kinds-of-value";
import * as kubernetes from "./validation/kubernetes-names";
import { issue } from "./validation/rule";

export interface NormalizedPod {
  readonly image: pulumi.Output<string>;
  readonly command: pulumi.Output<string[]>;
  readonly operatingSystem: OperatingSystem;
}

export function normalizePod(given: TestPod | undefined, gate: Gate): NormalizedPod | undefined {
  if (given === undefined) return undefined;
  const group: Partial<TestPod> = plainGroup(gate, "pod", given);
  const { image, command, os = OperatingSystem.Linux } = group;
  gate.checkPlain("pod.os", os, oneOf(Object.values(OperatingSystem)));
  const sleep = os === OperatingSystem.Windows ? ["ping", "-t", "127.0.0.1"] : ["/bin/sleep", "10000"];
  return {
    operatingSystem: os,
    image: gate.check<unknown>("pod.image", image, text(kubernetes.imageName)) as pulumi.Output<string>,
    command: gate.check<unknown>(
      "pod.command",
      command === undefined ? sleep : command,
      listOf(text(anyText)),
    ) as pulumi.Output<string[]>,
  };
}

/** What the pods, those of the workload too, and the vaults can only get wrong together. */
export function checkPods(
  component: string,
  { pod, namespace }: KeyVaultWorkloadIdentityArgs,
  keyVaults: readonly NormalizedKeyVault[],
  gate: Gate,
): void {
  if (pod !== undefined) reportWaitingPod(keyVaults, gate);
  const name = pod === undefined ? "" : checkedPodName(component, gate);
  checkPodStatusNames(name, namespace, keyVaults, gate);
}

/** The update would wait for the pod, the pod for the class, and the class for the outputs of the update. */
function reportWaitingPod(keyVaults: readonly NormalizedKeyVault[], gate: Gate): void {
  if (keyVaults.every(({ mount }) => mount?.management !== Management.External)) return;
  gate.report(issue(waitingPod, "pod"));
}

/** The name that Pulumi gives to the test pod, but for the random part. */
function checkedPodName(component: string, gate: Gate): string {
  const name = `${childName.pod(component)}-00000000`;
  const remedy = `It names the pod, and begins with the component's name, ${show(component)}: rename that.`;
  gate.checkPlain("pod", name, text({ ...kubernetes.objectName, remedy }));
  return name;
}

/** The driver joins the names of pod, namespace and class: of all other pods only the longest name is known. */
function checkPodStatusNames(
  testPod: string,
  namespace: pulumi.Input<string>,
  keyVaults: readonly NormalizedKeyVault[],
  gate: Gate,
): void {
  const pod = Math.max(longestPodName, testPod.length);
  const most = 253 - pod - "--".length;
  for (const { path, mount } of keyVaults) {
    const names: pulumi.Input<unknown> = [namespace, mount?.given.secretProviderClassName];
    gate.check(property(path, "secretProviderClass.name"), names, (values, at) => {
      const [space, name] = values as unknown[];
      if (typeof space !== "string" || typeof name !== "string") return [];
      if (space.length + name.length <= most) return [];
      // A name that is wrong by itself has been reported.
      if (!kubernetes.objectName.accepts(name) || !kubernetes.namespaceName.accepts(space)) return [];
      const received = `${show(name)} and ${show(space)}, ${space.length + name.length} characters`;
      return [issue(podStatusName, at, { received, fill: { most: `${most}`, pod: `${pod}` } })];
    });
  }
}
