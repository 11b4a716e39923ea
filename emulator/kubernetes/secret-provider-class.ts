import { isObject } from "../provider/values";
import type { Cause } from "./api-error";
import { dnsSubdomain } from "./names";
import type { ObjectKind } from "./object-kind";

const specFields = ["parameters", "provider", "secretObjects"];

/** A custom resource of the Secrets Store CSI driver. [DR config/crd/bases/secrets-store.csi.x-k8s.io_secretproviderclasses.yaml] */
export const secretProviderClass: ObjectKind = {
  apiVersion: "secrets-store.csi.x-k8s.io/v1",
  kind: "SecretProviderClass",
  resource: "secretproviderclasses.secrets-store.csi.x-k8s.io",
  namespaced: true,
  name: dnsSubdomain,
  fields: ["spec"],
  // Custom resources change in place. [KP provider/diff.go forceNew]
  replaces: [],

  validate({ spec = {} }) {
    if (!isObject(spec)) return [wrongType("spec", spec, "object")];
    return [
      ...strings("spec", { provider: spec.provider }),
      ...strings("spec.parameters", spec.parameters),
      ...list("spec.secretObjects", spec.secretObjects, (field, item) => [
        ...strings(field, { secretName: item.secretName, type: item.type }),
        ...strings(`${field}.labels`, item.labels),
        ...strings(`${field}.annotations`, item.annotations),
        ...list(`${field}.data`, item.data, strings),
      ]),
    ];
  },

  admit(_cluster, object) {
    // Fields that the schema lacks are pruned. [K8S docs custom-resource-definitions "Field pruning"]
    if (!isObject(object.spec)) return;
    object.spec = Object.fromEntries(
      Object.entries(object.spec).filter(([name]) => specFields.includes(name)),
    );
  },
};

function strings(field: string, values: unknown): Cause[] {
  if (values === undefined) return [];
  if (!isObject(values)) return [wrongType(field, values, "object")];
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || typeof value === "string" ? [] : [wrongType(`${field}.${name}`, value, "string")],
  );
}

function list(
  field: string,
  items: unknown,
  each: (field: string, item: Record<string, unknown>) => Cause[],
): Cause[] {
  if (items === undefined) return [];
  if (!Array.isArray(items)) return [wrongType(field, items, "array")];
  return items.flatMap((item, i) =>
    isObject(item) ? each(`${field}[${i}]`, item) : [wrongType(`${field}[${i}]`, item, "object")],
  );
}

// [K8S apiextensions-apiserver pkg/apiserver/validation/validation.go] the value is shown by its type
function wrongType(field: string, value: unknown, wanted: string): Cause {
  const actual = Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  return {
    field,
    fault: `Invalid value: "${actual}": ${field} in body must be of type ${wanted}: "${actual}"`,
  };
}
