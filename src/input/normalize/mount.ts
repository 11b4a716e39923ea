import * as pulumi from "@pulumi/pulumi";
import { type KeyVault, Management, type SyncedSecret } from "../../args";
import { defaultName } from "../../model/names";
import { envSecretObject, type SecretObject } from "../../model/secret-provider-class";
import type { VaultObject } from "../../model/vault-object";
import { opaqueSecret } from "../../model/vocabulary";
import type { TextMap } from "../../pulumi/text-map";
import { objectName } from "../../rules/kubernetes-names";
import { entry, property } from "../../rules/path";
import { show } from "../../rules/show";
import { derivedNameIssues } from "../check-value";
import { annotationsTooLarge } from "./annotations-size";
import { missingFiles, secretTypeKeys, tlsSources } from "./files";
import type { Scope } from "./scope";

/** How the objects of a vault reach the pods. */
export interface NormalizedMount {
  readonly secretProviderClassName: pulumi.Output<string>;
  readonly management: Management;
  readonly labels?: TextMap;
  readonly annotations?: TextMap;
  /** The Secrets to fill, as far as they are known in every preview. */
  readonly secrets: readonly SecretObject[];
  readonly secretObjects: pulumi.Output<SecretObject[]>;
  readonly env: Readonly<Record<string, string>>;
  readonly envSecretName: string;
  readonly mountPath: pulumi.Output<string>;
  /** As they were given: those that are known can be compared immediately. */
  readonly given: {
    readonly secretProviderClassName: pulumi.Input<string>;
    readonly mountPath: pulumi.Input<string>;
  };
}

export function normalizeMount(
  scope: Scope,
  key: string,
  path: string,
  vault: KeyVault,
  files: readonly VaultObject[],
): NormalizedMount {
  const { component } = scope;
  const {
    name = defaultName.secretProviderClass(component, key),
    management = Management.Create,
    labels,
    annotations,
  } = vault.secretProviderClass ?? {};
  const { mountPath = defaultName.mountPath(key), env = {}, syncedSecrets = {} } = vault;
  const { envSecretName = defaultName.envSecret(component, key) } = vault;
  const isKeyValid = !scope.isInvalid(path);
  if (isKeyValid && vault.secretProviderClass?.name === undefined) {
    checkDefaultName(scope, property(path, "secretProviderClass.name"), name);
  }
  if (isKeyValid && vault.env !== undefined && vault.envSecretName === undefined) {
    checkDefaultName(scope, property(path, "envSecretName"), envSecretName);
  }
  scope.issues.reportLater(annotationsTooLarge(property(path, "secretProviderClass"), annotations));
  reportMissingFiles(scope, path, property(path, "env"), env, files);
  const secrets = Object.entries(syncedSecrets).map(([secretName, secret]) =>
    normalizeSecret(scope, secretName, path, secret, files),
  );
  // The driver refuses a Secret without data.
  const envSecrets = Object.keys(env).length === 0 ? [] : [envSecretObject(envSecretName, env)];
  return {
    secretProviderClassName: pulumi.output(name),
    management,
    labels,
    annotations,
    secrets: [...secrets.map(({ plain }) => plain), ...envSecrets],
    secretObjects: pulumi.output([...secrets.map(({ whole }) => whole), ...envSecrets]) as pulumi.Output<
      SecretObject[]
    >,
    env,
    envSecretName,
    mountPath: pulumi.output(mountPath),
    given: { secretProviderClassName: name, mountPath },
  };
}

function checkDefaultName(
  { component, issues, isInvalid }: Scope,
  path: string,
  name: pulumi.Input<string>,
): void {
  if (typeof name !== "string" || isInvalid(path)) return;
  const remedy = `It begins with the component's name, ${show(component)}, by default: rename that, or set a name.`;
  issues.report(...derivedNameIssues(name, path, objectName, remedy));
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
  scope.issues.reportLater(annotationsTooLarge(secretPath, annotations));
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
