import * as pulumi from "@pulumi/pulumi";
import { type KeyVault, Management, type SyncedSecret, type WorkloadSecretProviderClass } from "./args";
import { defaultName } from "./model/names";
import { envSecretObject, type SecretObject } from "./model/secret-provider-class";
import type { VaultObject } from "./model/vault-object";
import { opaqueSecret } from "./model/vocabulary";
import type { Gate } from "./pulumi/gate";
import { isKnownMap, plainEntries, plainGroup, textMap } from "./pulumi/read-input";
import { type Check, keyOf, mapOf, oneOf, text } from "./validation/check";
import { filledSecret } from "./validation/file-rules";
import { missingFiles, secretTypeKeys, tlsSources } from "./validation/files";
import { property, show } from "./validation/issue";
import { anyText } from "./validation/kinds-of-value";
import * as kubernetes from "./validation/kubernetes-names";
import { issue, type TextRule } from "./validation/rule";

/** How the objects of a vault reach the pods. */
export interface NormalizedMount {
  readonly secretProviderClassName: pulumi.Output<string>;
  readonly management: Management;
  /** The Secrets to fill, as far as they are known in every preview. */
  readonly secrets: readonly SecretObject[];
  readonly secretObjects: pulumi.Output<SecretObject[]>;
  readonly env: Readonly<Record<string, string>>;
  readonly envSecretName: string;
  readonly mountPath: pulumi.Output<string>;
  /** As they were given: those that are known can be compared at once. */
  readonly given: {
    readonly secretProviderClassName: pulumi.Input<string>;
    readonly mountPath: pulumi.Input<string>;
  };
}

export function normalizeMount(
  component: string,
  key: string,
  vault: KeyVault,
  files: readonly VaultObject[],
  path: string,
  gate: Gate,
): NormalizedMount {
  const at = (name: string) => property(path, name);
  const classPath = at("secretProviderClass");
  const providerClass = plainGroup<WorkloadSecretProviderClass>(gate, classPath, vault.secretProviderClass);
  const { name = defaultName.secretProviderClass(component, key), management = Management.Create } =
    providerClass;
  gate.checkPlain(`${classPath}.management`, management, oneOf(Object.values(Management)));
  const { mountPath = defaultName.mountPath(key) } = vault;
  const envSecretName = defaultName.envSecret(component, key);
  const env = normalizeEnv(vault.env, at("env"), files, gate);
  if (vault.env !== undefined) gate.checkPlain(at("env"), envSecretName, text(nameFrom(component)));
  const secrets = plainEntries(
    gate,
    at("syncedSecrets"),
    vault.syncedSecrets,
    keyOf(kubernetes.objectName),
  ).map(([secretName, secret, secretPath]) => normalizeSecret(secretName, secret, secretPath, files, gate));
  // The driver refuses a Secret without data.
  const envSecrets = Object.keys(env).length === 0 ? [] : [envSecretObject(envSecretName, env)];
  return {
    secretProviderClassName: gate.checkName(`${classPath}.name`, name, text(nameFrom(component))),
    management,
    secrets: [...secrets.map(({ plain }) => plain), ...envSecrets],
    secretObjects: pulumi.output([...secrets.map(({ whole }) => whole), ...envSecrets]) as pulumi.Output<
      SecretObject[]
    >,
    env,
    envSecretName,
    mountPath: gate.check<string>(at("mountPath"), mountPath, text(kubernetes.mountPath)),
    given: { secretProviderClassName: name, mountPath },
  };
}

/** A name that may come from the component: the user must learn where the text is from. */
function nameFrom(component: string): TextRule {
  const remedy = `Left out, it begins with the component's name, ${show(component)}: rename that, or give a name.`;
  return { ...kubernetes.objectName, remedy };
}

function normalizeEnv(
  env: unknown,
  path: string,
  files: readonly VaultObject[],
  gate: Gate,
): Record<string, string> {
  if (env === undefined) return {};
  gate.checkPlain(
    path,
    env,
    mapOf(keyOf(kubernetes.environmentVariable), () => []),
  );
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
  gate.checkPlain(property(path, "type"), type, text(kubernetes.secretType));
  const dataPath = property(path, "data");
  const data = plainData(given.data, dataPath, files, gate);
  if (typeof type === "string") {
    gate.report(...secretTypeKeys(type, data, dataPath), ...tlsSources(type, data, dataPath, files));
  }
  const plain = { secretName, type, data };
  const map = (name: "labels" | "annotations", values: Check) =>
    given[name] === undefined
      ? undefined
      : textMap(gate, property(path, name), given[name], keyOf(kubernetes.qualifiedName), values);
  const whole = {
    ...plain,
    labels: map("labels", text(kubernetes.labelText)),
    annotations: map("annotations", text(anyText)),
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
    mapOf(keyOf(kubernetes.secretKey), () => []),
  );
  if (!isKnownMap(data)) return {};
  if (Object.keys(data).length === 0) {
    gate.report(issue(filledSecret, path, { received: "{}" }));
  }
  gate.report(...missingFiles(data, path, files));
  return data as Record<string, string>;
}
