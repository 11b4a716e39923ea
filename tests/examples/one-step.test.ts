import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { ordersArgs, yamlProgram } from "../engine/support/orders";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { moves, succeeded } from "./support/example";
import { aksCluster, surroundings } from "./support/surroundings";

type Args = ReturnType<typeof ordersArgs> & {
  keyVaults: { "kv-shop": { syncedSecrets?: object }; "kv-other"?: object };
};

interface Step {
  readonly add: (args: Args) => void;
  readonly adding: readonly string[];
  readonly removing: readonly string[];
}

// A Deployment moves where its pods get another volume; nothing else of the other entries does.
const steps: Record<string, Step> = {
  "a cluster": {
    add: ({ clusters }) => Object.assign(clusters, { "aks-green": { resourceGroupName: "platform" } }),
    adding: ["create orders-credential-aks-green"],
    removing: ["delete orders-credential-aks-green"],
  },
  "a certificate": {
    add: ({ keyVaults }) => {
      keyVaults["kv-shop"].objects["ca.pem"] = { objectName: "ca", objectType: "cert" };
    },
    adding: ["create orders-grant-kv-shop-reader", "update orders-secret-provider-class-kv-shop"],
    removing: ["delete orders-grant-kv-shop-reader", "update orders-secret-provider-class-kv-shop"],
  },
  "a synced Secret": {
    add: ({ keyVaults }) => {
      keyVaults["kv-shop"].syncedSecrets = { "orders-db": { data: { password: "db-password" } } };
    },
    adding: ["update orders-secret-provider-class-kv-shop"],
    removing: ["update orders-secret-provider-class-kv-shop"],
  },
  "a vault": {
    add: ({ keyVaults }) => {
      keyVaults["kv-other"] = { resourceGroupName: "shop", objects: { token: {} } };
    },
    adding: [
      "create orders-grant-kv-other-secrets-user",
      "create orders-secret-provider-class-kv-other",
      "update deployment",
    ],
    removing: [
      "delete orders-grant-kv-other-secrets-user",
      "delete orders-secret-provider-class-kv-other",
      "update deployment",
    ],
  },
};

function argsWith(...added: readonly Step[]): Args {
  const args = ordersArgs() as Args;
  for (const { add } of added) add(args);
  return args;
}

describe("one entry more, one entry less", function () {
  this.timeout(120_000);
  let cloud: Emulator;
  let workspace: Workspace;

  before(async () => {
    const vaults = ["kv-shop", "kv-other"];
    const world = surroundings({
      clusters: [aksCluster("aks-prod"), aksCluster("aks-green")],
      vaults: vaults.map((name) => ({ name, resourceGroupName: "shop", enableRbacAuthorization: true })),
      namespaces: ["shop"],
    });
    cloud = await startEmulator({ world });
    const { debugProviders } = cloud;
    workspace = await createWorkspace({ files: yamlProgram(argsWith()), debugProviders });
    succeeded(await workspace.up("--skip-preview"));
  });
  after(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  async function previewOf(...added: readonly Step[]): Promise<string[]> {
    workspace.write(yamlProgram(argsWith(...added)));
    return moves(succeeded(await workspace.preview()));
  }

  for (const [what, step] of Object.entries(steps)) {
    it(`${what} more: the preview shows that and nothing else`, async () => {
      expect(await previewOf(step)).to.have.members([...step.adding]);
    });
  }

  it("all of them together are the sum", async () => {
    const all = Object.values(steps);
    workspace.write(yamlProgram(argsWith(...all)));
    const up = succeeded(await workspace.up("--skip-preview"));
    expect(moves(up)).to.have.members([...new Set(all.flatMap(({ adding }) => adding))]);
  });

  for (const [what, step] of Object.entries(steps)) {
    it(`${what} less: the preview shows that and nothing else`, async () => {
      const others = Object.values(steps).filter((other) => other !== step);
      expect(await previewOf(...others)).to.have.members([...step.removing]);
    });
  }
});
