/** Values and inputs on both sides of the bounds of the rules in src/rules/combinations.ts. */

import {
  a,
  account,
  application,
  cluster,
  clusterId,
  type Given,
  given,
  group,
  guid,
  type InputCases,
  identityId,
  later,
  managed,
  named,
  oidcIssuerUrl,
  unknown,
  vault,
  vaultId,
} from "./case";

const clusters = (count: number): Given =>
  given({
    clusters: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `c${index}`,
        { oidcIssuerUrl: `${oidcIssuerUrl}${index}` },
      ]),
    ),
  });
const className = (length: number, more: object = {}): Given =>
  vault({ secretProviderClass: { name: a(length), ...more } });

/** A vault that an existing application reads. */
const elsewhere = (properties: object, one: object = { clientId: guid }): Given =>
  given({ userAssignedIdentity: undefined, application: one, vault: properties });

export const inputs: InputCases = {
  "some-identity": {
    accepted: [managed(group), application({ displayName: "a" })],
    refused: [managed(undefined)],
  },
  "one-identity": {
    accepted: [application({ clientId: guid })],
    refused: [given({ application: { displayName: "a" } }), given({ application: null })],
  },
  "new-or-existing": {
    accepted: [managed(group), managed({ id: identityId }), application({ clientId: guid })],
    refused: [
      managed({}),
      managed({ name: "abc" }),
      managed({ id: identityId, ...group }),
      managed({ id: identityId, tags: {} }),
      application({}),
      application({ owners: [] }),
      application({ clientId: guid, displayName: "a" }),
    ],
  },
  "one-way-to-cluster": {
    accepted: [
      cluster(group),
      cluster({ ...group, name: "a" }),
      cluster({ id: clusterId }),
      cluster({ oidcIssuerUrl }),
    ],
    refused: [
      cluster({}),
      cluster({ name: "a" }),
      cluster({ id: clusterId, ...group }),
      cluster({ id: clusterId, name: "a" }),
      cluster({ id: clusterId, oidcIssuerUrl }),
      cluster({ oidcIssuerUrl, ...group }),
    ],
  },
  "one-way-to-vault": {
    accepted: [
      vault(group),
      vault({ ...group, name: "abc" }),
      vault({ resourceGroupName: undefined, id: vaultId }),
    ],
    refused: [
      vault({ resourceGroupName: undefined }),
      vault({ resourceGroupName: undefined, name: "abc" }),
      vault({ id: vaultId }),
      vault({ resourceGroupName: undefined, id: vaultId, name: "abc" }),
    ],
  },
  "cluster-count": { accepted: [clusters(1), clusters(20)], refused: [clusters(21)] },
  "annotated-only": {
    accepted: [
      account({ management: "Annotate" }),
      account({ management: "External", labels: { a: "b" } }),
      account({ management: "External", automountServiceAccountToken: false, imagePullSecrets: ["a"] }),
      account({ management: "Create", annotations: { a: "b" } }),
    ],
    refused: [
      account({ management: "Annotate", labels: {} }),
      account({ management: "Annotate", annotations: later({}) }),
      account({ management: "Annotate", automountServiceAccountToken: true }),
      account({ management: "Annotate", imagePullSecrets: [] }),
    ],
  },
  "own-account": {
    accepted: [
      account({ name: "defaults" }),
      account({ name: "default", management: "Annotate" }),
      account({ name: "default", management: "External" }),
    ],
    refused: [account({ name: "default" }), account({ name: later("default") }), named("default")],
  },
  "waiting-pod": {
    accepted: [vault({ secretProviderClass: { management: "External" } }), given({ pod: { image: "a" } })],
    refused: [given({ pod: { image: "a" }, vault: { secretProviderClass: { management: "External" } } })],
  },
  "only-with-mount": {
    accepted: [vault({ mount: false }), vault({ env: { A: "a" }, mountPath: "/a" })],
    refused: [
      vault({ mount: false, env: { A: "a" } }),
      vault({ mount: false, mountPath: "/a" }),
      vault({ mount: false, envSecretName: "a" }),
      vault({ mount: false, syncedSecrets: {} }),
      vault({ mount: false, secretProviderClass: {} }),
    ],
  },
  "only-with-env": {
    accepted: [vault({ env: { A: "a" }, envSecretName: "a" }), vault({ env: {}, envSecretName: "a" })],
    refused: [vault({ envSecretName: "a" })],
  },
  "only-for-roles": {
    accepted: [vault({ roleScope: "Vault" }), vault({ permissionModel: "AccessPolicy" })],
    refused: [
      vault({ permissionModel: "AccessPolicy", roleScope: "Vault" }),
      vault({ grants: "External", roleScope: "Object" }),
    ],
  },
  "other-tenant": {
    accepted: [
      elsewhere({ tenantId: guid, grants: "External" }),
      elsewhere({ tenantId: later(guid), grants: "External" }),
      elsewhere({}),
    ],
    refused: [
      elsewhere({ tenantId: guid }),
      elsewhere({ tenantId: later(guid), grants: "Create" }),
      elsewhere({ tenantId: guid, grants: "External" }, { displayName: "Orders" }),
      vault({ tenantId: guid, grants: "External" }),
      given({
        userAssignedIdentity: { id: identityId },
        vault: { tenantId: guid, grants: "External" },
      }),
    ],
  },
  // The namespace is "shop": 253 characters, less two hyphens and a pod of at least 63.
  "pod-status-name": {
    accepted: [
      className(184),
      className(184, { management: "External" }),
      vault({ secretProviderClass: { name: later(a(184)) } }),
      named(a(50), { pod: { image: "a" }, vault: { secretProviderClass: { name: a(184) } } }),
      vault({ secretProviderClass: { name: unknown } }),
    ],
    refused: [
      className(185),
      className(185, { management: "External" }),
      vault({ secretProviderClass: { name: later(a(185)) } }),
      given({ namespace: later("shops"), vault: { secretProviderClass: { name: a(184) } } }),
      named(a(51), { pod: { image: "a" }, vault: { secretProviderClass: { name: a(184) } } }),
    ],
  },
};
