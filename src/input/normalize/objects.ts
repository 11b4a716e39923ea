import type * as pulumi from "@pulumi/pulumi";
import { type KeyVault, type KeyVaultObject, ObjectFormat, ObjectType } from "../../args";
import type { VaultObject } from "../../model/vault-object";
import { tlsFormat } from "../../rules/files";
import { objectName as objectNameRule, onlyForSecrets } from "../../rules/key-vault-objects";
import { entry, property } from "../../rules/path";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";
import { tlsSecretOf } from "./files";
import { checkDerivedName, type Scope } from "./scope";

export interface NormalizedObject {
  /** What decides about permissions and files. */
  readonly plain: VaultObject;
  /** The same with what may arrive later. */
  readonly whole: pulumi.Input<VaultObject>;
}

export function normalizeObjects(scope: Scope, vaultPath: string, vault: KeyVault): NormalizedObject[] {
  return Object.entries(vault.objects ?? {}).map(([fileName, object]) => {
    const path = entry(property(vaultPath, "objects"), fileName);
    const { objectName = fileName, objectType = ObjectType.Secret, objectVersionHistory } = object;
    const { objectVersion, objectFormat, objectEncoding, filePermission } = object;
    if (object.objectName === undefined && !scope.isInvalid(path)) {
      const { remedy = "" } = objectNameRule;
      checkDerivedName(scope, property(path, "objectName"), fileName, objectNameRule, remedy);
    }
    checkFormat(scope, property(path, "objectFormat"), object, tlsSecretOf(vault.syncedSecrets, fileName));
    checkEncoding(scope, property(path, "objectEncoding"), object);
    const plain: VaultObject = { fileName, objectName, objectType, objectVersionHistory };
    const whole = { ...plain, objectVersion, objectFormat, objectEncoding, filePermission };
    return { plain, whole: whole as pulumi.Input<VaultObject> };
  });
}

function checkFormat(
  { issues }: Scope,
  path: string,
  object: KeyVaultObject,
  tlsSecret: string | undefined,
): void {
  const { objectFormat, objectType = ObjectType.Secret } = object;
  issues.checkTogether([objectFormat], ([format]) => {
    if (format !== ObjectFormat.Pfx) return [];
    return [
      ...(objectType === ObjectType.Secret ? [] : [notForType(path, format, objectType)]),
      ...(tlsSecret === undefined ? [] : [issue(tlsFormat, path, { fill: { secret: show(tlsSecret) } })]),
    ];
  });
}

/** The provider refuses any encoding of keys and certificates, the default one too. */
function checkEncoding({ issues }: Scope, path: string, object: KeyVaultObject): void {
  const { objectEncoding, objectType = ObjectType.Secret } = object;
  issues.checkTogether([objectEncoding], ([encoding]) =>
    encoding === undefined || objectType === ObjectType.Secret
      ? []
      : [notForType(path, encoding, objectType)],
  );
}

function notForType(path: string, value: unknown, objectType: ObjectType) {
  return issue(onlyForSecrets, path, { received: show(value), fill: { type: show(objectType) } });
}
