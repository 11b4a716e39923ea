import { load } from "js-yaml";
import type { ObjectKind, VaultObject } from "../../model/vault-object";
import { isText, listAt, textAt, type Value } from "./value";

/** The parameter `objects` as the provider reads it; undefined where it would fail. */
export function parseObjects(text: string): VaultObject[] | undefined {
  const entries = listAt(parseYaml(text), "array");
  const objects = entries.map((entry) =>
    typeof entry === "string" ? readObject(parseYaml(entry)) : undefined,
  );
  return objects.includes(undefined) || objects.length === 0 ? undefined : (objects as VaultObject[]);
}

function readObject(entry: unknown): VaultObject | undefined {
  const objectName = textAt(entry, "objectName");
  if (!isText(objectName) || objectName === "") return undefined;
  const alias = textAt(entry, "objectAlias");
  const history = Number(or(textAt(entry, "objectVersionHistory"), "0"));
  return {
    objectName,
    fileName: or(alias, "") || objectName,
    objectType: or(textAt(entry, "objectType"), "") as ObjectKind,
    ...(history > 1 && { objectVersionHistory: history }),
    ...(textAt(entry, "objectVersion") && { objectVersion: or(textAt(entry, "objectVersion"), "") }),
  };
}

function or(value: Value, otherwise: string): string {
  return isText(value) ? value : otherwise;
}

function parseYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}
