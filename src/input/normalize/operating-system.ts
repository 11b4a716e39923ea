import { OperatingSystem } from "../../args";
import { isWindowsPath } from "../../rules/kubernetes-names";
import { isWindowsFileName, linuxPath, windowsFileName, windowsTwin } from "../../rules/operating-systems";
import { entry, property } from "../../rules/path";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";
import type { NormalizedKeyVault } from "../../workload";
import type { Scope } from "./scope";

/** What the nodes cannot mount: Windows compares names without regard to letter case, Linux has no drives. */
export function checkOperatingSystem(
  { issues }: Scope,
  os: OperatingSystem,
  keyVaults: readonly NormalizedKeyVault[],
): void {
  for (const { path, files, mount } of keyVaults) {
    if (!mount) continue;
    if (os === OperatingSystem.Windows) {
      const objects = property(path, "objects");
      const names = files.map(({ fileName }) => fileName);
      issues.report(...names.flatMap((name, index) => windowsIssues(name, names.slice(0, index), objects)));
    } else {
      issues.checkTogether([mount.mountPath], ([folder]) =>
        isWindowsPath(`${folder}`)
          ? [issue(linuxPath, property(path, "mountPath"), { received: show(folder) })]
          : [],
      );
    }
  }
}

function windowsIssues(name: string, before: readonly string[], path: string) {
  const twin = before.find((other) => other.toLowerCase() === name.toLowerCase());
  return [
    ...(isWindowsFileName(name) ? [] : [issue(windowsFileName, entry(path, name))]),
    ...(twin === undefined ? [] : [issue(windowsTwin, entry(path, name), { fill: { other: show(twin) } })]),
  ];
}
