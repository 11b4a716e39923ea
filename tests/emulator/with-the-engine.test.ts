import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import type { Outcome } from "../engine/support/outcome";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { issuer, secretsUser, subscriptionId, tenantId, world } from "./world";

const account = (name: string) => ({
  manifest: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: "shop" } },
});

/** An application with all that hangs on it, and a patch of an account that is there. */
const program = (accountName: string) => `
import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as azuread from "@pulumi/azuread";
import * as kubernetes from "@pulumi/kubernetes";

const app = new azuread.Application("orders", { displayName: "orders" });
const principal = new azuread.ServicePrincipal("orders", { clientId: app.clientId });
for (const name of ["blue", "green"]) {
  new azuread.ApplicationFederatedIdentityCredential(name, {
    applicationId: app.id,
    displayName: name,
    audiences: ["api://AzureADTokenExchange"],
    issuer: ${JSON.stringify(issuer)},
    subject: "system:serviceaccount:" + name + ":orders",
  });
}
new authorization.RoleAssignment("orders", {
  principalId: principal.objectId,
  principalType: "ServicePrincipal",
  roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}",
  scope: "/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop",
});
new keyvault.AccessPolicy("orders", {
  resourceGroupName: "shop",
  vaultName: "kv-listed",
  policy: {
    tenantId: "${tenantId}",
    objectId: principal.objectId,
    permissions: { secrets: [keyvault.SecretPermissions.Get] },
  },
});
const there = kubernetes.core.v1.ServiceAccount.get("there", "shop/${accountName}");
new kubernetes.core.v1.ServiceAccountPatch("orders", {
  metadata: {
    name: there.metadata.name,
    namespace: "shop",
    annotations: { "azure.workload.identity/client-id": app.clientId },
  },
});
export const found = azuread.getServicePrincipalOutput({ clientId: principal.clientId }).objectId;
`;

describe("a program on the engine, with Entra and what was there before", function () {
  this.timeout(120_000);
  let cloud: Emulator;
  let workspace: Workspace;

  const moved = ({ steps }: Outcome) =>
    steps
      .filter(({ op }) => !["same", "refresh", "read"].includes(op))
      .map(({ op, type }) => `${op} ${type}`);
  const run = async (running: Promise<Outcome>) => {
    const outcome = await running;
    expect(outcome.exitCode, outcome.text).to.equal(0);
    return outcome;
  };

  before(async function () {
    // The engine may have to be built first.
    this.timeout(0);
    cloud = await startEmulator({ world: { ...world(), kubernetesObjects: [account("orders")] } });
    workspace = await createWorkspace({
      files: {
        "Pulumi.yaml": "name: entra\nruntime: nodejs\n",
        "package.json": '{ "main": "index.ts" }',
        "index.ts": program("orders"),
      },
      debugProviders: cloud.debugProviders,
    });
  });
  after(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  it("stops a preview at an account that is not there", async () => {
    workspace.write({ "index.ts": program("typo") });
    const preview = await workspace.preview();
    expect(preview.exitCode).not.to.equal(0);
    expect(preview.text).to.contain("resource 'shop/typo' does not exist");
    workspace.write({ "index.ts": program("orders") });
  });

  it("is previewed on an empty tenant", async () => {
    const preview = await run(workspace.preview());
    expect(moved(preview)).to.have.length(7);
    expect(cloud.entra).to.deep.equal([]);
  });

  it("is created, with a service principal that roles can be assigned to", async () => {
    const { outputs } = await run(workspace.up("--skip-preview"));
    const principal = cloud.entra.find(({ type }) => type.endsWith(":ServicePrincipal"));
    expect(outputs.found).to.equal(principal?.properties.objectId);
    expect(cloud.entra).to.have.length(4);
    expect(cloud.azure.map(({ type }) => type)).to.have.members([
      "azure-native:authorization:RoleAssignment",
      "azure-native:keyvault:AccessPolicy",
    ]);
    const [patched] = cloud.kubernetes;
    expect(patched?.properties).to.have.nested.property("metadata.annotations");
  });

  it("changes nothing the second time", async () => {
    expect(moved(await run(workspace.up("--skip-preview", "--expect-no-changes")))).to.deep.equal([]);
  });

  it("a refresh changes nothing but the inputs of the account that the program only reads", async () => {
    const refresh = await run(workspace.refresh());
    expect(refresh.summary).to.include({ update: 1, create: 0, delete: 0, replace: 0 });
    expect(refresh.text).to.match(/ServiceAccount there updated .*\[diff: \+apiVersion,kind,metadata\]/);
    expect(moved(await run(workspace.up("--skip-preview", "--expect-no-changes")))).to.deep.equal([]);
  });

  it("is destroyed, and leaves what was there", async () => {
    await run(workspace.destroy());
    expect(cloud.entra).to.deep.equal([]);
    expect(cloud.azure).to.deep.equal([]);
    expect(cloud.kubernetes.map(({ id }) => id)).to.deep.equal(["shop/orders"]);
    expect(cloud.kubernetes[0]?.properties).not.to.have.nested.property(
      "metadata.annotations.azure\\.workload\\.identity/client-id",
    );
  });
});
