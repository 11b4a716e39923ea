import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { KeyVaultWorkloadIdentityArgs } from "../../src";
import { KeyVaultWorkloadIdentity } from "../../src";
import { roleAssignmentName } from "../../src/model/names";
import { failure } from "./support/failure";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, made, orders, subscription } from "./support/orders";
import { prose } from "./support/prose";

type Args = KeyVaultWorkloadIdentityArgs;

const group = `${subscription}/resourceGroups/shop`;
const account = `${group}/providers/Microsoft.Storage/storageAccounts/stshop`;
const blobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const custom = "0a1b2c3d-0000-4000-8000-000000000001";
const principalId = "00000000-0000-0000-0000-0000000b1ec7";
const reads = { scope: account, role: "Storage Blob Data Reader" };

const withRoles = (roleAssignments: Args["roleAssignments"], changes: Partial<Args> = {}) =>
  orders({ keyVaults: undefined, roleAssignments, ...changes });

describe("an entry of roleAssignments", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  it("assigns the role to the identity, in a component without any vault", async () => {
    await made("orders", withRoles({ storage: reads }));
    expect(cloud.children).to.deep.equal([
      "FederatedIdentityCredential orders-credential-aks-prod",
      "RoleAssignment orders-role-storage",
      "ServiceAccount orders-service-account",
      "UserAssignedIdentity orders-identity",
    ]);
    expect(cloud.of("RoleAssignment")[0]?.inputs).to.deep.equal({
      scope: account,
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${blobReader}`,
      roleAssignmentName: roleAssignmentName(account, blobReader, principalId),
      description:
        'Service account "orders" in namespace "shop" can list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader).',
    });
    expect(cloud.createdFirst).to.include("orders-role-storage");
  });

  it("is there before the pods that use the outputs", async () => {
    const component = await made("orders", orders({ roleAssignments: { storage: reads } }));
    expect(cloud.dependencies["orders-secret-provider-class-kv-shop"]).to.include("orders-role-storage");
    expect(prose(await awaited(component.trust))).to.include(
      '\nlist and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader on Microsoft.Storage/storageAccounts "stshop" in resource group "shop")\n',
    );
  });

  it("takes the role definition of the scope's subscription, and none for a management group", async () => {
    const elsewhere = "/subscriptions/00000000-0000-0000-0000-00000000cccc";
    const managementGroup = "/providers/Microsoft.Management/managementGroups/shops";
    await made(
      "orders",
      withRoles({
        elsewhere: { scope: `${elsewhere}/resourceGroups/hub`, role: custom },
        everywhere: {
          scope: managementGroup,
          role: `${elsewhere}/providers/Microsoft.Authorization/roleDefinitions/${custom}`,
        },
      }),
    );
    expect(cloud.of("RoleAssignment").map(({ inputs }) => inputs.roleDefinitionId)).to.have.members([
      `${elsewhere}/providers/Microsoft.Authorization/roleDefinitions/${custom}`,
      `/providers/Microsoft.Authorization/roleDefinitions/${custom}`,
    ]);
  });

  it("is in the access summary with its scope, as wide as that is", async () => {
    const { trust } = await made(
      "orders",
      withRoles({
        a: { scope: `${account}/blobServices/default/containers/orders`, role: "Storage Blob Data Reader" },
        b: { scope: group, role: "AcrPull" },
        c: { scope: subscription, role: custom },
        d: { scope: "/providers/Microsoft.Management/managementGroups/shops", role: "AcrPull" },
        e: {
          scope: `${group.replace("aaaa/", "cccc/")}/providers/Microsoft.ServiceBus/namespaces/sb`,
          role: custom,
        },
        f: { scope: `${group}/providers/Microsoft.KeyVault/vaults/kv-keys`, role: "Key Vault Secrets User" },
      }),
    );
    const lines = prose(await awaited(trust))
      .split("\n")
      .slice(2, 8);
    expect(lines).to.deep.equal([
      'list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader on Microsoft.Storage/storageAccounts/blobServices/containers "stshop/default/orders" in resource group "shop")',
      'pull images (role AcrPull on everything in resource group "shop")',
      `do what role definition "${custom}" allows on everything in subscription "00000000-0000-0000-0000-00000000aaaa"`,
      'pull images (role AcrPull on everything in management group "shops")',
      `do what role definition "${custom}" allows on Microsoft.ServiceBus/namespaces "sb" in resource group "shop" of subscription "00000000-0000-0000-0000-00000000cccc"`,
      'list and read every secret in vault "kv-keys", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    ]);
  });

  it("looks up the service principal of an existing application, which it needs", async () => {
    cloud.refuse("azuread:index/getServicePrincipal:getServicePrincipal", "No service principal found");
    const application = { clientId: applicationClientId };
    const args = withRoles({ storage: reads }, { userAssignedIdentity: undefined, application });
    expect((await failure(() => new KeyVaultWorkloadIdentity("orders", args))).message).to.include(
      "az ad sp create --id",
    );
  });
});

describe("entries of roleAssignments on a resource of the same program, in a first preview", () => {
  it("say in words what is not known yet, and warn where two may be the same", async () => {
    const cloud = new MockCloud();
    await cloud.enter(true);
    const { warn } = pulumi.log;
    const warnings: string[] = [];
    Object.assign(pulumi.log, { warn: async (text: string) => void warnings.push(text) });
    try {
      const created = new StorageAccount("st", {
        resourceGroupName: "shop",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
      });
      const scope = pulumi.interpolate`${created.id}/blobServices/default/containers/orders`;
      const role = "Storage Blob Data Reader";
      const component = new KeyVaultWorkloadIdentity(
        "orders",
        withRoles({ all: { scope: created.id, role }, one: { scope, role } }),
      );
      expect(prose(await awaited(component.trust))).to.include('on a scope not known yet (key "all"))\n');
      expect(warnings.filter((text) => text.startsWith("roleAssignments"))).to.deep.equal([
        "roleAssignments.one: roleAssignments.all assigns the same role to the same identity on the same resource or a part of it; which, is known only after the update. If the scopes are the same, remove one of the two: Azure takes a role assignment once.",
      ]);
    } finally {
      Object.assign(pulumi.log, { warn });
    }
  });
});
