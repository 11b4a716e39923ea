import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { judge, smallInput, useProject } from "./input";

const guid = "00000000-0000-0000-0000-000000000001";
const identityId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
const clusterId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters`;
const vaultId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.KeyVault/vaults`;
const a = (length: number) => "a".repeat(length);

interface Property {
  /** The property in the input, for the messages. */
  readonly path: string;
  /** An input that is right but for this value. */
  readonly given: (value: unknown) => object;
  readonly accepted: readonly unknown[];
  readonly refused: readonly unknown[];
  /** Decides what is created: it may not arrive later. */
  readonly plain?: true;
  /** Decides who can read what: it may not be a secret. */
  readonly name?: true;
}

const identity = (group: object) => ({ ...smallInput({}), ...group });
const application = (group: object) => identity({ userAssignedIdentity: undefined, application: group });
const existing = (id: unknown) => identity({ userAssignedIdentity: { id } });
const vault = (group: object) => smallInput({ vault: group });
const serviceAccount = (group: object) => smallInput({ serviceAccount: group });
const pod = (group: object) => smallInput({ pod: { image: "busybox", ...group } });
const ofVault = (name: string, group: Record<string, unknown> = {}) => ({
  path: `keyVaults.kv1.${name}`,
  given: (value: unknown) => vault({ ...group, [name]: value }),
});

