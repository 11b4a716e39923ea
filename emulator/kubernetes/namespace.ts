import { dnsLabel } from "./names";
import type { ObjectKind } from "./object-kind";

export const namespace: ObjectKind = {
  apiVersion: "v1",
  kind: "Namespace",
  resource: "namespaces",
  namespaced: false,
  name: dnsLabel,
  fields: ["spec"],
  replaces: [],
  validate: () => [],
  admit(_cluster, object) {
    // Set by the API server since 1.21. [K8S docs reference/labels-annotations-taints]
    object.metadata.labels = {
      ...object.metadata.labels,
      "kubernetes.io/metadata.name": object.metadata.name,
    };
    object.spec ??= { finalizers: ["kubernetes"] };
    object.status = { phase: "Active" };
  },
  removed: (cluster, object) => cluster.emptyNamespace(object.metadata.name),
};
