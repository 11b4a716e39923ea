import type * as pulumi from "@pulumi/pulumi";
import { type KeyVault, Management, type SyncedSecret } from "../../args";
import { defaultName } from "../../model/names";
import { envSecretObject, type SecretObject } from "../../model/secret-provider-class";
import type { VaultObject } from "../../model/vault-object";
import { opaqueSecret } from "../../model/vocabulary";
import { unwrap } from "../../pulumi/deferred";
import { objectName } from "../../rules/kubernetes-names";
import { entry, property } from "../../rules/path";
import { show } from "../../rules/show";
import type { NormalizedMount } from "../../workload";
import { checkAnnotationsSize } from "./annotations-size";
import { missingFiles, secretTypeKeys, tlsSources } from "./files";
import { checkDerivedName, type Scope } from "./scope";

export function normalizeMount(
  scope: Scope,
  key: string,
  path: string,
  vault: KeyVault,
  files: readonly VaultObject[],
): NormalizedMount {
  const { component } = scope;
  const defaultClass = defaultName.secretProviderClass(component, key);
  const { secretProviderClass = {}, envSecretName = defaultName.envSecret(component, key) } = vault;
  const { name = defaultClass, management = Management.Create, labels, annotations } = secretProviderClass;
  const { mountPath = defaultName.mountPath(key), env = {}, syncedSecrets = {} } = vault;
  const isKeyValid = !scope.isInvalid(path);
  if (isKeyValid && secretProviderClass.name === undefined) {
    checkDefaultName(scope, property(path, "secretProviderClass.name"), defaultClass);
  }
  if (isKeyValid && vault.env !== undefined && vault.envSecretName === undefined) {
    checkDefaultName(scope, property(path, "envSecretName"), envSecretName);
  }
  checkAnnotationsSize(scope, property(path, "secretProviderClass"), annotations);
  reportMissingFiles(scope, path, property(path, "env"), env, files);
  const secrets = Object.entries(syncedSecrets).map(([secretName, secret]) =>
    normalizeSecret(scope, secretName, path, secret, files),
  );
  // The driver refuses a Secret without data.
  const envSecrets = Object.keys(env).length === 0 ? [] : [envSecretObject(envSecretName, env)];
  return {
    secretProviderClassName: name,
    management,
    labels,
    annotations,
    secrets: [...secrets.map(({ plain }) => plain), ...envSecrets],
    secretObjects: unwrap([...secrets.map(({ whole }) => whole), ...envSecrets]),
    env,
    envSecretName,
    mountPath,
  };
}

function checkDefaultName(scope: Scope, path: string, name: string): void {
  const remedy = `It begins with the component's name, ${show(scope.component)}, by default: rename that, or set a name.`;
  checkDerivedName(scope, path, name, objectName, remedy);
}

function normalizeSecret(
  scope: Scope,
  secretName: string,
  vaultPath: string,
  { type = opaqueSecret, data = {}, labels, annotations }: SyncedSecret,
  files: readonly VaultObject[],
): { plain: SecretObject; whole: pulumi.Input<SecretObject> } {
  const secretPath = entry(property(vaultPath, "syncedSecrets"), secretName);
  const path = property(secretPath, "data");
  checkAnnotationsSize(scope, secretPath, annotations);
  reportMissingFiles(scope, vaultPath, path, data, files);
  if (!scope.isInvalid(path)) scope.issues.report(...secretTypeKeys(type, data, path));
  scope.issues.report(...tlsSources(type, data, path, files));
  const plain = { secretName, type, data };
  return { plain, whole: { ...plain, labels, annotations } as pulumi.Input<SecretObject> };
}

/** An object that is invalid is none of the files, but who names its file is not at fault. */
function reportMissingFiles(
  { issues, isInvalid }: Scope,
  vaultPath: string,
  path: string,
  data: Readonly<Record<string, string>>,
  files: readonly VaultObject[],
): void {
  const objects = property(vaultPath, "objects");
  const named = Object.entries(data).filter(
    ([, file]) => !isInvalid(entry(objects, file)) && !isInvalid(objects),
  );
  issues.report(...missingFiles(Object.fromEntries(named), vaultPath, path, files));
}
