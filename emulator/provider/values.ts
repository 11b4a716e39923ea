import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Properties = Record<string, unknown>;

const secretSignature = "4dabf18193072939515e22adb298388d";
const secretKind = "1b47061264138c4ac30d75fd1eb44270";

/** Stands on the wire for a value that only the cloud can decide. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
// [pulumi/pulumi sdk/go/common/resource/plugin/rpc.go] one sentinel per kind of value
const unknowns = new Set([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && unknowns.has(value);
}

export function containsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsUnknown);
  if (isObject(value)) return Object.values(value).some(containsUnknown);
  return isUnknown(value);
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: unknown): value is { value: unknown } {
  return isObject(value) && value[secretSignature] === secretKind;
}

export function makeSecret(value: unknown): Properties {
  return { [secretSignature]: secretKind, value };
}

/** The value without its secret marks. */
export function reveal(value: unknown): unknown {
  if (isSecret(value)) return reveal(value.value);
  if (Array.isArray(value)) return value.map(reveal);
  if (isObject(value)) return mapValues(value, reveal);
  return value;
}

/** Marks secret in `outputs` whatever is secret at the same place of `inputs`. */
export function annotateSecrets(outputs: unknown, inputs: unknown): unknown {
  if (isSecret(inputs)) return outputs === undefined || isSecret(outputs) ? outputs : makeSecret(outputs);
  if (Array.isArray(outputs) && Array.isArray(inputs)) {
    return outputs.map((item, i) => annotateSecrets(item, inputs[i]));
  }
  if (isObject(outputs) && isObject(inputs)) {
    return Object.fromEntries(Object.entries(outputs).map(([k, v]) => [k, annotateSecrets(v, inputs[k])]));
  }
  return outputs;
}

export function fromStruct(struct: Struct | undefined): Properties {
  return struct ? (withoutNulls(struct.toJavaScript()) as Properties) : {};
}

export function toStruct(properties: Properties): Struct {
  // A JSON round trip drops `undefined`, which Struct refuses.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== null)
      .map(([k, v]) => [k, withoutNulls(v)]),
  );
}

function mapValues(object: Properties, change: (value: unknown) => unknown): Properties {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
