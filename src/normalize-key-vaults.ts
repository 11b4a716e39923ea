import * as pulumi from "@pulumi/pulumi";
import { type KeyVault, Management, PermissionModel, RoleScope } from "./args";
import { permissionsFor } from "./model/access-policy";
import { type ResourceReference, resourceType } from "./model/resource-id";
import { rightsFor } from "./model/rights";
import type { VaultAccess } from "./model/vault-access";
import type { VaultObject } from "./model/vault-object";
import { type NormalizedMount, normalizeMount } from "./normalize-mount";
import { inputsOfObject, misgivenFiles, plainObject } from "./normalize-objects";
import type { Gate } from "./pulumi/gate";
import { entriesIfAny, requiredEntries, resourceReference } from "./pulumi/read-input";
import { vaultId, vaultName } from "./validation/azure-names";
import { boolean, type Check, keyOf, oneOf } from "./validation/check";
import { oneWayToVault, onlyForRoles, onlyWithMount } from "./validation/combinations";
import { duplicates, fileClashes, overlappingFolders, tlsSecretOf } from "./validation/files";
import { entry, givenBy, type Issue, property, show } from "./validation/issue";
import { fileName } from "./validation/key-vault-objects";
import { vaultKey } from "./validation/kubernetes-names";
import { misspeltOneOf } from "./validation/near";
import { issue } from "./validation/rule";

export interface NormalizedKeyVault {
  readonly key: string;
  readonly path: string;
  readonly vault: pulumi.Output<ResourceReference>;
  readonly permissionModel: PermissionModel;
  readonly access: VaultAccess;
  /** What is read, as far as it is known in every preview. */
  readonly files: readonly VaultObject[];
  readonly objects: pulumi.Output<VaultObject[]>;
  /** Left out where the workload reads the vault by itself. */
  readonly mount?: NormalizedMount;
}

export function normalizeKeyVaults(
  component: string,
  keyVaults: Record<string, KeyVault> | undefined,
  gate: Gate,
): NormalizedKeyVault[] {
  const vaults = entriesIfAny(gate, "keyVaults", keyVaults, keyOf(vaultKey)).map(([key, vault, path]) =>
    // A wrong key has been reported; names made from it would only repeat that.
    normalizeKeyVault(component, vaultKey.accepts(key) ? key : "key-vault", vault, path, gate),
  );
  reportDuplicates(vaults, gate);
  return vaults;
}

function normalizeKeyVault(
  component: string,
  key: string,
  vault: KeyVault,
  path: string,
  gate: Gate,
): NormalizedKeyVault {
  const at = (name: string) => property(path, name);
  checkSettings(vault, path, gate);
  // Defaults stand for what is left out, and not for null.
  const { name = key, permissionModel = PermissionModel.AzureRbac, mount = true } = vault;
  const objects = requiredEntries(gate, at("objects"), vault.objects, keyOf(fileName));
  const files = [
    ...objects.map(([file, one, objectPath]) => plainObject(file, one, objectPath, gate)),
    ...misgivenFiles(vault.objects),
  ];
  const inputs = objects.map(([file, one, objectPath], index) =>
    inputsOfObject(
      files[index] as VaultObject,
      one,
      objectPath,
      gate,
      tlsSecretOf(vault.syncedSecrets, file),
    ),
  );
  gate.report(...fileClashes(files, at("objects")));
  if (!mount) reportUnmounted(vault, at, gate);
  return {
    key,
    path,
    vault: resourceReference(gate, path, { ...vault, name }, resourceType.vault, {
      id: vaultId,
      name: vaultName,
    }),
    permissionModel,
    access: accessFor(vault, files),
    files,
    objects: pulumi.output(inputs) as pulumi.Output<VaultObject[]>,
    mount: mount ? normalizeMount(component, key, vault, files, path, gate) : undefined,
  };
}

