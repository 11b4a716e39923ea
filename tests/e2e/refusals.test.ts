import { expect } from "chai";
import type { Recorded } from "../../emulator";
import { refusal } from "../emulator/provider-client";
import { tenantId } from "../examples/support/surroundings";
import { patchSpec } from "./support/kubectl";
import { Portal, type Undo } from "./support/portal";
import { type PodOutputs, program, Scenario } from "./support/scenario";
import { issuers } from "./support/test-cluster";
import { args, world } from "./support/ways-to-grant";

const noRecord = (what: string, value: string) =>
  `No matching federated identity record found for presented assertion ${what} '${value}'`;
const subject = (account: string) => `system:serviceaccount:shop:${account}`;

describe("a refused mount", function () {
  this.timeout(180_000);
  let scenario: Scenario;
  let portal: Portal;
  // What repairs it again.
  const undo: Undo[] = [];

  before(async () => {
    scenario = await Scenario.open({ world, files: program("orders", args) });
    portal = await Portal.open(scenario.environment.cloud);
  });
  after(async () => {
    portal?.close();
    await scenario?.close();
  });

  const volumes = (vault: string): Partial<PodOutputs> => {
    const all = (scenario.outputs.pod as PodOutputs).volumes as { name: string }[];
    return { volumes: all.filter(({ name }) => name === `secrets-store-${vault}`), volumeMounts: [] };
  };

  const recorded = (kind: string, fits: (record: Recorded) => boolean = () => true): Recorded => {
    const { azure } = scenario.environment.cloud;
    const found = azure.filter((record) => record.type.endsWith(`:${kind}`) && fits(record));
    if (found.length !== 1 || !found[0]) throw new Error(`there are ${found.length} of ${kind}`);
    return found[0];
  };
  const credential = () => recorded("FederatedIdentityCredential");

  /** Writes into a SecretProviderClass what the component did not. */
  const edit = async (vault: string, parameters: Record<string, string | null>) => {
    const apiVersion = "secrets-store.csi.x-k8s.io/v1";
    const kind = "SecretProviderClass";
    const address = { apiVersion, kind, namespace: "shop", name: `orders-${vault}` };
    undo.push(await patchSpec(scenario.testCluster.cluster("blue"), address, { parameters }));
  };

  const asks = (objectName: string, objectType: string) => ({
    objects: `array:\n  - |\n    objectName: ${objectName}\n    objectType: ${objectType}\n`,
  });

  const holdBack = (what: "credentialsTakeEffectAfter" | "grantsTakeEffectAfter") => {
    const { endpoints } = scenario.environment;
    endpoints[what] = Number.POSITIVE_INFINITY;
    undo.push(async () => {
      endpoints[what] = 0;
    });
  };

  const repair = async () => {
    for (const one of undo.splice(0)) await one();
  };
  afterEach(repair);

  const mounts = async (vault: string) => {
    const running = await scenario.start("blue", volumes(vault));
    expect(Object.keys(running.volumes[`secrets-store-${vault}`] ?? {})).to.have.length.above(0);
  };

  /** The provider fails with these words, because the emulator refused for this reason; repaired, it mounts. */
  async function refused(vault: string, words: string, reason: string, change: Partial<PodOutputs> = {}) {
    const { requests } = scenario.environment.endpoints;
    const asked = requests.length;
    const message = await refusal(scenario.start("blue", { ...volumes(vault), ...change }));
    expect(message)
      .to.contain("failed to mount objects, error: failed to get objectType:")
      .and.to.contain(words);
    expect(requests.slice(asked).at(-1)?.refusal).to.match(new RegExp(`^${reason}\\b`));
    await repair();
    await mounts(vault);
  }

  describe("by the login", () => {
    it("a pod of another service account is refused by the login", async () => {
      const account = {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "other", namespace: "shop" },
      };
      await scenario.testCluster.cluster("blue").apply(JSON.stringify(account));
      await refused("kv-roles", noRecord("subject", subject("other")), "AADSTS700213", {
        serviceAccountName: "other",
      });
    });

    it("a credential for another service account is refused by the login", async () => {
      undo.push(await portal.change(credential(), { subject: subject("Orders") }));
      await refused("kv-roles", noRecord("subject", subject("orders")), "AADSTS700213");
    });

    it("a credential whose issuer has lost its final slash is refused by the login", async () => {
      undo.push(await portal.change(credential(), { issuer: issuers.blue.replace(/\/$/, "") }));
      await refused("kv-roles", noRecord("issuer", issuers.blue), "AADSTS700211");
    });

    it("a credential for the audience of another cloud is refused by the login", async () => {
      undo.push(await portal.change(credential(), { audiences: ["api://AzureADTokenExchangeUSGov"] }));
      await refused("kv-roles", noRecord("audience", "api://AzureADTokenExchange"), "AADSTS700212");
    });

    it("a removed credential is refused by the login", async () => {
      undo.push(await portal.remove(credential()));
      await refused("kv-roles", noRecord("issuer", issuers.blue), "AADSTS700211");
    });

    it("a credential that is not in force yet is refused by the login", async () => {
      holdBack("credentialsTakeEffectAfter");
      await refused("kv-roles", noRecord("issuer", issuers.blue), "AADSTS700211");
    });

    it("an object id in place of the client id is refused by the login", async () => {
      const { principalId } = scenario.outputs as { principalId: string };
      await edit("kv-roles", { clientID: principalId });
      await refused("kv-roles", `Application with identifier '${principalId}' was not found`, "AADSTS700016");
    });

    it("a class that names another tenant is refused by the login", async () => {
      const another = tenantId.replace(/^./, "0");
      await edit("kv-roles", { tenantID: another });
      await refused("kv-roles", `Tenant '${another}' not found`, "AADSTS90002");
    });
  });

  describe("by the provider itself", () => {
    const refusedImmediately = async (words: string) => {
      const { requests } = scenario.environment.endpoints;
      const asked = requests.length;
      expect(await refusal(scenario.start("blue", volumes("kv-roles")))).to.contain(words);
      expect(requests.slice(asked)).to.deep.equal([]);
      await repair();
      await mounts("kv-roles");
    };

    it("a client id that is spelled clientId is refused by the Key Vault provider", async () => {
      const { clientId } = scenario.outputs as { clientId: string };
      await edit("kv-roles", { clientID: null, clientId });
      await refusedImmediately("could not find clientid in secrets");
    });

    it("a vault's name that is spelled keyVaultName is refused by the Key Vault provider", async () => {
      await edit("kv-roles", { keyvaultName: null, keyVaultName: "kv-roles" });
      await refusedImmediately("keyvaultName is not provided");
    });

    it("a CSIDriver object that asks for no tokens, as the upstream driver's does, is refused by the Key Vault provider", async () => {
      const address = {
        apiVersion: "storage.k8s.io/v1",
        kind: "CSIDriver",
        name: "secrets-store.csi.k8s.io",
      };
      undo.push(await patchSpec(scenario.testCluster.cluster("blue"), address, { tokenRequests: null }));
      await refusedImmediately("service account tokens not found");
    });
  });

  describe("by a vault with roles", () => {
    const assignment = (scope: string) =>
      recorded("RoleAssignment", ({ properties }) => String(properties.scope).endsWith(scope));

    it("a missing role assignment is refused by the vault", async () => {
      undo.push(await portal.remove(assignment("/vaults/kv-roles")));
      await refused("kv-roles", "ForbiddenByRbac", "ForbiddenByRbac");
    });

    it("a role assignment that is not in force yet is refused by the vault", async () => {
      holdBack("grantsTakeEffectAfter");
      await refused("kv-roles", "ForbiddenByRbac", "ForbiddenByRbac");
    });

    it("a vault that was switched to access policies refuses what a role allowed", async () => {
      undo.push(await portal.useRoles("kv-roles", false));
      await refused("kv-roles", "ForbiddenByPolicy", "ForbiddenByPolicy");
    });

    it("a secret is refused by a vault whose certificates were granted", async () => {
      await edit("kv-certificates", asks("listed", "secret"));
      await refused("kv-certificates", "objectType:secret, objectName:listed", "ForbiddenByRbac");
    });

    it("another secret than those whose roles were assigned one by one is refused by the vault", async () => {
      await edit("kv-objects", asks("other", "secret"));
      await refused("kv-objects", "objectName:other", "ForbiddenByRbac");
    });

    it("the private key of a certificate that was granted as a certificate is refused by the vault", async () => {
      await edit("kv-objects", asks("web", "secret"));
      await refused("kv-objects", "objectType:secret, objectName:web", "ForbiddenByRbac");
    });
  });

  describe("by a vault with access policies", () => {
    it("a missing access policy is refused by the vault", async () => {
      undo.push(await portal.remove(recorded("AccessPolicy")));
      await refused("kv-policies", "ForbiddenByPolicy", "ForbiddenByPolicy");
    });

    it("a vault that was switched to roles refuses what an access policy allowed", async () => {
      undo.push(await portal.useRoles("kv-policies", true));
      await refused("kv-policies", "ForbiddenByRbac", "ForbiddenByRbac");
    });

    it("a secret is refused by a vault whose access policy has certificates only", async () => {
      await edit("kv-policies", asks("web", "secret"));
      await refused("kv-policies", "does not have secrets get permission", "ForbiddenByPolicy");
    });

    it("a key is refused by a vault whose access policy has certificates only", async () => {
      await edit("kv-policies", asks("web", "key"));
      await refused("kv-policies", "does not have keys get permission", "ForbiddenByPolicy");
    });
  });
});
