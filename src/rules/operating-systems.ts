/** What pods can mount on the operating system of their nodes; it is known where `pod` is given. */

import { RuleTable } from "./rule";

const table = new RuleTable("immediately");
export const { all } = table;

const files = ["keys of keyVaults.<key>.objects"];
const windowsNames = "Microsoft documentation, naming files, paths and namespaces";

export const windowsFileName = table.other({
  id: "windows-file-name",
  appliesTo: files,
  expected: "a name that Windows takes, while pod.os is Windows",
  message: "Windows has no file of this name, and pod.os is Windows.",
  source: windowsNames,
  remedy:
    'Choose another name: without any of <>"|?*, no part ending with a dot or space, none a device such as con, nul, com1 or lpt1, with or without an extension.',
});

export const windowsTwin = table.other({
  id: "windows-twin",
  appliesTo: files,
  expected: "different from every other file without regard to letter case, while pod.os is Windows",
  message:
    "it differs from <other> by letter case only: on Windows they are one file, and pod.os is Windows.",
  source: windowsNames,
  remedy: "Rename one of the two.",
});

export const linuxPath = table.other({
  id: "linux-path",
  appliesTo: ["keyVaults.<key>.mountPath"],
  expected: "a path without a drive, while pod.os is Linux",
  message: "<received> has a drive, but the test pod runs on Linux.",
  source: "Kubernetes, core validation of volumeMounts; Linux has no drives",
  remedy: 'Give a path such as /mnt/secrets, or set pod.os to "Windows".',
  checked: "once known",
});

/** Whether Windows can have it: a relative path with slashes. */
export function isWindowsFileName(path: string): boolean {
  return path
    .split("/")
    .every((part) => !/[<>"|?*]|[. ]$/.test(part) && !device.test(part.replace(/[. ]*(?:\..*)?$/, "")));
}

const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])$/i;
