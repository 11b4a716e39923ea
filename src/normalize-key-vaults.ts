import * as pulumi from "@pulumi/pulumi";
import {
  type KeyVault,
  type KeyVaultObject,
  Management,
  ObjectEncoding,
  ObjectFormat,
  ObjectType,
  PermissionModel,
  RoleScope,
  type SyncedSecret,
  type WorkloadSecretProviderClass,
} from "./args";
import { defaultName } from "./model/names";
import { type ResourceReference, resourceType } from "./model/resource-id";
import { type Right, rightsFor } from "./model/rights";
import { envSecretObject, type SecretObject } from "./model/secret-provider-class";
import type { VaultObject } from "./model/vault-object";
import { opaqueSecret, tlsSecret } from "./model/vocabulary";
import type { Gate } from "./pulumi/gate";
import {
  isKnownMap,
  plainEntries,
  plainGroup,
  requiredEntries,
  resourceReference,
  textMap,
} from "./pulumi/read-input";
import { vaultName } from "./validation/azure-names";
import { anyText, boolean, type Check, integer, mapOf, oneOf, text } from "./validation/check";
import { duplicates, fileClashes, missingFiles, tlsKeys } from "./validation/files";
import { entry, property, show } from "./validation/issue";
import * as object from "./validation/key-vault-objects";
import * as kubernetes from "./validation/kubernetes-names";

export interface NormalizedKeyVault {
  readonly key: string;
  readonly path: string;
  readonly vault: pulumi.Output<ResourceReference>;
  readonly rights: readonly Right[];
  /** What is mounted, as far as it is known in every preview. */
  readonly files: readonly VaultObject[];
  readonly objects: pulumi.Output<VaultObject[]>;
  readonly secretProviderClassName: pulumi.Output<string>;
  /** The Secrets to fill, as far as they are known in every preview. */
  readonly secrets: readonly SecretObject[];
  readonly secretObjects: pulumi.Output<SecretObject[]>;
  readonly env: Readonly<Record<string, string>>;
  readonly envSecretName: string;
  readonly mountPath: pulumi.Output<string>;
}

