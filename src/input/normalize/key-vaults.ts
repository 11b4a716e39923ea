import type * as pulumi from "@pulumi/pulumi";
import { type KeyVault, Management, PermissionModel, RoleScope } from "../../args";
import { permissionsFor } from "../../model/access-policy";
import { resourceType } from "../../model/resource-id";
import { roleGrantsFor } from "../../model/role-grants";
import { roleGrantsOf, type VaultAccess } from "../../model/vault-access";
import type { VaultObject } from "../../model/vault-object";
import { arrived } from "../../pulumi/arrived";
import { unwrap } from "../../pulumi/deferred";
import { vaultName } from "../../rules/azure-names";
import {
  oneWayToVault,
  onlyForRoles,
  onlyWithEnv,
  onlyWithMount,
  otherTenant,
} from "../../rules/combinations";
import { entry, property } from "../../rules/path";
import { issue } from "../../rules/rule";
import { list, show } from "../../rules/show";
import type { NormalizedIdentity, NormalizedKeyVault } from "../../workload";
import { checkClassSize } from "./class-size";
import { duplicates, fileClashes, overlappingFolders } from "./files";
import { normalizeMount } from "./mount";
import { normalizeObjects } from "./objects";
import { checkNameFromKey, checkWays, resourceReference } from "./resource-reference";
import type { Scope } from "./scope";

export function normalizeKeyVaults(
  scope: Scope,
  keyVaults: Record<string, KeyVault> = {},
  identity: NormalizedIdentity["kind"],
): NormalizedKeyVault[] {
  checkTenants(scope, keyVaults, identity);
  const vaults = Object.entries(keyVaults).map(([key, vault]) => normalizeKeyVault(scope, key, vault));
  checkMounts(scope, vaults);
  return mergeGrants(vaults);
}

function normalizeKeyVault(scope: Scope, key: string, vault: KeyVault): NormalizedKeyVault {
  const path = entry("keyVaults", key);
  const { name = key, permissionModel = PermissionModel.AzureRbac, mount = true } = vault;
  checkWays(scope, path, vault, ["id", "resourceGroupName"], oneWayToVault);
  reportUnused(scope, path, vault);
  checkNameFromKey(scope, path, key, vault, vaultName, "vault");
  const objects = normalizeObjects(scope, path, vault);
  const files = objects.map((object) => object.plain);
  scope.issues.report(...fileClashes(files, property(path, "objects")));
  const normalized: NormalizedKeyVault = {
    key,
    path,
    vault: resourceReference({ ...vault, name }, resourceType.vault),
    tenantId: vault.tenantId,
    knownVault: knownVault(vault, name),
    permissionModel,
    access: accessFor(vault, files),
    files,
    objects: unwrap(objects.map(({ whole }) => whole)),
    mount: mount ? normalizeMount(scope, key, path, vault, files) : undefined,
  };
  checkClassSize(scope, normalized);
  return normalized;
}

function accessFor(vault: KeyVault, files: readonly VaultObject[]): VaultAccess {
  if (vault.grants === Management.External) return { kind: "external" };
  const permissions = permissionsFor(files);
  if (vault.permissionModel === PermissionModel.AccessPolicy) return { kind: "policy", permissions };
  const grants = roleGrantsFor(files, vault.roleScope ?? RoleScope.Vault);
  return vault.permissionModel === PermissionModel.Both
    ? { kind: "both", grants, permissions }
    : { kind: "roles", grants };
}

/** Entries for one vault share its grants: Azure takes each of them once. The first one has what the others need. */
function mergeGrants(vaults: readonly NormalizedKeyVault[]): NormalizedKeyVault[] {
  return vaults.map((vault, index) => {
    const isSame = (other: NormalizedKeyVault) =>
      vault.knownVault !== undefined && other.knownVault === vault.knownVault;
    const granted = vaults
      .slice(0, index)
      .filter(isSame)
      .flatMap(({ access }) => roleGrantsOf(access));
    const grants = roleGrantsOf(vault.access).filter(
      ({ slug }) => !granted.some((grant) => grant.slug === slug),
    );
    const sharing = vaults.filter((one) => one === vault || (isSame(one) && "permissions" in one.access));
    const permissions = permissionsFor(sharing[0] === vault ? sharing.flatMap(({ files }) => files) : []);
    return {
      ...vault,
      access: {
        ...vault.access,
        ...("grants" in vault.access && { grants }),
        ...("permissions" in vault.access && { permissions }),
      },
    };
  });
}

