/** What the contract declares and this version does not do yet: refused with one sentence, and never half done. */

import { isMap } from "./check";
import type { Issue } from "./issue";
import { entry, property } from "./issue";

const remedy = "The change log tells when it comes.";

/** Property of the input to the only value that works today; undefined: it must be left out. */
const args: Record<string, undefined> = { application: undefined, pod: undefined };
const cloud = { cloud: "AzurePublicCloud" };
const userAssignedIdentity = { id: undefined };
const serviceAccount = { management: "Create" };
const keyVault = { permissionModel: "AzureRbac", grants: "Create", mount: true };
const secretProviderClass = { management: "Create" };

export function notYetBuilt(input: unknown): Issue[] {
  if (!isMap(input)) return [];
  const missing = ["clusters", "keyVaults"].filter((name) => input[name] === undefined);
  return [
    ...missing.map((path): Issue => ({ path, expected: "given: leaving it out is not built yet", remedy })),
    ...only(input, "", { ...args, ...cloud }),
    ...only(input.userAssignedIdentity, "userAssignedIdentity", userAssignedIdentity),
    ...only(input.serviceAccount, "serviceAccount", serviceAccount),
    ...Object.entries(isMap(input.keyVaults) ? input.keyVaults : {}).flatMap(([key, vault]) => {
      const path = entry("keyVaults", key);
      return [
        ...only(vault, path, keyVault),
        ...(isMap(vault)
          ? only(vault.secretProviderClass, property(path, "secretProviderClass"), secretProviderClass)
          : []),
      ];
    }),
  ];
}

function only(value: unknown, path: string, allowed: Record<string, unknown>): Issue[] {
  if (!isMap(value)) return [];
  return Object.entries(allowed)
    .filter(([name, one]) => value[name] !== undefined && value[name] !== one)
    .map(([name, one]) => ({
      path: property(path, name),
      expected:
        one === undefined
          ? "left out: it is not built yet"
          : `${JSON.stringify(one)}: nothing else is built yet`,
      remedy,
    }));
}
