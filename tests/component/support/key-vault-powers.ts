/** What Azure's roles and access policies let a principal do in a vault, from Azure's own lists of actions. */

interface RoleDefinition {
  readonly actions: readonly string[];
  readonly dataActions: readonly string[];
}

const vaults = "Microsoft.KeyVault/vaults";

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
const definitions: Record<string, RoleDefinition> = {
  "4633458b-17de-408a-b874-0445c86b69e6": {
    actions: [],
    dataActions: [`${vaults}/secrets/getSecret/action`, `${vaults}/secrets/readMetadata/action`],
  },
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": {
    actions: [],
    dataActions: [
      `${vaults}/certificates/read`,
      `${vaults}/secrets/getSecret/action`,
      `${vaults}/secrets/readMetadata/action`,
      `${vaults}/keys/read`,
    ],
  },
  "21090545-7ca7-4776-b22c-e363652d74d2": {
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
      "Microsoft.KeyVault/checkNameAvailability/read",
      "Microsoft.KeyVault/deletedVaults/read",
      "Microsoft.KeyVault/locations/*/read",
      `${vaults}/*/read`,
      "Microsoft.KeyVault/operations/read",
    ],
    dataActions: [`${vaults}/*/read`, `${vaults}/secrets/readMetadata/action`],
  },
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": { actions: [`${vaults}/*`], dataActions: [`${vaults}/*`] },
};

type Collection = "secrets" | "keys" | "certificates";

interface Power {
  readonly action: string;
  readonly means: readonly string[];
  /** The kind of object that it is about; absent for the vault itself. */
  readonly on?: Collection;
}

/** Data actions, and what each lets one do; what is no reading stands for itself. */
const dataPowers: readonly Power[] = [
  // A certificate's private key is the secret of its name.
  { action: "secrets/getSecret/action", on: "secrets", means: ["get secrets", "get private keys"] },
  { action: "secrets/readMetadata/action", on: "secrets", means: ["list secrets"] },
  { action: "keys/read", on: "keys", means: ["get keys", "list keys"] },
  { action: "certificates/read", on: "certificates", means: ["get certificates", "list certificates"] },
  ...["setSecret/action", "delete", "backup/action", "restore/action", "recover/action", "purge/action"].map(
    (verb): Power => ({ action: `secrets/${verb}`, on: "secrets", means: [`${verb} secrets`] }),
  ),
  ...["update", "create", "import", "decrypt", "encrypt", "unwrap", "wrap", "sign", "verify", "release"].map(
    (verb): Power => ({ action: `keys/${verb}/action`, on: "keys", means: [`${verb} keys`] }),
  ),
  ...["create/action", "update/action", "import/action", "delete", "managecontacts/action"].map(
    (verb): Power => ({
      action: `certificates/${verb}`,
      on: "certificates",
      means: [`${verb} certificates`],
    }),
  ),
];

/** Of the actions on the management side those that reach anything from the scope of a vault. */
const managementPowers: readonly Power[] = [
  { action: `${vaults}/accessPolicies/read`, means: ["read settings"] },
  { action: "Microsoft.Authorization/roleAssignments/read", means: ["read role assignments"] },
  { action: "Microsoft.Insights/alertRules/write", means: ["manage alert rules"] },
  { action: "Microsoft.Resources/deployments/write", means: ["manage deployments"] },
  { action: "Microsoft.Support/supportTickets/write", means: ["manage support tickets"] },
  { action: `${vaults}/write`, means: ["change the vault"] },
  { action: `${vaults}/delete`, means: ["delete the vault"] },
  { action: "Microsoft.Authorization/roleAssignments/write", means: ["grant"] },
];

/** Facts of a role assignment, such as `kv-shop: get secrets *`. */
export function powersOfRole(roleDefinitionId: string, scope: string): string[] {
  const definition = definitions[roleDefinitionId.split("/").at(-1) ?? ""];
  if (!definition) throw new Error(`Not told what ${roleDefinitionId} grants`);
  const [, vault = "", collection, object = "*"] =
    /\/vaults\/([^/]+)(?:\/(secrets|keys|certificates)\/([^/]+))?$/i.exec(scope) ?? [];
  if (vault === "") throw new Error(`${scope} is no vault, and no object of one`);
  const data = dataPowers.filter(
    ({ action, on }) => allows(definition.dataActions, `${vaults}/${action}`) && (collection ?? on) === on,
  );
  const management = managementPowers.filter(({ action }) => allows(definition.actions, action));
  const means = [...data, ...management].flatMap((power) => power.means);
  return (
    means
      // To list what one can name tells nothing; an object has no settings of a vault.
      .filter((power) => !collection || !/^(list|read settings)/.test(power))
      .map((power) => `${vault}: ${power} ${object}`.toLowerCase())
  );
}

/** Facts of an entry in a vault's access policies. */
export function powersOfPolicy(vault: string, permissions: Record<string, string[]>): string[] {
  return Object.entries(permissions).flatMap(([kind, verbs]) =>
    verbs.flatMap((verb) => {
      const power = `${verb} ${kind}`;
      const means = power === "get secrets" ? [power, "get private keys"] : [power];
      return means.map((one) => `${vault}: ${one} *`.toLowerCase());
    }),
  );
}

function allows(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) =>
    new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i").test(action),
  );
}