/** Shortest, longest, one over, wrong case, wrong type. */
const properties: Property[] = [
  {
    path: "application.displayName",
    given: (displayName) => application({ displayName }),
    accepted: ["a", a(120), "Orders, of the shop"],
    refused: ["", " ", a(121), 7, null, ["a"], { a: "a" }],
    name: true,
  },
  {
    path: "application.owners",
    given: (owners) => application({ displayName: "a", owners }),
    accepted: [[], [guid], [guid, guid.toUpperCase()]],
    refused: [guid, { a: guid }, ["orders@example.com"], [`${guid}0`], [null], null],
  },
  {
    path: "application.clientId",
    given: (clientId) => application({ clientId }),
    accepted: [guid, "ABCDEFAB-89AB-CDEF-0123-456789ABCDEF"],
    refused: ["", "orders", `${guid}0`, guid.slice(1), `{${guid}}`, `/applications/${guid}`, 7, null],
    name: true,
  },
  {
    path: "userAssignedIdentity.id",
    given: existing,
    accepted: [`${identityId}/abc`, `${identityId}/${a(128)}`, `${identityId}/abc`.toUpperCase()],
    refused: [
      "",
      "id-orders",
      guid,
      `${identityId}/`,
      `${identityId}/abc/federatedIdentityCredentials/d`,
      identityId.replace("userAssignedIdentities", "identities"),
      `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/abc`,
      `${identityId}/ab`,
      `${identityId}/${a(129)}`,
      `${identityId}/abc\n`,
      `${identityId.replace(guid, "s")}/abc`,
      `${identityId.replace("/g/", "/g./")}/abc`,
      7,
      null,
    ],
    name: true,
  },
  {
    path: "namespace",
    given: (namespace) => smallInput({ namespace }),
    accepted: ["a", a(63)],
    refused: ["", a(64), "Shop", "a.b", 7, null, undefined],
    name: true,
  },
  {
    path: "serviceAccount.name",
    given: (name) => serviceAccount({ name }),
    accepted: ["a", a(253), "orders.shop"],
    refused: ["", a(254), "Orders", 7, null],
    name: true,
  },
  {
    path: "clusters.aks.resourceGroupName",
    given: (resourceGroupName) => smallInput({ cluster: { resourceGroupName } }),
    accepted: ["a", a(90)],
    refused: ["", a(91), "a.", 7, null],
    name: true,
  },
  {
    path: "clusters.aks.name",
    given: (name) => smallInput({ cluster: { name } }),
    accepted: ["a", a(63)],
    refused: ["", a(64), "-a", 7, null],
    name: true,
  },
  {
    path: "clusters.aks.id",
    given: (id) => smallInput({ clusters: { aks: { id } } }),
    accepted: [`${clusterId}/a`, `${clusterId}/${a(63)}`],
    refused: ["", "aks", `${clusterId}/`, `${clusterId}/-a`, `${clusterId}/${a(64)}`, 7, null],
    name: true,
  },
  {
    path: "clusters.aks.oidcIssuerUrl",
    given: (oidcIssuerUrl) => smallInput({ clusters: { aks: { oidcIssuerUrl } } }),
    accepted: ["https://a.example/b/"],
    refused: ["", "a", "http://a", "https://a\u0000", 7, null],
    name: true,
  },
  {
    path: "userAssignedIdentity.resourceGroupName",
    given: (resourceGroupName) => smallInput({ identity: { resourceGroupName } }),
    accepted: ["a", a(90)],
    refused: ["", a(91), "a/b", 7, null],
    name: true,
  },
  {
    path: "userAssignedIdentity.name",
    given: (name) => smallInput({ identity: { name } }),
    accepted: ["abc", a(128)],
    refused: ["", "ab", a(129), 7, null],
    name: true,
  },
  {
    path: "keyVaults.kv1.resourceGroupName",
    given: (resourceGroupName) => vault({ resourceGroupName }),
    accepted: ["a", a(90)],
    refused: ["", a(91), "a/b", 7, null],
    name: true,
  },
  {
    path: "keyVaults.kv1.name",
    given: (name) => vault({ name }),
    accepted: ["abc", a(24)],
    refused: ["", "ab", a(25), "a--b", 7, null],
    name: true,
  },
  {
    path: "keyVaults.kv1.id",
    given: (id) => smallInput({ keyVaults: { kv1: { id, objects: { a: {} } } } }),
    accepted: [`${vaultId}/abc`, `${vaultId}/${a(24)}`],
    refused: ["", "kv", `${vaultId}/ab`, `${vaultId}/a--b`, `${vaultId}/abc/secrets/a`, 7, null],
    name: true,
  },
  {
    path: "serviceAccount.management",
    given: (management) => serviceAccount({ management }),
    accepted: ["Create", "Annotate", "External"],
    refused: ["", "create", "EXTERNAL", "Patch", 7, null, true],
    plain: true,
  },
  {
    path: "serviceAccount.tokenExpirationSeconds",
    given: (tokenExpirationSeconds) => serviceAccount({ tokenExpirationSeconds }),
    accepted: [3600, 86400, 7200],
    refused: [3599, 86401, 3600.5, 0, -3600, Number.NaN, Number.POSITIVE_INFINITY, "3600", null],
  },
  {
    ...ofVault("permissionModel"),
    accepted: ["AzureRbac", "AccessPolicy"],
    refused: ["", "azureRbac", "RBAC", "accesspolicy", 7, null, true],
    plain: true,
  },
  {
    ...ofVault("grants"),
    accepted: ["Create", "External"],
    refused: ["", "external", "Annotate", false, null],
    plain: true,
  },
  {
    ...ofVault("roleScope"),
    accepted: ["Vault", "Object"],
    refused: ["", "vault", "Secret", 7, null],
    plain: true,
  },
  {
    ...ofVault("mount"),
    accepted: [true, false],
    refused: ["true", "false", "", 0, 1, null, {}],
    plain: true,
  },
  {
    path: "keyVaults.kv1.secretProviderClass.management",
    given: (management) => vault({ secretProviderClass: { management } }),
    accepted: ["Create", "External"],
    refused: ["", "external", "Annotate", null, true],
    plain: true,
  },
  {
    path: "keyVaults.kv1.secretProviderClass.name",
    given: (name) => vault({ secretProviderClass: { name } }),
    accepted: ["a", a(184), "orders.kv-1"],
    refused: ["", a(254), "Orders", "orders_kv", 7, null],
    name: true,
  },
  {
    path: "keyVaults.kv1.mountPath",
    given: (mountPath) => vault({ mountPath }),
    accepted: ["/a", "/mnt/Secrets", "C:\\secrets", "c:/secrets", `/${a(1023)}`],
    refused: ["", "a", "./a", "/a:b", "/", "/a/../b", "/a\n", `/${a(1024)}`, 7, null],
  },
  {
    path: "keyVaults.kv1.syncedSecrets.s.type",
    given: (type) => vault({ syncedSecrets: { s: { type, data: { a: "a" } } } }),
    accepted: ["Opaque", "example.com/own", "constructor"],
    refused: [7, null, true, ["Opaque"], { toString: 1, valueOf: 1 }],
    plain: true,
  },
  {
    path: "keyVaults.kv1.syncedSecrets.s.labels",
    given: (labels) => vault({ syncedSecrets: { s: { data: { a: "a" }, labels } } }),
    accepted: [{}, { app: a(63) }, { "example.com/app": "" }],
    refused: [{ app: a(64) }, { app: "-" }, { "a b": "c" }, { app: 7 }, ["app"], "app", null],
  },
  {
    path: "keyVaults.kv1.syncedSecrets.s.annotations",
    given: (annotations) => vault({ syncedSecrets: { s: { data: { a: "a" }, annotations } } }),
    accepted: [{}, { "example.com/app": "any text: ä" }],
    refused: [{ "a b": "c" }, { app: 7 }, ["app"], null],
  },
  {
    path: "pod.image",
    given: (image) => pod({ image }),
    accepted: ["busybox", "registry.k8s.io/e2e-test-images/busybox:1.29-4", `a@sha256:${a(64)}`],
    refused: ["", " ", "busy box", "busybox\n", 7, null, undefined],
  },
  {
    path: "pod.command",
    given: (command) => pod({ command }),
    accepted: [[], ["sleep", "10000"], ["sh", "-c", "sleep 1; sleep 2"]],
    refused: ["sleep 10000", [7], [null], {}, null],
  },
  {
    path: "pod.os",
    given: (os) => pod({ os }),
    accepted: ["Linux", "Windows"],
    refused: ["", "linux", "windows", "macOS", 7, null],
    plain: true,
  },
  {
    path: "cloud",
    given: (cloud) => smallInput({ cloud }),
    accepted: ["AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud"],
    refused: ["", "azurepubliccloud", "AzureGermanCloud", "AzureCloud", 7, null],
    plain: true,
  },
];

