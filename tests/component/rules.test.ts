import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { webhook } from "../../src/model/vocabulary";
import { takeOverIssues } from "../../src/pulumi/barrier";
import { formatReason, type Issue } from "../../src/rules/issue";
import type { Rule } from "../../src/rules/rule";
import { rules } from "../../src/rules/table";
import { MockCloud } from "./support/mock-cloud";
import { applicationClientId, identityId, orders } from "./support/orders";

type Args = Partial<KeyVaultWorkloadIdentityArgs>;

/** What the components of one program are given, in a cloud that answers so. */
interface Program {
  readonly components: readonly Args[];
  readonly answers?: Readonly<Record<string, unknown>>;
  /** The annotations of the service account that is there. */
  readonly annotations?: Readonly<Record<string, string>>;
}

const cluster = "azure-native:containerservice:getManagedCluster";
const vault = "azure-native:keyvault:getVault";
const config = "azure-native:authorization:getClientConfig";

const { clientIdAnnotation } = webhook;
const elsewhere = "/subscriptions/00000000-0000-0000-0000-00000000cccc/resourceGroups/g/providers";
const here = elsewhere.replace("cccc", "aaaa");
const oidcIssuerProfile = { enabled: true, issuerURL: "https://issuer.example.com/aks/" };
const addon = { enabled: true, config: { enableSecretRotation: "true" } };
const healthy = {
  oidcIssuerProfile,
  securityProfile: { workloadIdentity: { enabled: true } },
  addonProfiles: { azureKeyvaultSecretsProvider: addon },
};
const openVault = {
  enableRbacAuthorization: true,
  tenantId: "00000000-0000-0000-0000-00000000bbbb",
  publicNetworkAccess: "Enabled",
  networkAcls: { defaultAction: "Allow" },
};
const aks = (changes: object): Program => ({
  components: [{}],
  answers: { [cluster]: { ...healthy, ...changes } },
});
const keyVault = (changes: object, ...components: Args[]): Program => ({
  components: components.length > 0 ? components : [{}],
  answers: { [vault]: { properties: { ...openVault, ...changes } } },
});
const of = (...components: Args[]): Program => ({ components });
const vaults = (properties: object): Args => ({
  keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { a: {} }, ...properties } },
});
const created = (name: string, more: object = {}): Args => ({
  userAssignedIdentity: { resourceGroupName: "shop", name, ...more },
});
const vaultId = `${here}/Microsoft.KeyVault/vaults/kv-shop`;
const vaultById = (id: string, properties: object = {}): Args => ({
  keyVaults: { "kv-shop": { id, objects: { a: {} }, ...properties } },
});
const otherTenant = "00000000-0000-0000-0000-00000000cccc";
/** A multi-tenant application and a vault of another tenant. */
const foreign = (vault: object): Args => ({
  userAssignedIdentity: undefined,
  application: { clientId: applicationClientId },
  ...vaults({ tenantId: otherTenant, grants: "External", ...vault }),
});
const account = (name: string, changes: Args = {}): Args => ({
  serviceAccount: { name },
  keyVaults: undefined,
  ...changes,
});
const annotated = (name: string): Args => account(name, { serviceAccount: { name, management: "Annotate" } });
const clusters = (prefix: string, count: number): Args => ({
  serviceAccount: { name: prefix },
  userAssignedIdentity: { id: identityId },
  keyVaults: undefined,
  clusters: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `c${index}`,
      { oidcIssuerUrl: `https://issuer.example.com/${prefix}${index}` },
    ]),
  ),
});
const one = { oidcIssuerUrl: "https://issuer.example.com/one" };
const sharing = (changes: Args): Args => ({
  userAssignedIdentity: { id: identityId },
  keyVaults: undefined,
  ...changes,
});
/** Key Vault Secrets User on each of these. */
const secretsOn = (...scopes: pulumi.Input<string>[]): Args["roleAssignments"] =>
  Object.fromEntries(scopes.map((scope, index) => [`r${index}`, { scope, role: "Key Vault Secrets User" }]));
const missing = new Error('Status=404 Code="ResourceNotFound"');
const broken = new Error('Status=500 Code="InternalServerError"');
const unexpected = new Error("the provider stopped");
const envVault = vaults({ env: { A: "a" } });

