import { dnsSubdomain } from "./names";
import type { ObjectKind } from "./object-kind";

export const serviceAccount: ObjectKind = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  resource: "serviceaccounts",
  namespaced: true,
  name: dnsSubdomain,
  fields: ["automountServiceAccountToken", "imagePullSecrets", "secrets"],
  replaces: [],
  validate: () => [],
};