function accessFor(vault: KeyVault, files: readonly VaultObject[]): VaultAccess {
  if (vault.grants === Management.External) return { kind: "external" };
  if (vault.permissionModel === PermissionModel.AccessPolicy) {
    return { kind: "policy", permissions: permissionsFor(files) };
  }
  return { kind: "roles", rights: rightsFor(files, vault.roleScope ?? RoleScope.Vault) };
}

/** What would be ignored in silence. */
function reportUnmounted(vault: KeyVault, at: (name: string) => string, gate: Gate): void {
  for (const name of ["secretProviderClass", "syncedSecrets", "env", "mountPath"] as const) {
    if (vault[name] !== undefined) gate.report(issue(onlyWithMount, at(name)));
  }
}

function checkSettings(vault: KeyVault, path: string, gate: Gate): void {
  const at = (name: string) => property(path, name);
  const settings: [keyof KeyVault, Check][] = [
    ["permissionModel", oneOf(Object.values(PermissionModel))],
    ["grants", oneOf(Object.values(Management))],
    ["roleScope", oneOf(Object.values(RoleScope))],
    ["mount", boolean],
  ];
  for (const [name, check] of settings) {
    if (vault[name] !== undefined) gate.checkPlain(at(name), vault[name], check);
  }
  const policies = vault.permissionModel === PermissionModel.AccessPolicy;
  if (vault.roleScope !== undefined && (policies || vault.grants === Management.External)) {
    gate.report(issue(onlyForRoles, at("roleScope"), { received: show(vault.roleScope) }));
  }
  reportWays(vault, path, gate);
}

function reportWays(vault: KeyVault, path: string, gate: Gate): void {
  const { id, resourceGroupName, name } = vault;
  const ways = [id, resourceGroupName].filter((way) => way !== undefined).length;
  if (ways === 1 && (id === undefined || name === undefined)) return;
  // A way under a wrong name has been reported.
  if (ways === 0 && misspeltOneOf(vault, ["id", "resourceGroupName"])) return;
  const received = givenBy(vault, ["id", "resourceGroupName", "name"]);
  gate.report(issue(oneWayToVault, path, { received }));
}

/** What two vaults of one component must not share. */
function reportDuplicates(vaults: readonly NormalizedKeyVault[], gate: Gate): void {
  const mounts = vaults.flatMap(({ path, mount }) => (mount ? [{ path, mount }] : []));
  const secrets = mounts.flatMap(({ path, mount }) =>
    mount.secrets.map(({ secretName, data }) => ({
      // Secrets that were given may have any name, that of the one behind `env` too.
      path: data === mount.env ? property(path, "env") : entry(property(path, "syncedSecrets"), secretName),
      value: secretName,
    })),
  );
  const variables = mounts.flatMap(({ path, mount }) =>
    Object.keys(mount.env).map((name) => ({ path: entry(property(path, "env"), name), value: name })),
  );
  gate.report(...duplicates(secrets, "Secret"), ...duplicates(variables, "variable"));
  const paths = mounts.map(({ path, mount }) => ({
    path: property(path, "mountPath"),
    input: mount.given.mountPath,
  }));
  const classes = mounts.map(({ path, mount }) => ({
    path: property(path, "secretProviderClass.name"),
    input: mount.given.secretProviderClassName,
  }));
  checkTogether(paths, overlappingFolders, gate);
  checkTogether(classes, (names) => duplicates(names, "SecretProviderClass"), gate);
}

/** Names that may arrive later: compared as soon as all of them are known. */
function checkTogether(
  things: readonly { path: string; input: pulumi.Input<string> }[],
  judge: (named: { path: string; value: string }[]) => Issue[],
  gate: Gate,
): void {
  const inputs: pulumi.Input<unknown> = things.map(({ input }) => input);
  gate.check("keyVaults", inputs, (values) => {
    const named = things.flatMap(({ path }, index) => {
      const value = (values as unknown[])[index];
      return typeof value === "string" ? [{ path, value }] : [];
    });
    return judge(named);
  });
}
