import { expect } from "chai";
import { awaited, MockCloud } from "./support/mock-cloud";
import { made, orders } from "./support/orders";

describe("the test pod", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  const keyVaults = {
    "kv-shop": {
      resourceGroupName: "shop",
      objects: { "db-password": {} },
      env: { DB_PASSWORD: "db-password" },
    },
  };

  const systems = { Linux: ["/bin/sleep", "10000"], Windows: ["ping", "-t", "127.0.0.1"] } as const;
  for (const os of ["Linux", "Windows"] as const) {
    it(`mounts on ${os}, after everything that the mount needs`, async () => {
      const component = await made(
        "orders",
        orders({ keyVaults, podLabels: { app: "orders" }, pod: { image: "busybox:1.36", os } }),
      );
      const volumes = await awaited(component.volumes);
      const volumeMounts = await awaited(component.volumeMounts);
      const env = await awaited(component.env);
      await cloud.appeared("Pod");
      expect(cloud.of("Pod").map(({ name, inputs }) => [name, inputs.metadata, inputs.spec])).to.deep.equal([
        [
          "orders-pod",
          { namespace: "shop", labels: { app: "orders", "azure.workload.identity/use": "true" } },
          {
            serviceAccountName: "orders",
            nodeSelector: { "kubernetes.io/os": os.toLowerCase() },
            volumes,
            containers: [{ name: "mount", image: "busybox:1.36", command: systems[os], volumeMounts, env }],
          },
        ],
      ]);
      expect(cloud.dependencies["orders-pod"]).to.include.members([
        "orders-credential-aks-prod",
        "orders-grant-kv-shop-secrets-user",
        "orders-secret-provider-class-kv-shop",
        "orders-service-account",
      ]);
    });
  }

  it("runs the given command, and on Linux by default", async () => {
    await made("orders", orders({ pod: { image: "busybox", command: ["sh"] } }));
    await cloud.appeared("Pod");
    const [spec] = cloud.of("Pod").map(({ inputs }) => inputs.spec as Record<string, unknown>);
    expect(spec?.nodeSelector).to.deep.equal({ "kubernetes.io/os": "linux" });
    expect(spec?.containers).to.have.nested.property("[0].command").that.deep.equals(["sh"]);
  });
});

describe("the input cloud", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  for (const name of [undefined, "AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud"] as const) {
    const sovereign = name !== undefined && name !== "AzurePublicCloud";
    it(`${name ?? "left out"} ${sovereign ? "sets" : "does not set"} cloudName in the SecretProviderClass, and keeps the audience`, async () => {
      await made("orders", orders({ cloud: name }));
      const [spec] = cloud.of("SecretProviderClass").map(({ inputs }) => inputs.spec);
      const { parameters } = spec as { parameters: Record<string, string> };
      expect(parameters.cloudName).to.equal(sovereign ? name : undefined);
      expect(Object.keys(parameters).includes("cloudName")).to.equal(sovereign);
      expect(cloud.of("FederatedIdentityCredential")[0]?.inputs.audiences).to.deep.equal([
        "api://AzureADTokenExchange",
      ]);
    });
  }
});
