import { expect } from "chai";
import type { Recorded } from "../../emulator";
import { cli } from "../../src/cli/cli";
import { thisMachine } from "../../src/cli/surroundings";
import { brokenLinks } from "../cli/support/machine";
import { refusal } from "../emulator/provider-client";
import { tenantId } from "../examples/support/surroundings";
import { runAz } from "./support/az";
import { patchSpec } from "./support/kubectl";
import { Portal, type Undo } from "./support/portal";
import { type PodOutputs, program, Scenario } from "./support/scenario";
import { issuers } from "./support/test-cluster";
import { args, world } from "./support/ways-to-grant";

interface Break {
  /** What somebody did; returns how to undo it. */
  readonly make: () => Promise<Undo>;
  /** The vault whose volume the pod mounts. */
  readonly vault?: string;
  readonly pod?: Partial<PodOutputs>;
  /** What doctor names, given the stack and the pod's error. */
  readonly byError: string;
  /** What doctor names when it looks at what is there; left out where only the error can tell. */
  readonly byLooking?: string;
  /** Whether the last update was just now. */
  readonly isRecent?: boolean;
}

const driver = { apiVersion: "storage.k8s.io/v1", kind: "CSIDriver", name: "secrets-store.csi.k8s.io" };

describe("doctor, with the errors of the real Key Vault provider", function () {
  this.timeout(180_000);
  let scenario: Scenario;
  let portal: Portal;
  let stack: string;

  before(async () => {
    scenario = await Scenario.open({ world, files: program("orders", args) });
    portal = await Portal.open(scenario.environment.cloud);
    stack = JSON.stringify({ version: 3, deployment: await scenario.workspace.exportDeployment() });
  });
  after(async () => {
    portal?.close();
    await scenario?.close();
  });

  const recorded = (kind: string, end = ""): Recorded => {
    const { azure } = scenario.environment.cloud;
    const found = azure.find(
      ({ type, properties }) => type.endsWith(`:${kind}`) && String(properties.scope ?? "").endsWith(end),
    );
    if (!found) throw new Error(`there is no ${kind}`);
    return found;
  };
  const credential = () => recorded("FederatedIdentityCredential");
  const outputs = () => scenario.outputs as { clientId: string; principalId: string };
  const blue = () => scenario.testCluster.cluster("blue");

  const edit = (vault: string, parameters: Record<string, string | null>) =>
    patchSpec(
      blue(),
      {
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        namespace: "shop",
        name: `orders-${vault}`,
      },
      { parameters },
    );
  const asks = (objectName: string, objectType: string) => ({
    objects: `array:\n  - |\n    objectName: ${objectName}\n    objectType: ${objectType}\n`,
  });
  const holdBack = async (what: "credentialsTakeEffectAfter" | "grantsTakeEffectAfter"): Promise<Undo> => {
    const { endpoints } = scenario.environment;
    endpoints[what] = Number.POSITIVE_INFINITY;
    return async () => {
      endpoints[what] = 0;
    };
  };
  const otherAccount = async (): Promise<Undo> => {
    const account = {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "other", namespace: "shop" },
    };
    await blue().apply(JSON.stringify(account));
    return async () => {};
  };

  const breaks: Record<string, Break> = {
    "the pod runs as another service account": {
      make: otherAccount,
      pod: { serviceAccountName: "other" },
      byError: "service account",
    },
    "the credential names another service account": {
      make: () => portal.change(credential(), { subject: "system:serviceaccount:shop:Orders" }),
      byError: "subject",
      byLooking: "subject",
    },
    "the credential's issuer has lost its final slash": {
      make: () => portal.change(credential(), { issuer: issuers.blue.replace(/\/$/, "") }),
      byError: "credential",
      byLooking: "issuer",
    },
    "the credential is for another audience": {
      make: () => portal.change(credential(), { audiences: ["api://AzureADTokenExchangeUSGov"] }),
      byError: "audience",
      byLooking: "audience",
    },
    "the credential was removed": {
      make: () => portal.remove(credential()),
      byError: "credential",
      byLooking: "credential",
    },
    "the credential is not in force yet": {
      make: () => holdBack("credentialsTakeEffectAfter"),
      isRecent: true,
      byError: "credential, waiting",
    },
    "the class has the object id for the client id": {
      make: () => edit("kv-roles", { clientID: outputs().principalId }),
      byError: "client id",
      byLooking: "class",
    },
    "the class names another tenant": {
      make: () => edit("kv-roles", { tenantID: tenantId.replace(/^./, "0") }),
      byError: "tenant",
      byLooking: "class",
    },
    "the client id is spelled clientId": {
      make: () => edit("kv-roles", { clientID: null, clientId: outputs().clientId }),
      byError: "class",
      byLooking: "class",
    },
    "the vault's name is spelled keyVaultName": {
      make: () => edit("kv-roles", { keyvaultName: null, keyVaultName: "kv-roles" }),
      byError: "class",
      byLooking: "class",
    },
    "the driver asks for no tokens": {
      make: () => patchSpec(blue(), driver, { tokenRequests: null }),
      byError: "tokens",
      byLooking: "tokens",
    },
    "the role assignment was removed": {
      make: () => portal.remove(recorded("RoleAssignment", "/vaults/kv-roles")),
      byError: "grant",
      byLooking: "grant",
    },
    "the role assignment is not in force yet": {
      make: () => holdBack("grantsTakeEffectAfter"),
      isRecent: true,
      byError: "grant, waiting",
    },
    "the vault was switched to access policies": {
      make: () => portal.useRoles("kv-roles", false),
      byError: "permission model",
      byLooking: "permission model",
    },
    "the vault was switched to roles": {
      make: () => portal.useRoles("kv-policies", true),
      vault: "kv-policies",
      byError: "permission model",
      byLooking: "permission model",
    },
    "the access policy was removed": {
      make: () => portal.remove(recorded("AccessPolicy")),
      vault: "kv-policies",
      byError: "grant",
      byLooking: "grant",
    },
    "the class asks for a secret that is not declared": {
      make: () => edit("kv-objects", asks("other", "secret")),
      vault: "kv-objects",
      byError: "class",
      byLooking: "class",
    },
    "the class asks for a private key that was granted as a certificate": {
      make: () => edit("kv-policies", asks("web", "secret")),
      vault: "kv-policies",
      byError: "class",
      byLooking: "class",
    },
  };

  /** The doctor's answer on this machine: real kubectl, an az of the test cluster, the issuer as the API server has it. */
  async function doctor(options: {
    error?: string;
    live?: boolean;
    now: Date;
  }): Promise<{ links: string[]; text: string }> {
    const printed: string[] = [];
    const { testCluster, environment } = scenario;
    const flags = [
      ...(options.live ? ["--live"] : []),
      ...(options.error === undefined ? [] : ["--error", "-"]),
    ];
    await cli(["doctor", "--stack-file", "stack.json", "--json", ...flags], {
      ...thisMachine,
      now: () => options.now,
      print: (text) => printed.push(text),
      printError: (text) => printed.push(text),
      readFile: () => stack,
      readInput: async () => options.error ?? "",
      run: async (command, given) =>
        command === "az"
          ? runAz(environment.cloud, given)
          : thisMachine.run(testCluster.programs.kubectl, [
              "--kubeconfig",
              testCluster.kubeconfigFile("blue"),
              ...given,
            ]),
      get: async () => ({
        status: 200,
        body: JSON.stringify(await blue().api.request("/.well-known/openid-configuration")),
      }),
    });
    const text = printed.join("\n");
    return { links: brokenLinks(text), text };
  }

  const later = () => new Date(Date.now() + 24 * 3600_000);

  it("finds nothing where all is well, in the stack and by looking", async () => {
    expect((await doctor({ now: later() })).links).to.deep.equal([]);
    const { links, text } = await doctor({ live: true, now: later() });
    expect(links, text).to.deep.equal([]);
    expect(text).to.contain('"exitCode": 0');
  });

  for (const [title, { make, vault = "kv-roles", pod = {}, byError, byLooking, isRecent }] of Object.entries(
    breaks,
  )) {
    it(`names ${byError} when ${title}`, async () => {
      const undo = await make();
      try {
        const all = (scenario.outputs.pod as PodOutputs).volumes as { name: string }[];
        const volumes = all.filter(({ name }) => name === `secrets-store-${vault}`);
        const error = await refusal(scenario.start("blue", { volumes, volumeMounts: [], ...pod }));
        const now = isRecent ? new Date() : later();
        const explained = await doctor({ error, now });
        expect(explained.links, `${error}\n${explained.text}`).to.deep.equal([byError]);
        const looked = await doctor({ live: true, now });
        expect(looked.links, looked.text).to.deep.equal(byLooking === undefined ? [] : [byLooking]);
      } finally {
        await undo();
      }
    });
  }
});
