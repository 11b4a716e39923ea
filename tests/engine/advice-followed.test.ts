import { expect } from "chai";
import { parse, stringify } from "yaml";
import type { Emulator } from "../../emulator";
import { ProviderClient } from "../emulator/provider-client";
import { moves, succeeded } from "../examples/support/example";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { runCommands } from "./support/commands";
import { expectAgreement, once, recorded, type Thing, things } from "./support/lost";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";
import type { Workspace } from "./support/workspace";

type Args = Record<string, unknown>;

const subscription = "/subscriptions/8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10";
const group = `${subscription}/resourceGroups/shop`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`;
const principalId = "00000000-0000-4000-8000-0000000b1ec7";
const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

const textOf = ({ diagnostics }: Outcome) =>
  diagnostics
    .filter(({ severity }) => severity === "warning" || severity === "error" || severity === "info")
    .map(({ message }) => message)
    .join("\n");

const onVault = (changes: object): Args => {
  const { keyVaults } = ordersArgs();
  return { keyVaults: { "kv-shop": { ...keyVaults["kv-shop"], ...changes } } };
};
const program = (changes: Args = {}) => yamlProgram({ ...ordersArgs(), ...changes });

describe("advice, followed to the end", function () {
  this.timeout(600_000);
  let cloud: Emulator;
  const open = cloudForEachTest(
    () => {
      const world = ordersWorld();
      const issuer = world.clusters[0]?.oidcIssuer?.issuerURL ?? "";
      const theirs = { name: "theirs", issuer, subject: "system:serviceaccount:shop:orders" };
      const identity = { resourceGroupName: "shop", name: "id-orders", clientId: principalId, principalId };
      return { ...world, identities: [{ ...identity, credentials: [theirs] }] };
    },
    (started) => {
      cloud = started;
    },
  );

  const failed = (outcome: Outcome): string => {
    expect(outcome.exitCode, outcome.text).not.to.equal(0);
    return textOf(outcome);
  };
  const update = async (workspace: Workspace, changes: Args = {}) => {
    workspace.write(program(changes));
    return workspace.up("--skip-preview");
  };
  const ofKind = (kind: string) =>
    cloud.azure.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ id }) => id);

  it("a role that another owner assigned stays with External; deleted, if both agree, it is created again", async () => {
    const azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    const theirs = await azure.create("azure-native:authorization:RoleAssignment", "theirs", {
      scope: `${group}/providers/Microsoft.KeyVault/vaults/kv-shop`,
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
    });
    azure.close();
    const existing = { userAssignedIdentity: { id: identityId }, clusters: undefined };
    const workspace = await open(program(existing));
    const text = failed(await workspace.up("--skip-preview"));
    expect(text.indexOf("`grants: External`")).to.be.within(0, text.indexOf("az role assignment delete"));
    succeeded(await update(workspace, { ...existing, ...onVault({ grants: "External" }) }));
    expect(ofKind("RoleAssignment")).to.deep.equal([theirs.id]);
    expect(runCommands(cloud, text)).to.deep.equal(["az role assignment delete"]);
    succeeded(await update(workspace, existing));
    expect(ofKind("RoleAssignment")).to.have.length(1).and.not.include(theirs.id);
  });

  it("a credential of another owner stays where the cluster is left out", async () => {
    const existing = { userAssignedIdentity: { id: identityId } };
    const workspace = await open(program(existing));
    const text = failed(await workspace.up("--skip-preview"));
    expect(text).to.include("Else leave the cluster out of `clusters`: the pods sign in by that one.");
    expect(runCommands(cloud, text)).to.deep.equal(["az identity federated-credential list"]);
    succeeded(await update(workspace, { ...existing, clusters: undefined }));
    await expectAgreement(cloud, workspace);
    expect(ofKind("RoleAssignment")).to.have.length(1);
  });

  it("a credential that was created and not recorded is deleted and created again", async () => {
    const workspace = await open(program());
    cloud.faultHook = ({ method, type }, moment) => {
      if (moment !== "done" || method !== "create" || !type.endsWith(":FederatedIdentityCredential")) return;
      cloud.faultHook = () => {};
      throw new Error("no answer");
    };
    failed(await workspace.up("--skip-preview"));
    const text = failed(await workspace.up("--skip-preview"));
    expect(runCommands(cloud, text)).to.deep.equal(["az identity federated-credential delete"]);
    succeeded(await workspace.up("--skip-preview"));
    await expectAgreement(cloud, workspace);
  });

  it("an identity that another owner created is used by its id, and stays when the program is destroyed", async () => {
    const named = { userAssignedIdentity: { resourceGroupName: "shop", name: "id-orders" } };
    const workspace = await open(program(named));
    const text = failed(await workspace.up("--skip-preview"));
    const [, id = ""] = /userAssignedIdentity: \{ id: "([^"]+)" \}/.exec(text) ?? [];
    expect(id.toLowerCase()).to.equal(identityId.toLowerCase());
    succeeded(await update(workspace, { userAssignedIdentity: { id }, clusters: undefined }));
    succeeded(await workspace.destroy("--skip-preview"));
    expect(things(cloud)).to.deep.equal([]);
    const azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    const found = await azure.read({
      type: "azure-native:managedidentity:UserAssignedIdentity",
      id: identityId,
    });
    azure.close();
    expect(found?.properties.principalId).to.equal(principalId);
  });

  it("an identity that was created and not recorded is imported by the command, and kept", async () => {
    const workspace = await open(
      program({ userAssignedIdentity: { resourceGroupName: "shop", name: "id-new" } }),
    );
    once(cloud, { method: "create", name: "orders-identity", moment: "done" }, () => {
      throw new Error("no answer");
    });
    failed(await workspace.up("--skip-preview"));
    const text = failed(await workspace.up("--skip-preview"));
    const [, command = ""] = /pulumi import (.*? --generate-code=false)/.exec(text) ?? [];
    const { exitCode, text: printed } = await workspace.import(...command.split(" "));
    expect(exitCode, printed).to.equal(0);
    const identities = () => cloud.azure.filter(({ type }) => type.endsWith(":UserAssignedIdentity"));
    const [before] = identities();
    const after = succeeded(await workspace.up("--skip-preview"));
    expect(moves(after).filter((one) => /delete|replace|create orders-identity/.test(one))).to.deep.equal([]);
    expect(identities().map(({ properties }) => properties.principalId)).to.deep.equal([
      before?.properties.principalId,
    ]);
    // The error names the id in the program's letter case, and so does the import.
    const ids = (all: readonly Thing[]) => all.map(({ id }) => id.toLowerCase());
    expect(ids(recorded(await workspace.exportState()))).to.have.members(ids(things(cloud)));
  });

  it("a renamed component with fixed names gets its old name back, or an alias: nothing is created or deleted", async () => {
    for (const vault of cloud.world.vaults) vault.enableRbacAuthorization = false;
    const fixed = program({
      userAssignedIdentity: { resourceGroupName: "shop", name: "id-fixed" },
      serviceAccount: { name: "orders" },
      ...onVault({
        permissionModel: "AccessPolicy",
        secretProviderClass: { name: "orders-kv-shop" },
        envSecretName: "orders-env",
      }),
    });
    const renamed = (options: object) => {
      const { resources, ...project } = parse(fixed["Pulumi.yaml"] ?? "");
      const checkout = { ...resources.orders, options };
      return { "Pulumi.yaml": stringify({ ...project, outputs: {}, resources: { checkout } }) };
    };
    const workspace = await open(fixed);
    succeeded(await workspace.up("--skip-preview"));
    const before = things(cloud).filter(({ type }) => !type.endsWith(":Deployment"));
    workspace.write(renamed({}));
    const text = failed(await workspace.up("--skip-preview"));
    expect(text).to.match(
      /checkout-identity: .*If the component was renamed, restore the old name, or add an alias\./,
    );
    workspace.write(fixed);
    // The component itself had been recorded, without children.
    expect(moves(succeeded(await workspace.up("--skip-preview")))).to.deep.equal(["delete checkout"]);
    workspace.write(renamed({ aliases: [{ name: "orders" }] }));
    expect(moves(succeeded(await workspace.up("--skip-preview")))).to.deep.equal(["delete deployment"]);
    expect(things(cloud)).to.have.deep.members(before);
    await expectAgreement(cloud, workspace);
  });

  it("a role is assigned once its scope is corrected, or what it names exists", async () => {
    const accounts = `${group}/providers/Microsoft.Storage/storageAccounts`;
    cloud.world.resources = [`${accounts}/stshop`];
    const on = (name: string): Args => ({
      roleAssignments: { storage: { scope: `${accounts}/${name}`, role: "Storage Blob Data Reader" } },
    });
    const workspace = await open(program(on("stshpo")));
    const text = failed(await workspace.up("--skip-preview"));
    expect(text).to.include("Correct the `scope` in `roleAssignments`, or create it first");
    succeeded(await update(workspace, on("stshop")));
    failed(await update(workspace, on("stnew")));
    cloud.world.resources.push(`${accounts}/stnew`);
    succeeded(await workspace.up("--skip-preview"));
    await expectAgreement(cloud, workspace);
  });

  it("permissions that the deployer lacks are granted by the commands", async () => {
    const reads = ["*/read", "Microsoft.Resources/*"];
    cloud.world.deployer = { actions: reads };
    const workspace = await open(program());
    const ran: string[] = [];
    let run = await workspace.up("--skip-preview");
    for (let times = 0; run.exitCode !== 0 && times < 4; times++) {
      ran.push(...runCommands(cloud, failed(run)));
      run = await workspace.up("--skip-preview");
    }
    succeeded(run);
    expect(ran).to.deep.equal(["az role assignment create", "az role assignment create"]);
    await expectAgreement(cloud, workspace);
  });

  it("what the deployer may not do is left to another owner", async () => {
    cloud.world.deployer = { actions: ["*/read", "Microsoft.Resources/*"] };
    const workspace = await open(program());
    expect(failed(await workspace.up("--skip-preview"))).to.include("`userAssignedIdentity.id`");
    const second = failed(await update(workspace, { userAssignedIdentity: { id: identityId } }));
    expect(second).to.match(/leave `clusters` out|`grants: External`/);
    const all = {
      userAssignedIdentity: { id: identityId },
      clusters: undefined,
      ...onVault({ grants: "External" }),
    };
    succeeded(await update(workspace, all));
    expect(cloud.azure.map(({ type }) => type)).to.deep.equal([]);
  });

  it("objects that another owner created in the cluster are annotated, or left alone, and stay", async () => {
    const metadata = { namespace: "shop" };
    const spec = { provider: "azure", parameters: {} };
    const theirs = [
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { ...metadata, name: "orders" } },
      {
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        metadata: { ...metadata, name: "orders-kv-shop" },
        spec,
      },
    ];
    cloud.world.kubernetesObjects = theirs.map((manifest) => ({ manifest }));
    const workspace = await open(program());
    const text = failed(await workspace.up("--skip-preview"));
    expect(text).to.include('serviceAccount: { management: "Annotate" }; or leave it alone: "External"');
    const annotate = { serviceAccount: { name: "orders", management: "Annotate" } };
    const second = failed(await update(workspace, annotate));
    expect(second).to.include('secretProviderClass: { management: "External" }');
    const followed = { ...annotate, ...onVault({ secretProviderClass: { management: "External" } }) };
    succeeded(await update(workspace, followed));
    succeeded(await update(workspace, { ...followed, serviceAccount: { management: "External" } }));
    succeeded(await workspace.destroy("--skip-preview"));
    expect(cloud.kubernetes.map(({ id }) => id)).to.have.members(["shop/orders", "shop/orders-kv-shop"]);
  });

  it("an account that another manager has changed is handed to it in steps, and never deleted", async () => {
    const labels = (team: string) => ({ serviceAccount: { labels: { team } } });
    const workspace = await open(program(labels("a")));
    succeeded(await workspace.up("--skip-preview"));
    cloud.applyManifest(
      stringify({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "orders", namespace: "shop", labels: { team: "b" } },
      }),
    );
    const text = failed(await update(workspace, labels("c")));
    expect(text).to.include(
      'management "Annotate" first (docs/documents/hand-over.md). "External" would delete it.',
    );
    cloud.clearCalls();
    succeeded(await update(workspace, { serviceAccount: { management: "Annotate" } }));
    succeeded(await update(workspace, { serviceAccount: { management: "External" } }));
    const deleted = cloud.calls.filter(
      ({ method, type }) => method === "delete" && type.endsWith(":ServiceAccount"),
    );
    expect(deleted).to.deep.equal([]);
    expect(cloud.kubernetes.map(({ id }) => id)).to.include("shop/orders");
  });

  it("what was deleted outside is found by a refresh, and a missing namespace is created", async () => {
    cloud.world.namespaces = [];
    const workspace = await open(program());
    const missing = failed(await workspace.up("--skip-preview"));
    expect(new Set(runCommands(cloud, missing))).to.deep.equal(new Set(["kubectl create namespace"]));
    succeeded(await workspace.up("--skip-preview"));
    cloud.remove("kubernetes:core/v1:ServiceAccount", "shop/orders");
    const changed = { serviceAccount: { labels: { team: "a" } } };
    expect(failed(await update(workspace, changed))).to.include("Run pulumi refresh, then pulumi up.");
    succeeded(await workspace.refresh());
    succeeded(await workspace.up("--skip-preview"));
    await expectAgreement(cloud, workspace);
  });

  it("a cluster without the driver gets it by the command, and the next update creates the class", async () => {
    const [cluster] = cloud.world.clusters;
    Object.assign(cluster ?? {}, { addonProfiles: {} });
    // The emulator serves the kind in every cluster.
    cloud.faultHook = ({ method, type }, moment) => {
      if (moment !== "asked" || method !== "create" || !type.endsWith(":SecretProviderClass")) return;
      if (Object.keys(cluster?.addonProfiles ?? {}).length > 0) return;
      throw new Error('no matches for kind "SecretProviderClass" in version "secrets-store.csi.x-k8s.io/v1"');
    };
    const workspace = await open(program());
    // The preview names the command too, with the cluster filled in.
    const [advice = ""] = failed(await workspace.up("--skip-preview"))
      .split("\n")
      .filter((line) => line.includes("does not know SecretProviderClasses"));
    const command = advice.replace("<group>", "platform").replace("<cluster>", "aks-prod");
    expect(runCommands(cloud, command)).to.deep.equal(["az aks enable-addons"]);
    succeeded(await workspace.up("--skip-preview"));
    await expectAgreement(cloud, workspace);
  });

  it("a cluster that did not answer gets its objects in another run, and what was created in Azure is kept", async () => {
    cloud.world.unreachableContexts = ["aks-prod"];
    const workspace = await open(program());
    await workspace.configure({ "kubernetes:context": "aks-prod" });
    const text = failed(await workspace.up("--skip-preview"));
    expect(text).to.include("What was created in Azure is kept: run pulumi up again.");
    const created = ofKind("UserAssignedIdentity");
    cloud.world.unreachableContexts = [];
    succeeded(await workspace.up("--skip-preview"));
    expect(created).to.have.length(1);
    expect(ofKind("UserAssignedIdentity")).to.deep.equal(created);
    await expectAgreement(cloud, workspace);
  });

  it("what passes by itself needs another run only: a busy identity, a region without credentials that is changed", async () => {
    const workspace = await open(program());
    const answers = [
      'Status=409 Code="ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity" Message="x"',
      'Status=405 Code="MethodNotAllowed" Message="x"',
    ];
    cloud.faultHook = ({ method, type }, moment) => {
      if (moment !== "asked" || method !== "create" || !type.endsWith(":FederatedIdentityCredential")) return;
      const answer = answers.shift();
      if (answer) throw new Error(answer);
    };
    expect(failed(await workspace.up("--skip-preview"))).to.include("Run pulumi up again");
    expect(failed(await workspace.up("--skip-preview"))).to.include("Set `userAssignedIdentity.location`");
    const moved = { userAssignedIdentity: { resourceGroupName: "shop", location: "northeurope" } };
    succeeded(await update(workspace, moved));
    await expectAgreement(cloud, workspace);
    expect(ofKind("UserAssignedIdentity")).to.have.length(1);
  });

  it("a cluster is set up by the commands of the preview", async () => {
    const [first] = cloud.world.clusters;
    if (!first) throw new Error("the world has a cluster");
    Object.assign(first, { workloadIdentity: false, addonProfiles: {} });
    Object.assign(first.oidcIssuer ?? {}, { enabled: false });
    const workspace = await open(program());
    const off = failed(await workspace.preview());
    expect(runCommands(cloud, off)).to.deep.equal(["az aks update"]);
    const settings = textOf(succeeded(await workspace.preview()));
    expect(runCommands(cloud, settings)).to.have.members(["az aks update", "az aks enable-addons"]);
    const rotation = textOf(succeeded(await workspace.preview()));
    expect(runCommands(cloud, rotation)).to.deep.equal(["az aks addon update"]);
    const left = (await workspace.preview()).diagnostics.filter(({ message }) => message.includes("az aks"));
    expect(left).to.deep.equal([]);
  });

  it("annotations of another owner are removed by the command, or the account is left to it", async () => {
    const metadata = {
      name: "orders",
      namespace: "shop",
      annotations: { "azure.workload.identity/client-id": "theirs" },
    };
    cloud.applyManifest(stringify({ apiVersion: "v1", kind: "ServiceAccount", metadata }));
    const workspace = await open(program({ serviceAccount: { management: "Annotate" } }));
    const text = failed(await workspace.preview());
    workspace.write(program({ serviceAccount: { management: "External" } }));
    succeeded(await workspace.preview());
    workspace.write(program({ serviceAccount: { management: "Annotate" } }));
    expect(runCommands(cloud, text)).to.deep.equal(["kubectl annotate serviceaccount"]);
    succeeded(await workspace.up("--skip-preview"));
    await workspace.destroy("--skip-preview");
    expect(cloud.kubernetes.map(({ id }) => id)).to.deep.equal(["shop/orders"]);
  });

  it("a vault with the other permission model is named with the value to set", async () => {
    for (const vault of cloud.world.vaults) vault.enableRbacAuthorization = false;
    const workspace = await open(program());
    const [, model] = /Set permissionModel to "?(\w+)"?/.exec(failed(await workspace.preview())) ?? [];
    succeeded(await update(workspace, onVault({ permissionModel: model })));
    expect(ofKind("AccessPolicy")).to.have.length(1);
    expect(ofKind("RoleAssignment")).to.deep.equal([]);
  });
});
