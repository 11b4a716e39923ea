import { expect } from "chai";
import { surroundings } from "../examples/support/surroundings";
import { Portal } from "./support/portal";
import { program, Scenario } from "./support/scenario";
import { aks } from "./support/test-cluster";
import { secret } from "./support/vault-contents";

const world = () =>
  surroundings({
    clusters: [aks("aks-prod", "blue")],
    namespaces: ["shop"],
    vaults: [
      {
        resourceGroupName: "shop",
        name: "kv-shop",
        enableRbacAuthorization: false,
        objects: { secrets: [secret("db-password", "as ever")] },
      },
    ],
  });

const orders = (permissionModel: string) =>
  program("orders", {
    namespace: "shop",
    clusters: { "aks-prod": { resourceGroupName: "platform" } },
    userAssignedIdentity: { resourceGroupName: "shop" },
    keyVaults: { "kv-shop": { resourceGroupName: "shop", permissionModel, objects: { "db-password": {} } } },
  });

describe("a vault that moves from access policies to Azure RBAC", function () {
  this.timeout(300_000);
  let scenario: Scenario;
  let portal: Portal;

  beforeEach(async () => {
    scenario = await Scenario.open({ world: world(), files: orders("AccessPolicy") });
    portal = await Portal.open(scenario.environment.cloud);
  });
  afterEach(async () => {
    portal?.close();
    await scenario?.close();
  });

  /** What a new pod mounts, and the grant that let it. */
  async function mounted(): Promise<[text: string | undefined, grant: string]> {
    const { endpoints } = scenario.environment;
    const before = endpoints.requests.length;
    const { volumes } = await scenario.start("blue");
    const file = volumes["secrets-store-kv-shop"]?.["db-password"];
    // The login answers too, by another reason.
    const grants = endpoints.requests
      .slice(before)
      .flatMap(({ allowedBy = "" }) => /^(?:role|access policy)(?= )/.exec(allowedBy) ?? []);
    return [file?.content.toString(), grants.join()];
  }

  it("with permissionModel Both is mounted before, between and after: no pod is refused", async () => {
    expect(await mounted()).to.deep.equal(["as ever", "access policy"]);
    await scenario.up(orders("Both"));
    expect(await mounted()).to.deep.equal(["as ever", "access policy"]);
    await portal.useRoles("kv-shop", true);
    expect(await mounted()).to.deep.equal(["as ever", "role"]);
    await scenario.up(orders("AzureRbac"));
    expect(await mounted()).to.deep.equal(["as ever", "role"]);
  });

  it("without Both is not mounted from the switch until the next update", async () => {
    await portal.useRoles("kv-shop", true);
    const refused = await scenario.start("blue").then(
      () => "mounted",
      (error: Error) => error.message,
    );
    expect(refused).to.include("ForbiddenByRbac");
    await scenario.up(orders("AzureRbac"));
    expect(await mounted()).to.deep.equal(["as ever", "role"]);
  });
});
