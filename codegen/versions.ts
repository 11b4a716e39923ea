/** The versions that the documents name, read from where each stands. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineVersion, oldestEngineVersion } from "../emulator/engine/versions";
import { table } from "./markdown";

const read = (path: string) => readFileSync(join(__dirname, "..", path), "utf8");
const manifest = JSON.parse(read("package.json"));
const lock = JSON.parse(read("package-lock.json"));

export const version: string = manifest.version;
export const oldestNode: string = manifest.engines.node.replace(">=", "");

/** What a Go module requires of another. */
function required(module: string, of: string): string {
  const found = new RegExp(`^\\s*(?:require )?${of} v(\\S+)`, "m").exec(read(`${module}/go.mod`))?.[1];
  if (found === undefined) throw new Error(`${module}/go.mod does not require ${of}`);
  return found;
}

function npmRow(name: string, remark: string): string[] {
  const oldest = manifest.dependencies[name].replace("^", "");
  return [
    `\`${name}\``,
    `${oldest} or newer, below ${Number(oldest.split(".")[0]) + 1}`,
    lock.packages[`node_modules/${name}`].version,
    remark,
  ];
}

export function compatibilityTable(): string {
  const programs = "tests/e2e/programs";
  const kubernetes = required(`${programs}/kubernetes`, "k8s.io/kubernetes");
  const driver = required(`${programs}/secrets-store`, "sigs.k8s.io/secrets-store-csi-driver");
  const provider = required(
    `${programs}/secrets-store`,
    "github.com/Azure/secrets-store-csi-driver-provider-azure",
  );
  const webhook = required(`${programs}/webhook`, "github.com/Azure/azure-workload-identity");
  return table(
    ["Part", "Supported", "Tested with", "Remark"],
    [
      ["Pulumi CLI", `${oldestEngineVersion} or newer`, engineVersion, "the engine of the tests"],
      [
        "Node",
        `${oldestNode} or newer`,
        oldestNode.split(".")[0] ?? "",
        "for the library and for the plugin",
      ],
      npmRow("@pulumi/pulumi", "the oldest is the one that is tested; the newest in the part `newest`"),
      npmRow("@pulumi/azure-native", "the provider is emulated"),
      npmRow("@pulumi/azuread", "the provider is emulated"),
      npmRow(
        "@pulumi/kubernetes",
        "the real provider, from before 4.29, in the end-to-end tests; emulated elsewhere",
      ),
      ["Kubernetes", "1.21 or newer", kubernetes, "real API server in the end-to-end tests"],
      [
        "Secrets Store CSI driver",
        "1.1.0 or newer",
        driver,
        "real code; from 1.6.0 for Kubernetes 1.35 and newer",
      ],
      ["Azure provider for the driver", "1.1.0 or newer", provider, "real program"],
      [
        "Workload identity webhook",
        "1.0.0 or newer",
        webhook,
        "real package; only for pods that use an Azure SDK",
      ],
      [
        "AKS add-on `azure-keyvault-secrets-provider`",
        "any",
        "",
        "brings driver and provider; not tested, no AKS was available",
      ],
    ],
  );
}
