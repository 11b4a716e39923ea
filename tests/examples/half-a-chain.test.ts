import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { prose } from "../component/support/prose";
import { createWorkspace, type Workspace } from "../engine/support/workspace";
import { exampleFiles, exampleLives, exampleWorld, moves, only, succeeded } from "./support/example";

const grant =
  'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)';
const podsOfShop = 'Anyone who can create pods or service account tokens in "shop" can act as it too.';

const trustOfApplication = (identity: unknown) => [
  `Any pod in namespace "shop" that runs as service account "orders", on the clusters that were federated elsewhere,`,
  `acts as the existing user-assigned identity "${identity}" in resource group "platform" and can:`,
  'do in vault "kv-shop" what was granted elsewhere',
  'Mounted from "kv-shop": db-password.',
  'Copied into Kubernetes Secret "orders-kv-shop-env" (DB_PASSWORD from db-password): readable by anyone who can read Secrets in "shop".',
  "The identity existed before: its other permissions stay, and anyone with another credential of it can do the same.",
  podsOfShop,
];

describe("examples/platform-and-application", function () {
  this.timeout(180_000);
  let cloud: Emulator;
  let platform: Workspace;
  let application: Workspace;

  before(async () => {
    cloud = await startEmulator({ world: exampleWorld("platform-and-application/platform") });
    const { debugProviders } = cloud;
    platform = await createWorkspace({
      files: exampleFiles("platform-and-application/platform"),
      debugProviders,
    });
    application = await createWorkspace({
      files: exampleFiles("platform-and-application/application"),
      debugProviders,
      config: { "application:platformStack": "organization/platform/test" },
      beside: platform,
    });
  });
  after(async () => {
    platform?.dispose();
    await cloud?.stop();
  });

  it("gives the platform team Azure, and nothing in Kubernetes", async () => {
    const preview = succeeded(await platform.preview());
    const creates = [
      "orders",
      "orders-identity",
      "orders-credential-aks-prod",
      "orders-grant-kv-shop-secrets-user",
    ];
    expect(moves(preview)).to.have.members(creates.map((name) => `create ${name}`));
    expect(prose(preview.outputs.trust)).to.equal(
      [
        'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"',
        "acts as a new user-assigned identity and can:",
        grant,
        'Read from "kv-shop" by the workload itself, not mounted: db-password.',
        podsOfShop,
      ].join("\n"),
    );
    succeeded(await platform.up("--skip-preview"));
    expect(cloud.kubernetes).to.deep.equal([]);
  });

  it("gives the application team Kubernetes, and nothing in Azure", async () => {
    const { azure } = cloud;
    const { clientId, name } = only(azure, "UserAssignedIdentity");
    const preview = succeeded(await application.preview());
    const creates = [
      "orders",
      "orders-service-account",
      "orders-secret-provider-class-kv-shop",
      "deployment",
    ];
    expect(moves(preview)).to.have.members(creates.map((name) => `create ${name}`));
    expect(prose(preview.outputs.trust)).to.equal(trustOfApplication(name).join("\n"));
    succeeded(await application.up("--skip-preview"));
    expect(cloud.azure).to.deep.equal(azure);
    expect(only(cloud.kubernetes, "ServiceAccount").metadata).to.have.nested.property(
      "annotations.azure\\.workload\\.identity/client-id",
      clientId,
    );
  });

  it("has nothing to do in either program's second update, and takes both away", async () => {
    for (const { up } of [platform, application]) {
      expect(moves(succeeded(await up("--skip-preview", "--expect-no-changes")))).to.deep.equal([]);
    }
    succeeded(await application.destroy("--skip-preview"));
    succeeded(await platform.destroy("--skip-preview"));
    expect([...cloud.azure, ...cloud.kubernetes]).to.deep.equal([]);
  });
});

exampleLives({
  folder: "gitops-typescript",
  creates: ["orders", "orders-identity", "orders-credential-aks-prod", "orders-grant-kv-shop-secrets-user"],
  trust: [
    'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"',
    "acts as a new user-assigned identity and can:",
    grant,
    'Mounted from "kv-shop", by a SecretProviderClass that another owner applies: db-password.',
    podsOfShop,
  ],
  check: async ({ azure, kubernetes }, { folder }) => {
    expect(kubernetes).to.deep.equal([]);
    const { clientId } = only(azure, "UserAssignedIdentity");
    const watched = await startEmulator({ world: exampleWorld("gitops-typescript") });
    try {
      const files = readdirSync(join(folder, "manifests"));
      expect(files).to.deep.equal(["secret-provider-class-kv-shop.yaml", "service-account.yaml"]);
      for (const file of files) watched.applyManifest(readFileSync(join(folder, "manifests", file), "utf8"));
      const { spec } = only(watched.kubernetes, "SecretProviderClass");
      expect(spec).to.have.nested.property("parameters.clientID", clientId);
      const { metadata } = only(watched.kubernetes, "ServiceAccount");
      expect(metadata).to.deep.include({ name: "orders", namespace: "shop" });
      expect(metadata).to.have.nested.property("annotations.azure\\.workload\\.identity/client-id", clientId);
    } finally {
      await watched.stop();
    }
  },
});
