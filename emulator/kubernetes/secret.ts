import { isObject, isUnknown, unknown } from "../provider/values";
import { dnsSubdomain } from "./names";
import type { ObjectKind } from "./object-kind";

export const secret: ObjectKind = {
  apiVersion: "v1",
  kind: "Secret",
  resource: "secrets",
  namespaced: true,
  name: dnsSubdomain,
  fields: ["data", "immutable", "stringData", "type"],
  // [KP provider/diff.go] unless the provider's enableSecretMutable is set
  replaces: ["type", "data"],
  validate: () => [],
  normalize({ stringData, ...inputs }) {
    if (!isObject(stringData)) return inputs;
    const encoded = Object.entries(stringData).map(([name, text]) => [name, encode(text)]);
    return { ...inputs, data: { ...(inputs.data as object), ...Object.fromEntries(encoded) } };
  },
  admit(_cluster, object) {
    object.type ??= "Opaque";
  },
};

function encode(text: unknown): string {
  return isUnknown(text) ? unknown : Buffer.from(String(text)).toString("base64");
}
