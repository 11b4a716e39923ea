import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import type { Emulator } from "../../emulator";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { ordersArgs, ordersWorld, yamlProgram } from "./support/orders";
import type { Outcome } from "./support/outcome";

const docs = resolve(__dirname, "../../docs");
const role: { Actions: string[] } = JSON.parse(readFileSync(`${docs}/deployer-role.json`, "utf8"));
const deployer = "00000000-0000-4000-8000-0000000de910";

const ordersOf = (changes: object) => yamlProgram({ ...ordersArgs(), ...changes });
/** An application instead of the identity, and a vault with access policies. */
const asApplication = (owners: string[], objects: object = { "db-password": {} }) =>
  ordersOf({
    userAssignedIdentity: undefined,
    application: { displayName: "orders", owners },
    keyVaults: { "kv-policies": { resourceGroupName: "shop", permissionModel: "AccessPolicy", objects } },
  });

describe("the deployer of a program", function () {
  this.timeout(240_000);
  let cloud: Emulator;
  const open = cloudForEachTest(
    () => {
      const world = ordersWorld();
      const policies = { name: "kv-policies", resourceGroupName: "shop", enableRbacAuthorization: false };
      return { ...world, vaults: [...world.vaults, policies], deployer: { objectId: deployer } };
    },
    (created) => {
      cloud = created;
    },
  );
  const succeeds = async (running: Promise<Outcome>) => {
    const outcome = await running;
    expect(outcome.exitCode, outcome.text).to.equal(0);
    return outcome;
  };
  const messages = ({ diagnostics }: Outcome, severity: string) =>
    diagnostics.filter((one) => one.severity === severity).map(({ message }) => message);

  it("needs each action of the documented custom role, and no other", async () => {
    cloud.world.deployer = {
      objectId: deployer,
      actions: role.Actions,
      graphPermission: "Application.ReadWrite.OwnedBy",
    };
    const { up, write, destroy } = await open(ordersOf({}));
    await succeeds(up());
    const identity = { resourceGroupName: "shop", tags: { team: "shop" } };
    await write(ordersOf({ userAssignedIdentity: identity, serviceAccount: { name: "renamed" } }));
    await succeeds(up());
    await write(asApplication([deployer]));
    await succeeds(up());
    await write(asApplication([deployer], { "db-password": {}, signing: { objectType: "key" } }));
    await succeeds(up());
    await succeeds(destroy());
    expect(cloud.requiredActions()).to.deep.equal(
      ["Application.Read.All", "Application.ReadWrite.OwnedBy", ...role.Actions].sort(),
    );
  });

  it("with OwnedBy is told to list its own object id where the next write to a new application is refused", async () => {
    cloud.world.deployer = { objectId: deployer, graphPermission: "Application.ReadWrite.OwnedBy" };
    const { preview, up } = await open(asApplication(["00000000-0000-4000-8000-000000000001"]));
    await succeeds(preview());
    const refused = await up();
    expect(refused.exitCode).to.not.equal(0);
    expect(messages(refused, "warning").join("\n")).to.include(`application: { owners: ["${deployer}"] }`);
  });

  for (const credentialError of ["ParentResourceNotFound", "GraphResourceNotFound"] as const) {
    it(`waits for a new identity that is not known everywhere: ${credentialError}`, async () => {
      cloud.world.replicationDelay = { missedCredentials: 1, credentialError, missedRoleAssignments: 1 };
      const { up } = await open(ordersOf({}));
      const outcome = await succeeds(up());
      const progress = outcome.diagnostics.filter(({ message }) => message.includes("not known everywhere"));
      expect(progress.map(({ message }) => message.replace(/: .*/s, "")).sort()).to.deep.equal([
        "orders-credential-aks-prod",
        "orders-grant-kv-shop-secrets-user",
      ]);
      // The engine's own line about each attempt.
      const own = messages(outcome, "warning").filter((text) => !text.startsWith("retrying create due to"));
      expect(own).to.deep.equal([]);
    });
  }

  it("whose new resources azure-native does not read back is warned by azure-native, and has nothing to do in a second update", async () => {
    cloud.world.replicationDelay = { missedReads: 1 };
    const { up } = await open(ordersOf({}));
    const outcome = await succeeds(up());
    const warnings = messages(outcome, "warning").map((text) => text.replace(/\n.*/s, ""));
    const warning = "Failed to read resource after Create. Please report this issue.";
    // Identity, credential and role assignment.
    expect(warnings).to.deep.equal([warning, warning, warning]);
    await succeeds(up("--expect-no-changes"));
  });

  it("whose new access policy azure-native does not read back is told what to delete, and the next update creates it", async () => {
    cloud.world.replicationDelay = { missedReads: 1 };
    const { up } = await open(asApplication([deployer]));
    const failed = await up();
    expect(failed.exitCode).to.not.equal(0);
    expect(failed.text).to.include("newly written access policy not found");
    expect(messages(failed, "warning").join("\n")).to.include("az keyvault delete-policy --name kv-policies");
    expect((await up()).text).to.include("cannot create already existing resource");
    const { type = "", id = "" } = cloud.azure.find((one) => one.type.endsWith(":AccessPolicy")) ?? {};
    cloud.remove(type, id);
    await succeeds(up());
    await succeeds(up("--expect-no-changes"));
  });

  it("creates everything after Key Vault's older management APIs have retired, and is warned that the vault is not checked", async () => {
    cloud.world.oldestApiVersions = { "Microsoft.KeyVault": "2026-02-01" };
    const { up } = await open(ordersOf({}));
    const outcome = await succeeds(up());
    expect(messages(outcome, "warning")).to.deep.equal([
      'keyVaults["kv-shop"]: key vault "kv-shop" in resource group "shop" could not be read, because Azure has retired ' +
        "the API version that the azure-native provider uses. Its settings are not checked. Update @pulumi/azure-native.",
    ]);
  });

  it("needs no permission in the directory where an existing application is granted nothing, though its vault is in another tenant", async () => {
    const [clientId, tenantId] = [
      "00000000-0000-4000-8000-0000000c11e0",
      "00000000-0000-4000-8000-00000000cccc",
    ];
    const foreign = {
      name: "kv-foreign",
      resourceGroupName: "shop",
      enableRbacAuthorization: true,
      tenantId,
    };
    cloud.world.vaults = [...cloud.world.vaults, foreign];
    cloud.world.deployer = { objectId: deployer, graphPermission: "None" };
    const keyVaults = {
      "kv-foreign": { resourceGroupName: "shop", tenantId, grants: "External", objects: { a: {} } },
    };
    const changes = {
      userAssignedIdentity: undefined,
      application: { clientId },
      clusters: undefined,
      keyVaults,
    };
    const { preview, up } = await open(ordersOf(changes));
    await succeeds(preview());
    await succeeds(up());
    const [created] = cloud.kubernetes.filter(({ type }) => type.endsWith(":SecretProviderClass"));
    expect(JSON.stringify(created)).to.include(`"tenantID":"${tenantId}"`);
  });

  it("previews through a provider whose subscription the same program decides, with one notice", async () => {
    const { "Pulumi.yaml": text = "" } = ordersOf({});
    const program = text.replace(
      "resources:\n",
      `resources:\n${indent({
        first: {
          type: "azure-native:managedidentity:UserAssignedIdentity",
          properties: { resourceGroupName: "shop" },
        },
        azure: {
          type: "pulumi:providers:azure-native",
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
          properties: { subscriptionId: "${first.clientId}" },
        },
      })}`,
    );
    const withProvider = program.replace(
      "type: azure-workload-identity:KeyVaultWorkloadIdentity\n",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
      'type: azure-workload-identity:KeyVaultWorkloadIdentity\n    options: { providers: ["${azure}"] }\n',
    );
    const { preview } = await open({ "Pulumi.yaml": withProvider });
    const outcome = await succeeds(preview());
    const notices = outcome.diagnostics.filter(({ message }) => /known only after the update/.test(message));
    expect(notices.map(({ message }) => message)).to.have.length(1);
    expect(messages(outcome, "error")).to.deep.equal([]);
  });
});

function indent(resources: object): string {
  return stringify(resources).replace(/^(?=.)/gm, "  ");
}
