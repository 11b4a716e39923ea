import { readFileSync } from "node:fs";

/** The version of the installed SDK whose provider is emulated. */
export function sdkVersion(packageName: string): string {
  return JSON.parse(readFileSync(require.resolve(`${packageName}/package.json`), "utf8")).version;
}