/** The rules that the inputs alone cannot break, each on both sides. */
const programs: Readonly<Record<string, { accepted: readonly Program[]; refused: readonly Program[] }>> = {
  found: {
    accepted: [
      of({}),
      { components: [{}], answers: { [vault]: missing } },
      { components: [{}], answers: { [vault]: broken } },
    ],
    refused: [
      { components: [{}], answers: { [cluster]: unexpected } },
      {
        components: [{ userAssignedIdentity: undefined, application: { clientId: applicationClientId } }],
        answers: {
          "azuread:index/getServicePrincipal:getServicePrincipal": new Error("No service principal found"),
        },
      },
    ],
  },
  "provider-subscription": {
    accepted: [of({})],
    refused: [{ components: [{}], answers: { [config]: { subscriptionId: "", tenantId: "t" } } }],
  },
  "issuer-on": {
    accepted: [aks({})],
    refused: [
      aks({ oidcIssuerProfile: undefined }),
      aks({ oidcIssuerProfile: { ...oidcIssuerProfile, enabled: false } }),
      aks({ oidcIssuerProfile: { enabled: true, issuerURL: "" } }),
    ],
  },
  "live-issuer": {
    accepted: [aks({})],
    refused: [aks({ oidcIssuerProfile: { enabled: true, issuerURL: "http://issuer.example.com/" } })],
  },
  "cluster-subscription": {
    accepted: [of({ clusters: { aks: { id: `${here}/Microsoft.ContainerService/managedClusters/aks` } } })],
    refused: [
      of({ clusters: { aks: { id: `${elsewhere}/Microsoft.ContainerService/managedClusters/aks` } } }),
    ],
  },
  "identity-subscription": {
    accepted: [of({ userAssignedIdentity: { id: identityId } })],
    refused: [
      of({
        userAssignedIdentity: { id: `${elsewhere}/Microsoft.ManagedIdentity/userAssignedIdentities/abc` },
      }),
    ],
  },
  "vault-subscription": {
    accepted: [
      of({ keyVaults: { kv: { id: `${elsewhere}/Microsoft.KeyVault/vaults/kv-shop`, objects: { a: {} } } } }),
    ],
    refused: [
      of({
        keyVaults: {
          kv: {
            id: `${elsewhere}/Microsoft.KeyVault/vaults/kv-shop`,
            permissionModel: "AccessPolicy",
            objects: { a: {} },
          },
        },
      }),
    ],
  },
  "vault-permission-model": {
    accepted: [
      keyVault({}),
      keyVault({ enableRbacAuthorization: false }, vaults({ permissionModel: "AccessPolicy" })),
    ],
    refused: [
      keyVault({ enableRbacAuthorization: false }),
      keyVault({ enableRbacAuthorization: undefined }),
      keyVault({}, vaults({ permissionModel: "AccessPolicy" })),
    ],
  },
  "vault-both-models": {
    accepted: [
      keyVault({}),
      keyVault({ enableRbacAuthorization: false }, vaults({ permissionModel: "AccessPolicy" })),
    ],
    refused: [true, false].map((enableRbacAuthorization) =>
      keyVault({ enableRbacAuthorization }, vaults({ permissionModel: "Both" })),
    ),
  },
  "assigned-once": {
    accepted: [
      of(vaultById(vaultId), sharing({ roleAssignments: secretsOn(vaultId) })),
      of({ ...vaultById(vaultId), roleAssignments: secretsOn(`${here}/Microsoft.KeyVault/vaults/other`) }),
      of({ ...vaultById(vaultId), roleAssignments: secretsOn(`${vaultId}/secrets/a`) }),
      of({ ...vaultById(vaultId), roleAssignments: { one: { scope: vaultId, role: "Key Vault Reader" } } }),
      of({ ...vaultById(vaultId, { grants: "External" }), roleAssignments: secretsOn(vaultId) }),
      of(sharing({ roleAssignments: secretsOn(`${vaultId}/secrets/a`, `${vaultId}/secrets/b`) })),
    ],
    refused: [
      of({ ...vaultById(vaultId), roleAssignments: secretsOn(vaultId.toUpperCase()) }),
      of({ ...vaultById(vaultId, { permissionModel: "Both" }), roleAssignments: secretsOn(vaultId) }),
      of({
        ...vaultById(vaultId, { roleScope: "Object" }),
        roleAssignments: secretsOn(`${vaultId}/secrets/A`),
      }),
      of(sharing(vaultById(vaultId)), sharing({ roleAssignments: secretsOn(vaultId) })),
      of(sharing({ roleAssignments: secretsOn(vaultId) }), sharing(vaultById(vaultId))),
      of(sharing({ roleAssignments: secretsOn(vaultId, vaultId) })),
      of(
        sharing({ roleAssignments: secretsOn(here.replace(/\/providers$/, "")) }),
        sharing({
          roleAssignments: {
            other: {
              scope: here.replace(/\/providers$/, ""),
              role: "/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
            },
          },
        }),
      ),
    ],
  },
  "vault-tenant": {
    accepted: [keyVault({ tenantId: "00000000-0000-0000-0000-00000000BBBB" })],
    refused: [keyVault({ tenantId: "00000000-0000-0000-0000-00000000cccc" })],
  },
  "declared-tenant": {
    accepted: [keyVault({ tenantId: otherTenant }, foreign({}))],
    refused: [
      keyVault({}, foreign({})),
      keyVault({ tenantId: otherTenant }, foreign({ tenantId: applicationClientId })),
    ],
  },
  "assumed-tenant": {
    accepted: [
      of(vaultById(vaultId)),
      of(foreign({ id: `${elsewhere}/Microsoft.KeyVault/vaults/kv-shop`, resourceGroupName: undefined })),
    ],
    refused: [of(vaultById(`${elsewhere}/Microsoft.KeyVault/vaults/kv-shop`))],
  },
  "vault-cloud": {
    accepted: [
      keyVault({ vaultUri: "https://kv-shop.vault.azure.net/" }),
      keyVault({ vaultUri: "https://kv-shop.vault.usgovcloudapi.net/" }, { cloud: "AzureUSGovernmentCloud" }),
      keyVault({ vaultUri: "https://KV-shop.vault.azure.cn" }, { cloud: "AzureChinaCloud" }),
      keyVault({ vaultUri: "https://kv-shop.vault.local.azurestack.external/" }),
    ],
    refused: [
      keyVault({ vaultUri: "https://kv-shop.vault.azure.net/" }, { cloud: "AzureChinaCloud" }),
      keyVault({ vaultUri: "https://kv-shop.vault.usgovcloudapi.net/" }),
      keyVault({ vaultUri: "https://kv-shop.vault.azure.cn:443/" }),
    ],
  },
  "shared-credential-count": {
    accepted: [of(clusters("a", 10), clusters("b", 10))],
    refused: [of(clusters("a", 10), clusters("b", 11))],
  },
  "identity-created-once": {
    accepted: [
      of(created("id-a"), created("id-b")),
      of(created("id-a"), created("id-a", { resourceGroupName: "other" })),
    ],
    refused: [of(created("id-a"), created("ID-a"))],
  },
  "federated-once": {
    accepted: [
      of(sharing({ clusters: { one } }), sharing({ clusters: { one }, namespace: "other" })),
      of({ clusters: { one, two: { oidcIssuerUrl: `${one.oidcIssuerUrl}/` } } }),
    ],
    refused: [
      of({ clusters: { one, same: one } }),
      of(
        sharing({ clusters: { one } }),
        sharing({ clusters: { one }, serviceAccount: { name: "component-0", management: "External" } }),
      ),
    ],
  },
  "granted-once": {
    accepted: [
      of(vaults({}), { ...vaults({}), serviceAccount: { name: "other" } }),
      of(sharing(vaults({})), sharing({ ...vaults({ grants: "External" }), clusters: undefined })),
    ],
    refused: [
      of(sharing(vaults({})), sharing({ ...vaults({}), clusters: undefined })),
      of(sharing(vaultById(vaultId)), sharing({ ...vaultById(vaultId.toUpperCase()), clusters: undefined })),
    ],
  },
  "external-grants": {
    accepted: [
      of(sharing(vaults({})), sharing({ ...vaults({ grants: "External" }), clusters: undefined })),
      of(sharing(vaults({ grants: "External" }))),
    ],
    refused: [
      of(
        sharing(vaults({})),
        sharing({
          ...vaults({ grants: "External", objects: { a: { objectType: "key" } } }),
          clusters: undefined,
        }),
      ),
    ],
  },
  "own-name": {
    accepted: [of(account("a"), account("b")), of(account("a"), account("a", { namespace: "other" }))],
    refused: [
      of(account("a"), account("a")),
      of(vaults({ secretProviderClass: { name: "a" } }), vaults({ secretProviderClass: { name: "a" } })),
      of(
        vaults({ syncedSecrets: { s: { data: { k: "a" } } } }),
        vaults({ syncedSecrets: { s: { data: { k: "a" } } } }),
      ),
    ],
  },
  "annotated-once": {
    accepted: [of(annotated("a"), annotated("b"))],
    refused: [of(annotated("a"), annotated("a"))],
  },
  "own-annotations": {
    accepted: [
      of(annotated("a")),
      { ...of(annotated("a")), annotations: { "example.com/owner": "shop" } },
      {
        ...of({ ...annotated("a"), userAssignedIdentity: { id: identityId } }),
        annotations: { [clientIdAnnotation]: applicationClientId },
      },
    ],
    refused: [
      { ...of(annotated("a")), annotations: { [clientIdAnnotation]: applicationClientId } },
      {
        ...of({ ...annotated("a"), userAssignedIdentity: { id: identityId } }),
        annotations: { [clientIdAnnotation]: "00000000-0000-0000-0000-00000000ffff" },
      },
    ],
  },
  "workload-identity-on": {
    accepted: [aks({})],
    refused: [
      aks({ securityProfile: undefined }),
      aks({ securityProfile: { workloadIdentity: { enabled: false } } }),
    ],
  },
  "csi-driver-on": {
    accepted: [aks({}), { ...aks({ addonProfiles: {} }), components: [{ keyVaults: undefined }] }],
    refused: [
      aks({ addonProfiles: undefined }),
      aks({ addonProfiles: { azureKeyvaultSecretsProvider: { enabled: false } } }),
    ],
  },
  "secret-sync-on": {
    accepted: [{ ...aks({}), components: [envVault] }, aks({ addonProfiles: {} })],
    refused: [{ ...aks({ addonProfiles: {} }), components: [envVault] }],
  },
  "rotation-on": {
    accepted: [
      aks({}),
      {
        ...aks({ addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } } }),
        components: [vaults({ objects: { a: { objectVersion: "0".repeat(32) } } })],
      },
    ],
    refused: [
      aks({ addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } } }),
      aks({
        addonProfiles: {
          azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "false" } },
        },
      }),
    ],
  },
  "vault-public-access": {
    accepted: [keyVault({})],
    refused: [keyVault({ publicNetworkAccess: "Disabled" })],
  },
  "vault-firewall": {
    accepted: [keyVault({})],
    refused: [keyVault({ networkAcls: { defaultAction: "Deny" } })],
  },
};

