import type * as pulumi from "@pulumi/pulumi";
import { type KeyVaultWorkloadIdentityArgs, Management, OperatingSystem, type TestPod } from "../../args";
import { childName, defaultName } from "../../model/names";
import { longestPodName, podStatusName, waitingPod } from "../../rules/combinations";
import { objectName } from "../../rules/kubernetes-names";
import { property } from "../../rules/path";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";
import type { NormalizedKeyVault, NormalizedPod } from "../../workload";
import { checkDerivedName, type Scope } from "./scope";

export function normalizePod({ component }: Scope, given: TestPod | undefined): NormalizedPod | undefined {
  if (given === undefined) return undefined;
  const { image = "", os = OperatingSystem.Linux } = given;
  const sleep = os === OperatingSystem.Windows ? ["ping", "-t", "127.0.0.1"] : ["/bin/sleep", "10000"];
  return {
    name: defaultName.pod(component),
    operatingSystem: os,
    image,
    command: given.command ?? sleep,
  };
}

/** What the pods, those of the workload too, and the vaults can only get wrong together. */
export function checkPodNames(
  scope: Scope,
  { pod, namespace }: Partial<KeyVaultWorkloadIdentityArgs>,
  keyVaults: readonly NormalizedKeyVault[],
): void {
  // The update would wait for the pod, the pod for the class, and the class for the outputs of the update.
  const isApplied = keyVaults.every(({ mount }) => mount?.management !== Management.External);
  if (pod !== undefined && !isApplied) scope.issues.report(issue(waitingPod, "pod"));
  const testPod = pod === undefined ? "" : checkedPodName(scope);
  checkPodStatusNames(scope, testPod, namespace, keyVaults);
}

/** The name of the test pod, but for the random part that Pulumi adds. */
function checkedPodName(scope: Scope): string {
  const { component } = scope;
  const name = defaultName.pod(component) ?? `${childName.pod(component)}-00000000`;
  const remedy = `It names the pod, and begins with the component's name, ${show(component)}: rename that.`;
  checkDerivedName(scope, "pod", name, objectName, remedy);
  return name;
}

/** The driver joins the names of pod, namespace and class: of all other pods only the longest name is known. */
function checkPodStatusNames(
  { issues }: Scope,
  testPod: string,
  namespace: pulumi.Input<string> | undefined,
  keyVaults: readonly NormalizedKeyVault[],
): void {
  const pod = Math.max(longestPodName, testPod.length);
  const most = 253 - pod - "--".length;
  for (const { path, mount } of keyVaults) {
    if (!mount) continue;
    issues.checkTogether([namespace ?? "", mount.secretProviderClassName], ([space, name]) => {
      const length = `${space}${name}`.length;
      // A name that is invalid by itself has been reported.
      if (length <= most || !objectName.accepts(`${name}`)) return [];
      const received = `${show(name)} and ${show(space)}, ${length} characters`;
      const fill = { most: `${most}`, pod: `${pod}` };
      return [issue(podStatusName, property(path, "secretProviderClass.name"), { received, fill })];
    });
  }
}
