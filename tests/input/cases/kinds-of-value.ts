/** Values and inputs on both sides of the bounds of the rules in src/rules/kinds-of-value.ts. */

import * as pulumi from "@pulumi/pulumi";
import {
  account,
  application,
  cluster,
  given,
  group,
  guid,
  type InputCases,
  identityId,
  later,
  managed,
  object,
  objects,
  oidcIssuerUrl,
  unknown,
  type ValueCases,
  vault,
} from "./case";

export const values: ValueCases = {
  text: {
    accepted: ["", "any text: ä", "undefined", "null"],
    refused: [7, true],
  },
  "lost-output": {
    accepted: ["object", "[object]", "toString", "100%", "{0x}", "0xc000"],
    refused: [
      "[object Object]",
      "shop-[object Promise]",
      `https://${pulumi.output("a")}/`,
      "<pulumi.output.Output object at 0x7f0000000000>",
      "Pulumi.Output`1[System.String]",
      "com.pulumi.core.internal.OutputInternal@1b2c",
      "%!s(pulumi.StringOutput={0xc000})",
      "shop-{0xc0001bd2c0}",
      "Calling __str__ on an Output[T] is not supported.",
    ],
  },
  "lost-value": {
    accepted: ["null-island", "none", "Nonesuch", "nullable", "undefinedness", "a-nullable", "a.undefined2"],
    refused: [
      "undefined",
      "null",
      "shop-undefined",
      "undefined-shop",
      "a-undefined-b",
      "None",
      "shop-None",
      "shop-<nil>",
      "shop-null",
      "https://undefined/",
      "https://null.example.com",
      "/subscriptions/null/resourceGroups/g",
      "a/undefined/b",
      "a_undefined",
      "orders undefined",
    ],
  },
};

export const inputs: InputCases = {
  enumeration: {
    accepted: [
      given({ cloud: "AzureChinaCloud" }),
      object({ objectType: "cert" }),
      object({ objectFormat: later("pfx") }),
    ],
    refused: [
      given({ cloud: "azurechinacloud" }),
      given({ cloud: "" }),
      given({ cloud: 7 }),
      object({ objectType: "Secret" }),
      object({ objectFormat: later("PEM") }),
      object({ objectEncoding: "utf8" }),
      account({ management: "create" }),
      vault({ permissionModel: "RBAC" }),
      vault({ grants: "external" }),
      vault({ roleScope: "vault" }),
      vault({ secretProviderClass: { management: "Annotate" } }),
      given({ pod: { image: "a", os: "linux" } }),
    ],
  },
  "true-or-false": {
    accepted: [
      vault({ mount: true }),
      vault({ mount: false }),
      account({ automountServiceAccountToken: false }),
      account({ automountServiceAccountToken: later(true) }),
    ],
    refused: [
      vault({ mount: "true" }),
      vault({ mount: 0 }),
      account({ automountServiceAccountToken: "false" }),
      account({ automountServiceAccountToken: later("false") }),
    ],
  },
  map: {
    accepted: [
      given({ podLabels: {} }),
      given({ podLabels: later({ a: "b" }) }),
      given({ podLabels: Object.create(null) }),
    ],
    refused: [
      given({ podLabels: [] }),
      given({ podLabels: "a" }),
      given({ podLabels: later("a") }),
      given({ clusters: "aks" }),
      account({ annotations: new Map() }),
      vault({ env: ["A"] }),
      // They have no properties of their own, and would count as empty.
      ...[new Map([["a", "b"]]), new Set(["a"]), new Date(0), /a/, new Error("a"), () => ({})].map((labels) =>
        account({ labels }),
      ),
    ],
  },
  list: {
    accepted: [
      given({ pod: { image: "a", command: [] } }),
      application({ displayName: "a", owners: later([guid]) }),
      account({ imagePullSecrets: [] }),
    ],
    refused: [
      account({ imagePullSecrets: "registry" }),
      given({ pod: { image: "a", command: "sleep 1" } }),
      application({ displayName: "a", owners: guid }),
      application({ displayName: "a", owners: later({ a: guid }) }),
    ],
  },
  "known-at-preview": {
    accepted: [given({ cloud: "AzureChinaCloud" }), object({ objectName: "a" })],
    refused: [
      given({ cloud: later("AzureChinaCloud") }),
      given({ clusters: unknown }),
      given({ keyVaults: later({}) }),
      cluster(later({})),
      objects({ a: unknown }),
      object({ objectName: unknown }),
      object({ objectName: pulumi.secret("a") }),
      object({ objectType: pulumi.secret("key") }),
      vault({ env: { A: "a" }, mount: Promise.resolve(true) }),
      vault({ secretProviderClass: Promise.resolve({}) }),
    ],
  },
  properties: {
    accepted: [objects({ a: {} }), account({})],
    refused: [
      objects({ a: "a" }),
      objects({ a: undefined }),
      cluster(7),
      given({ serviceAccount: "orders" }),
      given({ pod: [] }),
      given({ pod: new Map() }),
      ["orders"],
    ],
  },
  "lost-key": {
    accepted: [
      objects(Object.assign(Object.create(null), { a: {} })),
      objects({ constructor: { objectName: "a" }, a: {} }),
    ],
    refused: [
      objects({ a: {}, ["__proto__"]: { objectName: "a" } }),
      // As a literal, and as Pulumi's own SDK reads it in the plugin.
      objects({ a: {}, __proto__: { objectName: "a" } }),
      objects(Object.assign(Object.create({ b: {} }), { a: {} })),
      given({ podLabels: JSON.parse('{ "__proto__": "a" }') }),
    ],
  },
  readable: {
    accepted: [
      account({
        get labels() {
          return {};
        },
      }),
    ],
    refused: [
      account({
        get name(): string {
          throw new Error("not ready");
        },
      }),
    ],
  },
  "filled-map": {
    accepted: [objects({ a: {} }), given({ clusters: undefined })],
    refused: [objects({}), given({ clusters: {} }), given({ keyVaults: {} }), vault({ objects: undefined })],
  },
  "no-null": {
    accepted: [given({ podLabels: undefined })],
    refused: [
      given({ podLabels: null }),
      given({ namespace: null }),
      objects({ a: null }),
      given({ clusters: null }),
    ],
  },
  "no-secret": {
    accepted: [given({ namespace: later("shop") }), vault({ mountPath: pulumi.secret("/a") })],
    refused: [
      given({ namespace: pulumi.secret("shop") }),
      account({ name: pulumi.secret("orders") }),
      cluster({ oidcIssuerUrl: pulumi.secret(oidcIssuerUrl) }),
      managed({ id: pulumi.secret(identityId) }),
      application({ clientId: pulumi.secret(guid) }),
      vault({ name: pulumi.secret("kv-shop") }),
    ],
  },
  "property-name": {
    accepted: [given({})],
    refused: [
      given({ keyVault: {} }),
      object({ objectname: "a" }),
      cluster({ ...group, oidcIssuerURL: "" }),
      vault({ constructor: 1 }),
    ],
  },
};