/** What a preview reports of a program: issues, and notices as they are logged. */
async function reported({
  components,
  answers = {},
  annotations,
}: Program): Promise<{ issues: Issue[]; notices: string[] }> {
  const cloud = new MockCloud();
  for (const [token, answer] of Object.entries(answers)) {
    if (answer instanceof Error) cloud.refuse(token, answer.message);
    else cloud.answers[token] = () => answer;
  }
  if (annotations) cloud.existing.ServiceAccount = { metadata: { annotations } };
  await cloud.enter(true);
  const notices: string[] = [];
  const log = pulumi.log as { warn: (text: string) => void; info: (text: string) => void };
  const { warn, info } = log;
  log.warn = log.info = (text) => void notices.push(text);
  try {
    const made = components.map((args, index) => {
      const component = new KeyVaultWorkloadIdentity(`component-${index}`, orders(args));
      return takeOverIssues(component);
    });
    return { issues: (await Promise.all(made)).flat(), notices };
  } finally {
    Object.assign(log, { warn, info });
  }
}

/** Whether a logged notice is of the rule: its sentence, whatever its placeholders stand for. */
function isOf({ message = "" }: Rule, text: string): boolean {
  const shape = message.split(/<\w+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`: ${shape.join(".*")}`).test(text);
}

describe("the rules that are checked live or across components", () => {
  const table = Object.values(rules).flat();

  for (const [id, { accepted, refused }] of Object.entries(programs)) {
    const rule = table.find((one) => one.id === id);
    const breaks = async (program: Program) => {
      const { issues, notices } = await reported(program);
      const sentences = [...issues.map(formatReason), ...notices];
      // The names of a driver that the user installed are not known.
      for (const sentence of sentences) expect(sentence).not.to.match(/<(?!release|chart)\w+>/);
      if (!rule?.severity) return issues.some((issue) => issue.rule === id);
      return notices.some((text) => isOf(rule, text));
    };

    it(`accept and refuse the cases of rule ${id}`, async () => {
      expect(accepted).not.to.deep.equal([]);
      expect(refused).not.to.deep.equal([]);
      for (const program of accepted) expect(await breaks(program), JSON.stringify(program)).to.equal(false);
      for (const program of refused) expect(await breaks(program), JSON.stringify(program)).to.equal(true);
    });
  }

  it("have cases for every rule", () => {
    const later = table.filter(({ checked }) => checked === "live" || checked === "across components");
    // Their cases need transformations, transformed-access.test.ts, and resources, shared-identity.test.ts.
    const elsewhere = ["registered-as-declared", "maybe-assigned"];
    const here = later.filter(({ id }) => !elsewhere.includes(id));
    expect(here.map(({ id }) => id).sort()).to.deep.equal(Object.keys(programs).sort());
  });
});