describe("each property", () => {
  before(useProject);

  for (const { path, given, accepted, refused, plain, name } of properties) {
    const issuesAt = async (value: unknown) => {
      const { issues } = await judge(given(value));
      return { issues, own: issues.filter((issue) => issue.path.startsWith(path)) };
    };

    it(`${path} is accepted up to its bounds, and refused beyond them`, async () => {
      for (const value of accepted) {
        expect((await issuesAt(value)).issues, JSON.stringify(value)).to.deep.equal([]);
      }
      for (const value of refused) {
        const { issues, own } = await issuesAt(value);
        expect(own, JSON.stringify(value)).to.have.length(1);
        expect(issues, JSON.stringify(value)).to.deep.equal(own);
      }
    });

    const [right] = accepted;
    const wrong = refused.find((value) => typeof value === "string" && value !== "") ?? refused[0];
    if (plain) {
      it(`${path} may be neither an Output nor a secret`, async () => {
        for (const later of [pulumi.output(right), pulumi.secret(right), pulumi.output(pulumi.unknown)]) {
          const { own } = await issuesAt(later);
          expect(own[0]?.expected).to.equal("known in the preview, without an Output or a secret");
        }
      });
    } else {
      it(`${path} may arrive later: then it is checked, and not told where it is secret`, async () => {
        expect((await issuesAt(pulumi.output(right))).issues).to.deep.equal([]);
        expect((await issuesAt(pulumi.output(pulumi.unknown))).issues).to.deep.equal([]);
        expect((await issuesAt(pulumi.output(wrong))).own).to.have.length(1);
        const secret = (await issuesAt(pulumi.secret(wrong))).own;
        expect(secret.map(({ received }) => received)).to.include("a secret value");
      });
      it(`${path} ${name ? "is never a secret" : "may be a secret"}`, async () => {
        const { issues } = await issuesAt(pulumi.secret(right));
        expect(issues.map((issue) => [issue.path, issue.expected])).to.deep.equal(
          name ? [[path, "no secret"]] : [],
        );
      });
    }
  }
});
