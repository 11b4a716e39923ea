import { readFileSync } from "node:fs";

/** From this on the management API of Key Vault stays: earlier ones retire on 2027-02-27. [KV access-control-default.md] */
const firstToStay = "2026-02-01";

/** The API version with which the installed azure-native looks up a vault, as its SDK documents it. */
export function keyVaultApiVersion(): string {
  const types = require.resolve("@pulumi/azure-native/keyvault/getVault.js").replace(/js$/, "d.ts");
  const version = /Uses Azure REST API version (\d{4}-\d{2}-\d{2})/.exec(readFileSync(types, "utf8"))?.[1];
  if (version === undefined) throw new Error(`${types} names no API version`);
  return version;
}

/** A scheduled run fails as soon as there is something to do. */
export function isToBeTaken(version: string): boolean {
  return version >= firstToStay;
}

if (require.main === module) {
  const version = keyVaultApiVersion();
  console.log(`The newest azure-native looks up vaults with API version ${version}.`);
  if (isToBeTaken(version)) {
    console.error(
      `It is ${firstToStay} or later: raise the oldest azure-native in package.json, and drop what the look-up of a vault does for retired versions. ` +
        // [azure-native customresources.go] it writes access policies with a Go client of its own
        "Access policies do not follow: docs/compatibility.md says from which armkeyvault in its provider/go.mod they work.",
    );
    process.exitCode = 1;
  }
}
