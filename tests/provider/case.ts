import type { Question } from "./oracle";

/** What a user gives that reaches the provider or the driver: right, wrong, or of the wrong kind. */
export interface Case {
  readonly vaultName: string;
  readonly clientId: string;
  readonly cloud?: string;
  readonly objects: Readonly<Record<string, GivenObject>>;
  readonly syncedSecret?: { readonly type?: string; readonly data: Readonly<Record<string, string>> };
}

export interface GivenObject {
  readonly objectName?: string;
  readonly objectType?: string;
  readonly objectVersion?: string;
  readonly objectVersionHistory?: number;
  readonly objectFormat?: string;
  readonly objectEncoding?: string;
  readonly filePermission?: string | number;
}

export const tenant = "00000000-0000-0000-0000-0000000000aa";
export const syncedSecretName = "orders-copy";
export const pinnedVersion = "0123456789abcdef0123456789abcdef";

/** All objects of the vault have these versions; more than any file of a history that a case refers to. */
export function versionsIn({ objects }: Case): string[] {
  const pinned = Object.values(objects).flatMap(({ objectVersion }) => objectVersion || []);
  const others = [0, 1, 2, 3, 4, 5].map((index) => `${index}`.repeat(32));
  return [...new Set([others[0] as string, ...pinned, ...others])];
}

/** What the case says of itself, for a question. */
export function vaultOf(given: Case): Pick<Question, "versions" | "tenant"> {
  return { versions: versionsIn(given), tenant };
}

/** The arguments of the component. */
export function argsOf({ vaultName, clientId, cloud, objects, syncedSecret }: Case) {
  return {
    namespace: "shop",
    application: { clientId },
    keyVaults: {
      kv: {
        resourceGroupName: "shop",
        name: vaultName,
        objects,
        ...(syncedSecret && { syncedSecrets: { [syncedSecretName]: syncedSecret } }),
      },
    },
    ...(cloud !== undefined && { cloud }),
  };
}

/** What is right everywhere. */
export const simpleCase: Case = {
  vaultName: "kv-shop",
  clientId: "00000000-0000-0000-0000-000000000001",
  objects: { a: {} },
};