/** The same text for entries that name the same vault; undefined where it is not known yet. */
function knownVault({ id, resourceGroupName }: KeyVault, name: pulumi.Input<string>): string | undefined {
  const parts = (id === undefined ? [resourceGroupName, name] : [id]).map(
    (part) => arrived(part)?.value ?? part,
  );
  return parts.every((part) => typeof part === "string") ? parts.join("/").toLowerCase() : undefined;
}

/** What would be ignored without a word. */
function reportUnused({ issues }: Scope, path: string, vault: KeyVault): void {
  const unmounted = ["secretProviderClass", "syncedSecrets", "env", "envSecretName", "mountPath"] as const;
  const unused = vault.mount === false ? unmounted.filter((name) => vault[name] !== undefined) : [];
  issues.report(...unused.map((name) => issue(onlyWithMount, property(path, name))));
  if (vault.envSecretName !== undefined && vault.env === undefined && vault.mount !== false) {
    issues.report(issue(onlyWithEnv, property(path, "envSecretName")));
  }
  if (vault.roleScope === undefined) return;
  const at = property(path, "roleScope");
  const why = (name: "permissionModel" | "grants") =>
    issues.report(issue(onlyForRoles, at, { received: `${name} is ${show(vault[name])}` }));
  if (vault.permissionModel === PermissionModel.AccessPolicy) why("permissionModel");
  else if (vault.grants === Management.External) why("grants");
}

/** Whose tokens another tenant gives out, and to whom access can be granted there. */
function checkTenants(
  { issues }: Scope,
  keyVaults: Record<string, KeyVault>,
  identity: NormalizedIdentity["kind"],
): void {
  for (const [key, { tenantId, grants }] of Object.entries(keyVaults)) {
    if (tenantId === undefined) continue;
    const why = [
      ...(identity === "existing application" ? [] : ["application.clientId is not given"]),
      ...(grants === Management.External ? [] : ["grants is not External"]),
    ];
    const at = property(entry("keyVaults", key), "tenantId");
    if (why.length > 0) issues.report(issue(otherTenant, at, { received: list(why) }));
  }
}

/** What two vaults of one component must not share. */
function checkMounts({ issues }: Scope, vaults: readonly NormalizedKeyVault[]): void {
  const mounts = vaults.flatMap(({ path, mount }) => (mount ? [{ path, mount }] : []));
  const secrets = mounts.flatMap(({ path, mount }) =>
    mount.secrets.map(({ secretName, data }) => ({
      // Secrets that were given may have any name, that of the one behind `env` too.
      path:
        data === mount.env
          ? property(path, "envSecretName")
          : entry(property(path, "syncedSecrets"), secretName),
      value: secretName,
    })),
  );
  const variables = mounts.flatMap(({ path, mount }) =>
    Object.keys(mount.env).map((name) => ({ path: entry(property(path, "env"), name), value: name })),
  );
  issues.report(...duplicates(secrets, "Secret"), ...duplicates(variables, "variable"));
  const named = (name: string, values: readonly unknown[]) =>
    mounts.map(({ path }, index) => ({ path: property(path, name), value: `${values[index]}` }));
  issues.checkTogether(
    mounts.map(({ mount }) => mount.mountPath),
    (values) => overlappingFolders(named("mountPath", values)),
  );
  issues.checkTogether(
    mounts.map(({ mount }) => mount.secretProviderClassName),
    (values) => duplicates(named("secretProviderClass.name", values), "SecretProviderClass"),
  );
}