export function normalizeKeyVaults(
  component: string,
  keyVaults: Record<string, KeyVault> | undefined,
  gate: Gate,
): NormalizedKeyVault[] {
  const vaults = requiredEntries(gate, "keyVaults", keyVaults, kubernetes.vaultKey).map(
    ([key, vault, path]) => normalizeKeyVault(component, key, vault, path, gate),
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
  const providerClass = plainGroup<WorkloadSecretProviderClass>(
    gate,
    at("secretProviderClass"),
    vault.secretProviderClass,
  );
  checkSettings(vault, providerClass, at, gate);
  // Defaults stand for what is left out, and not for null.
  const { name = key, mountPath = defaultName.mountPath(key) } = vault;
  const { name: className = defaultName.secretProviderClass(component, key) } = providerClass;
  const objects = requiredEntries(gate, at("objects"), vault.objects, object.fileName);
  const files = objects.map(([fileName, one, objectPath]) => plainObject(fileName, one, objectPath, gate));
  gate.report(...fileClashes(files, at("objects")));

  const envSecretName = defaultName.envSecret(component, key);
  const env = normalizeEnv(vault.env, at("env"), envSecretName, files, gate);
  const secrets = plainEntries(gate, at("syncedSecrets"), vault.syncedSecrets, kubernetes.objectName).map(
    ([name, secret, secretPath]) => normalizeSecret(name, secret, secretPath, files, gate),
  );
  // The driver refuses a Secret without data.
  const envSecrets = Object.keys(env).length === 0 ? [] : [envSecretObject(envSecretName, env)];
  return {
    key,
    path,
    vault: resourceReference(gate, path, { ...vault, name }, resourceType.vault, vaultName),
    rights: rightsFor(files, vault.roleScope ?? RoleScope.Vault),
    files,
    objects: pulumi.output(
      objects.map(([, one, objectPath], index) =>
        inputsOfObject(files[index] as VaultObject, one, objectPath, gate),
      ),
    ) as pulumi.Output<VaultObject[]>,
    secretProviderClassName: gate.check<string>(
      `${at("secretProviderClass")}.name`,
      className,
      text(kubernetes.objectName),
    ),
    secrets: [...secrets.map(({ plain }) => plain), ...envSecrets],
    secretObjects: pulumi.output([...secrets.map(({ whole }) => whole), ...envSecrets]) as pulumi.Output<
      SecretObject[]
    >,
    env,
    envSecretName,
    mountPath: gate.check<string>(at("mountPath"), mountPath, text(kubernetes.mountPath)),
  };
}

function checkSettings(
  vault: KeyVault,
  { management }: WorkloadSecretProviderClass,
  at: (name: string) => string,
  gate: Gate,
): void {
  const settings: [keyof KeyVault, Check][] = [
    ["permissionModel", oneOf(Object.values(PermissionModel))],
    ["grants", oneOf(Object.values(Management))],
    ["roleScope", oneOf(Object.values(RoleScope))],
    ["mount", boolean],
  ];
  for (const [name, check] of settings) {
    if (vault[name] !== undefined) gate.checkPlain(at(name), vault[name], check);
  }
  if (management !== undefined) {
    gate.checkPlain(`${at("secretProviderClass")}.management`, management, oneOf(Object.values(Management)));
  }
  if (
    (vault.id === undefined) === (vault.resourceGroupName === undefined) ||
    (vault.id !== undefined && vault.name !== undefined)
  ) {
    gate.report({
      path: at("resourceGroupName"),
      expected: "given (with name, if it is not the key), or else id: exactly one of the two ways",
      received: show(Object.keys(vault).filter((name) => ["id", "resourceGroupName", "name"].includes(name))),
    });
  }
}

const objectTypes = Object.values(ObjectType);

/** What decides about rights and files, with its defaults. */
function plainObject(fileName: string, given: KeyVaultObject, path: string, gate: Gate): VaultObject {
  const at = (name: string) => property(path, name);
  const { objectName = fileName, objectType = ObjectType.Secret, objectVersionHistory } = given;
  gate.checkPlain(at("objectName"), objectName, text(object.objectName));
  gate.checkPlain(at("objectType"), objectType, oneOf(objectTypes));
  if (objectVersionHistory !== undefined) {
    gate.checkPlain(at("objectVersionHistory"), objectVersionHistory, integer(0, 2 ** 31 - 1, ""));
  }
  // What was reported now must not stop the checks that follow.
  return {
    fileName,
    objectName: typeof objectName === "string" ? objectName : fileName,
    objectType: objectTypes.includes(objectType) ? objectType : ObjectType.Secret,
    objectVersionHistory: typeof objectVersionHistory === "number" ? objectVersionHistory : undefined,
  };
}

function inputsOfObject(
  plain: VaultObject,
  given: KeyVaultObject,
  path: string,
  gate: Gate,
): pulumi.Input<VaultObject> {
  const at = (name: string) => property(path, name);
  const forType =
    (check: Check): Check =>
    (value, where) => [...check(value, where), ...onlyForSecrets(plain, value, where)];
  return {
    ...plain,
    objectVersion: gate.checkOptional(at("objectVersion"), given.objectVersion, text(object.objectVersion)),
    objectFormat: gate.checkOptional(
      at("objectFormat"),
      given.objectFormat,
      forType(oneOf(Object.values(ObjectFormat))),
    ),
    objectEncoding: gate.checkOptional(
      at("objectEncoding"),
      given.objectEncoding,
      forType(oneOf(Object.values(ObjectEncoding))),
    ),
    filePermission: gate.checkOptional(
      at("filePermission"),
      given.filePermission,
      text(object.filePermission),
    ),
  } as pulumi.Input<VaultObject>;
}

/** The provider refuses a format or an encoding for keys and certificates, except for what is the default anyway. */
function onlyForSecrets({ objectType }: VaultObject, value: unknown, path: string) {
  if (objectType === ObjectType.Secret || value === ObjectFormat.Pem || value === ObjectEncoding.Utf8)
    return [];
  const expected = `left out for an object of type ${show(objectType)}: it is for type "secret" only`;
  return [{ path, expected, received: show(value) }];
}

function normalizeEnv(
  env: unknown,
  path: string,
  secretName: string,
  files: readonly VaultObject[],
  gate: Gate,
): Record<string, string> {
  if (env === undefined) return {};
  gate.checkPlain(
    path,
    env,
    mapOf(kubernetes.environmentVariable, () => []),
  );
  gate.checkPlain(path, secretName, text(kubernetes.objectName));
  if (!isKnownMap(env)) return {};
  gate.report(...missingFiles(env, path, files));
  return env as Record<string, string>;
}

function normalizeSecret(
  secretName: string,
  given: SyncedSecret,
  path: string,
  files: readonly VaultObject[],
  gate: Gate,
): { plain: SecretObject; whole: pulumi.Input<SecretObject> } {
  const { type = opaqueSecret } = given;
  gate.checkPlain(property(path, "type"), type, text(anyText));
  const data = plainData(given.data, property(path, "data"), files, gate);
  if (type === tlsSecret) gate.report(...tlsKeys(data, path));
  const plain = { secretName, type, data };
  const map = (name: "labels" | "annotations", values: typeof anyText) =>
    given[name] === undefined
      ? undefined
      : textMap(gate, property(path, name), given[name], kubernetes.qualifiedName, values);
  const whole = {
    ...plain,
    labels: map("labels", kubernetes.labelText),
    annotations: map("annotations", anyText),
  };
  return { plain, whole: whole as pulumi.Input<SecretObject> };
}

function plainData(
  data: unknown,
  path: string,
  files: readonly VaultObject[],
  gate: Gate,
): Record<string, string> {
  gate.checkPlain(
    path,
    data,
    mapOf(kubernetes.secretKey, () => []),
  );
  if (!isKnownMap(data)) return {};
  if (Object.keys(data).length === 0) {
    gate.report({
      path,
      expected: "a map with at least one entry: key in the Secret to file name",
      received: "{}",
    });
  }
  gate.report(...missingFiles(data, path, files));
  return data as Record<string, string>;
}

/** What two vaults of one component must not share, as far as it is known now. */
function reportDuplicates(vaults: readonly NormalizedKeyVault[], gate: Gate): void {
  const secrets = vaults.flatMap(({ path, secrets, env }) =>
    secrets.map(({ secretName, data }) => ({
      path: data === env ? property(path, "env") : entry(property(path, "syncedSecrets"), secretName),
      value: secretName,
    })),
  );
  const variables = vaults.flatMap(({ path, env }) =>
    Object.keys(env).map((name) => ({ path: entry(property(path, "env"), name), value: name })),
  );
  gate.report(...duplicates(secrets, "Secret"), ...duplicates(variables, "name"));
  for (const [name, what] of [
    ["mountPath", "folder"],
    ["secretProviderClassName", "name"],
  ] as const) {
    gate.check("keyVaults", pulumi.all(vaults.map((vault) => vault[name])), (values) =>
      duplicates(
        (values as string[]).map((value, index) => ({
          path: property(vaults[index]?.path ?? "", name === "mountPath" ? name : "secretProviderClass.name"),
          value,
        })),
        what,
      ),
    );
  }
}
