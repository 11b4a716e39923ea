import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { ordersArgs, ordersWorld } from "../engine/support/orders";
import { succeeded } from "../examples/support/example";
import { program, Scenario } from "./support/scenario";
import { auditedUser, permission } from "./test-cluster/audit-log";
import type { Cluster } from "./test-cluster/cluster";

const rbac = "rbac.authorization.k8s.io";

interface Role {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}
const role: Role = parse(readFileSync(resolve(__dirname, "../../docs/deployer-role.yaml"), "utf8"));

const permissionsOf = ({ rules }: Role) =>
  rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => permission(verb, resource, group))),
    ),
  );

function files(changes: object = {}): Record<string, string> {
  return program("orders", JSON.parse(JSON.stringify({ ...ordersArgs(), ...changes })));
}

describe("a deployer with the Role of docs/permissions.md, with the real Kubernetes provider", function () {
  this.timeout(300_000);
  let scenario: Scenario;
  let cluster: Cluster;

  before(async () => {
    scenario = await Scenario.prepare({ world: ordersWorld(), files: files() });
    const { testCluster, workspace } = scenario;
    cluster = testCluster.cluster("blue");
    await workspace.configure({ "kubernetes:kubeconfig": testCluster.kubeconfigOf(auditedUser, "blue") });
    const { name, namespace } = role.metadata;
    const binding = {
      apiVersion: `${rbac}/v1`,
      kind: "RoleBinding",
      metadata: { name, namespace },
      roleRef: { apiGroup: rbac, kind: "Role", name },
      subjects: [{ apiGroup: rbac, kind: "User", name: auditedUser }],
    };
    await cluster.apply(JSON.stringify(binding));
  });
  after(() => scenario?.close());

  const grant = (granted: Role) => cluster.apply(JSON.stringify(granted));

  it("is refused what the Role leaves out, and the advice says how to see what it has", async () => {
    const rules = role.rules.map((rule) => ({
      ...rule,
      verbs: rule.verbs.filter((verb) => verb !== "create"),
    }));
    await grant({ ...role, rules });
    const refused = await scenario.workspace.up("--skip-preview");
    expect(refused.exitCode).to.not.equal(0);
    expect(refused.text)
      .to.match(/is forbidden: User "deployer" cannot create resource/)
      .and.to.include("kubectl auth can-i --list --namespace shop");
  });

  it("creates, updates, replaces, annotates, refreshes and deletes whatever the component has in Kubernetes", async () => {
    await grant(role);
    const { workspace } = scenario;
    succeeded(await workspace.up());
    succeeded(await workspace.refresh());
    const { keyVaults } = ordersArgs();
    keyVaults["kv-shop"].objects["ca.pem"] = { objectName: "ca", objectType: "cert" };
    for (const changes of [
      { keyVaults },
      { serviceAccount: { name: "orders-api" } },
      { serviceAccount: { name: "orders-api", management: "Annotate" } },
      { pod: { image: "busybox" } },
    ]) {
      workspace.write(files(changes));
      succeeded(await workspace.up());
    }
    succeeded(await workspace.refresh());
    succeeded(await workspace.destroy());
    // Annotating lets go of an account, which then belongs to another owner.
    expect(await cluster.inventory()).to.deep.equal(["ServiceAccount shop/orders-api"]);
  });

  it("was asked by the API server for each permission of the Role, and for nothing else that it needs", () => {
    // The server checks `create` within a `patch` of what does not exist: the first test. From 4.29 on it is a request.
    const checkedWithin = permissionsOf(role).filter((one) => one.startsWith("create "));
    // Events are only looked for while waiting, to be shown; the deployer of this test may not read them.
    const optional = ["list events", "watch events"];
    const asked = cluster.auditLog.permissions().filter((one) => !optional.includes(one));
    expect([...asked, ...checkedWithin].sort()).to.deep.equal(permissionsOf(role).sort());
  });
});
