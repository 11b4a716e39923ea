import type * as pulumi from "@pulumi/pulumi";
import { type KeyVaultObject, ObjectEncoding, ObjectFormat, ObjectType } from "./args";
import type { VaultObject } from "./model/vault-object";
import type { Gate } from "./pulumi/gate";
import { isKnownMap } from "./pulumi/read-input";
import { type Check, integer, oneOf, text } from "./validation/check";
import { tlsFormat } from "./validation/file-rules";
import { property, show } from "./validation/issue";
import * as object from "./validation/key-vault-objects";
import { issue } from "./validation/rule";

const objectTypes = Object.values(ObjectType);

/** What decides about rights and files, with its defaults. */
export function plainObject(fileName: string, given: KeyVaultObject, path: string, gate: Gate): VaultObject {
  const at = (name: string) => property(path, name);
  const { objectName = fileName, objectType = ObjectType.Secret, objectVersionHistory } = given;
  gate.checkPlain(at("objectName"), objectName, text(object.objectName));
  gate.checkPlain(at("objectType"), objectType, oneOf(objectTypes));
  if (objectVersionHistory !== undefined) {
    gate.checkPlain(at("objectVersionHistory"), objectVersionHistory, integer(object.versionHistory));
  }
  // What was reported now must not stop the checks that follow.
  return {
    fileName,
    objectName: typeof objectName === "string" ? objectName : fileName,
    objectType: objectTypes.includes(objectType) ? objectType : ObjectType.Secret,
    objectVersionHistory: typeof objectVersionHistory === "number" ? objectVersionHistory : undefined,
  };
}

/** The files of entries that are no objects, which has been reported: whoever names such a file is not at fault. */
export function misgivenFiles(objects: unknown): VaultObject[] {
  if (!isKnownMap(objects)) return [];
  const files = Object.keys(objects).filter((file) => !isKnownMap(objects[file]));
  return files.map((file) => ({ fileName: file, objectName: file, objectType: ObjectType.Secret }));
}

/** The object with what may arrive later; `tlsSecret` is the Secret for TLS that is filled from its file. */
export function inputsOfObject(
  plain: VaultObject,
  given: KeyVaultObject,
  path: string,
  gate: Gate,
  tlsSecret: string | undefined,
): pulumi.Input<VaultObject> {
  const at = (name: string) => property(path, name);
  const forType =
    (check: Check): Check =>
    (value, where) => {
      const issues = check(value, where);
      return issues.length > 0 ? issues : onlyForSecrets(plain, value, where);
    };
  return {
    ...plain,
    objectVersion: gate.checkOptional(at("objectVersion"), given.objectVersion, text(object.objectVersion)),
    objectFormat: gate.checkOptional(at("objectFormat"), given.objectFormat, (value, where) => [
      ...forType(oneOf(Object.values(ObjectFormat)))(value, where),
      ...notForTls(tlsSecret, value, where),
    ]),
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

function notForTls(secret: string | undefined, value: unknown, path: string) {
  if (secret === undefined || value !== ObjectFormat.Pfx) return [];
  return [issue(tlsFormat, path, { received: show(value), fill: { secret: show(secret) } })];
}

/** The provider refuses any encoding for keys and certificates, the default one too, and any format but PEM. */
function onlyForSecrets({ objectType }: VaultObject, value: unknown, path: string) {
  if (objectType === ObjectType.Secret || value === ObjectFormat.Pem) return [];
  return [issue(object.onlyForSecrets, path, { received: show(value), fill: { type: show(objectType) } })];
}
