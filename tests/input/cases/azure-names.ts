/** Values and inputs on both sides of the bounds of the rules in src/rules/azure-names.ts. */

import {
  a,
  given,
  group,
  type InputCases,
  later,
  managed,
  named,
  oidcIssuerUrl,
  type ValueCases,
} from "./case";

const guid = "00000000-0000-0000-0000-00000000000a";
const idOf = (type: string, subscription = guid, group = "g", name = "kv-shop") =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
const vaultId = (subscription?: string, group?: string, name?: string) =>
  idOf("Microsoft.KeyVault/vaults", subscription, group, name);
const clusterId = (name: string) => idOf("Microsoft.ContainerService/managedClusters", guid, "g", name);
const identityId = (name: string) =>
  idOf("Microsoft.ManagedIdentity/userAssignedIdentities", guid, "g", name);
const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));

export const values: ValueCases = {
  "resource-group": {
    accepted: ["a", "A", "0", "_", "-", "(a)", ".a", "ä", a(90)],
    refused: ["", a(91), "a.", "a b", "a/b", "a\n"],
  },
  "cluster-name": {
    accepted: ["a", "A0", "a-b_c", a(63)],
    refused: ["", a(64), "-a", "a-", "_a", "a_", "a.b", "a b", "a\n"],
  },
  "vault-name": {
    accepted: ["abc", "ABC", "a-0", a(24)],
    refused: ["", "ab", a(25), "0bc", "-bc", "ab-", "a--b", "a_b", "a.b", "abc\n"],
  },
  "identity-name": {
    accepted: ["abc", "0-_", "A-B", "a--", a(128)],
    refused: ["", "ab", a(129), "-ab", "_ab", "a.b", "a b", "abc\n"],
  },
  location: {
    accepted: ["westeurope", "West Europe", "eastus2", a(50)],
    refused: ["", a(51), " west", "west-europe", "west\n"],
  },
  "cluster-key": {
    accepted: ["a", "A", "0", "-", "_", a(100)],
    refused: ["", a(101), "a.b", "a b", "a/b", "a\n"],
  },
  "credential-name": {
    accepted: ["abc", "0-_", "A--", a(120)],
    refused: ["", "ab", a(121), "-ab", "_ab", "a.b", "a b", "abc\n"],
  },
  guid: {
    accepted: [
      "00000000-0000-0000-0000-000000000000",
      "01234567-89ab-cdef-0123-456789abcdef",
      "01234567-89AB-CDEF-0123-456789ABCDEF",
    ],
    refused: [
      "",
      "orders",
      "0000000-0000-0000-0000-000000000000",
      "000000000-0000-0000-0000-000000000000",
      "00000000-0000-0000-0000-00000000000g",
      "00000000-0000-0000-0000-000000000000\n",
      "00000000000000000000000000000000",
      "{00000000-0000-0000-0000-000000000000}",
      "/applications/00000000-0000-0000-0000-000000000000",
    ],
  },
  "display-name": {
    accepted: ["a", "Orders, of the shop", "ä", a(120)],
    refused: ["", " ", "\n", a(121)],
  },
  "vault-id": {
    accepted: [vaultId(), idOf("microsoft.keyvault/VAULTS"), vaultId().toUpperCase()],
    refused: [
      "",
      "kv",
      idOf("Microsoft.KeyVault/managedHSMs"),
      `${vaultId()}/secrets/a`,
      `${vaultId()}\n`,
      vaultId("s"),
      vaultId("00000000-0000-0000-0000-00000000000g"),
      vaultId(guid, "g."),
      vaultId(guid, "g h"),
      vaultId(guid, "g", "kv"),
      vaultId(guid, "g", "kv--shop"),
      vaultId(guid, "g", "kv shop"),
    ],
  },
  "cluster-id": {
    accepted: [clusterId("a"), clusterId(a(63))],
    refused: ["", "aks", clusterId(""), clusterId("-a"), clusterId(a(64)), vaultId()],
  },
  "identity-id": {
    accepted: [identityId("abc"), identityId(a(128)), identityId("abc").toUpperCase()],
    refused: ["", "id-orders", guid, identityId("ab"), identityId(a(129)), vaultId(), clusterId("abc")],
  },
  "tag-name": {
    accepted: ["a", "cost centre", "ä:b", a(512)],
    refused: ["", " ", a(513), "a<b", "a>b", "a%b", "a&b", "a\\b", "a?b", "a/b"],
  },
  "tag-value": {
    accepted: ["", "a/b?", "undefined", a(256)],
    refused: [a(257)],
  },
};

export const inputs: InputCases = {
  "tag-count": {
    accepted: [managed({ ...group, tags: tags(50) }), managed({ ...group, tags: later(tags(50)) })],
    refused: [managed({ ...group, tags: tags(51) }), managed({ ...group, tags: later(tags(51)) })],
  },
};

/** Names that derive from the component's or from a key, where they are at their limits. */
export const derivedNames: InputCases = {
  "cluster-name": {
    accepted: [
      given({ clusters: { [a(63)]: group } }),
      given({ clusters: { [a(64)]: { ...group, name: "aks" } } }),
      given({ clusters: { "-aks": { oidcIssuerUrl } } }),
    ],
    refused: [given({ clusters: { [a(64)]: group } }), given({ clusters: { "-aks": group } })],
  },
  "vault-name": {
    accepted: [
      given({ keyVaults: { kv1: { ...group, objects: { a: {} } } } }),
      given({ keyVaults: { kv: { ...group, name: "kv-1", objects: { a: {} } } } }),
    ],
    refused: [
      given({ keyVaults: { kv: { ...group, objects: { a: {} } } } }),
      given({ keyVaults: { [a(25)]: { ...group, objects: { a: {} } } } }),
    ],
  },
  "credential-name": {
    accepted: [named(a(107), { identity: { name: "abc" } })],
    refused: [
      named(a(108), { identity: { name: "abc" } }),
      named("orders.v2", { identity: { name: "abc" } }),
    ],
  },
  "identity-name": {
    accepted: [
      named(a(111), { clusters: undefined }),
      named("orders.v2", { clusters: undefined, identity: { name: "abc" } }),
    ],
    refused: [named(a(112), { clusters: undefined }), named("orders.v2", { clusters: undefined })],
  },
  "kubernetes-name": {
    accepted: [
      named("ordersApi"),
      named("OrdersAPI2", { vault: { env: { A: "a" } }, pod: { image: "a" } }),
      named("orders_v2", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" }, env: { A: "a" }, envSecretName: "orders-env" },
      }),
      named("orders_v2", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" } },
      }),
    ],
    refused: [
      named("orders_v2", { vault: { secretProviderClass: { name: "orders" } } }),
      named("orders_v2", { serviceAccount: { name: "orders" } }),
      named("orders_v2", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" }, env: { A: "a" } },
      }),
      named("orders_v2", {
        serviceAccount: { name: "orders" },
        vault: { secretProviderClass: { name: "orders" } },
        pod: { image: "a" },
      }),
    ],
  },
};
