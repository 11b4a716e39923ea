import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { failure } from "./support/failure";
import { awaited, MockCloud } from "./support/mock-cloud";
import { prose } from "./support/prose";

const vaultId =
  "/subscriptions/00000000-0000-0000-0000-00000000aaaa/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop";

function args(): KeyVaultWorkloadIdentityArgs {
  return {
    namespace: "shop",
    clusters: { "aks-prod": { resourceGroupName: "platform" } },
    userAssignedIdentity: { resourceGroupName: "shop" },
    keyVaults: {
      "kv-shop": {
        resourceGroupName: "shop",
        objects: { "db-password": {}, "tls.pem": { objectName: "web-tls", filePermission: "0400" } },
        env: { DB_PASSWORD: "db-password" },
      },
    },
    podLabels: { app: "orders" },
  };
}

type Broken = () => pulumi.Output<string>;

describe("the component", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  async function made(component: KeyVaultWorkloadIdentity): Promise<void> {
    await awaited(pulumi.all([component.volumes, component.identityId]));
  }

  it("federates the service account with the cluster's issuer, byte for byte", async () => {
    await made(new KeyVaultWorkloadIdentity("orders", args()));
    expect(cloud.of("FederatedIdentityCredential").map(({ inputs }) => inputs)).to.deep.equal([
      {
        resourceGroupName: "shop",
        resourceName: "orders-identity1a2b3c4d",
        federatedIdentityCredentialResourceName: "orders-aks-prod-300d296e",
        issuer: "https://issuer.example.com/aks-prod/",
        subject: "system:serviceaccount:shop:orders",
        audiences: ["api://AzureADTokenExchange"],
      },
    ]);
  });

  it("assigns the role to the identity's object id, as a service principal, under a repeatable name", async () => {
    await made(new KeyVaultWorkloadIdentity("orders", args()));
    const [assignment, ...others] = cloud.of("RoleAssignment");
    expect(others).to.deep.equal([]);
    expect(assignment?.inputs).to.deep.include({
      scope: vaultId,
      principalId: "00000000-0000-0000-0000-0000000b1ec7",
      principalType: "ServicePrincipal",
      roleDefinitionId:
        "/subscriptions/00000000-0000-0000-0000-00000000aaaa/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
      description:
        'Service account "orders" in namespace "shop" can list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault).',
    });
    const name = assignment?.inputs.roleAssignmentName;
    const again = new MockCloud();
    await again.enter(false);
    await made(new KeyVaultWorkloadIdentity("orders", args()));
    expect(again.of("RoleAssignment")[0]?.inputs.roleAssignmentName).to.equal(name);
  });

  it("passes client id, tenant, vault and objects to the provider in the SecretProviderClass", async () => {
    await made(new KeyVaultWorkloadIdentity("orders", args()));
    expect(cloud.of("SecretProviderClass").map(({ inputs }) => inputs)).to.deep.equal([
      {
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        metadata: { name: "orders-kv-shop", namespace: "shop" },
        spec: {
          provider: "azure",
          parameters: {
            clientID: "00000000-0000-0000-0000-00000000c11e",
            keyvaultName: "kv-shop",
            tenantID: "00000000-0000-0000-0000-00000000bbbb",
            objects: [
              "array:",
              "  - |-",
              '    objectName: "db-password"',
              '    objectType: "secret"',
              "  - |-",
              '    objectName: "web-tls"',
              '    objectType: "secret"',
              '    objectAlias: "tls.pem"',
              '    filePermission: "0400"',
              "",
            ].join("\n"),
          },
          secretObjects: [
            {
              secretName: "orders-kv-shop-env",
              type: "Opaque",
              data: [{ key: "DB_PASSWORD", objectName: "db-password" }],
            },
          ],
        },
      },
    ]);
  });

  it("annotates the service account for pods that use an SDK", async () => {
    const serviceAccount = {
      labels: { team: "shop" },
      annotations: { note: "x" },
      tokenExpirationSeconds: 7200,
    };
    await made(new KeyVaultWorkloadIdentity("orders", { ...args(), serviceAccount }));
    expect(cloud.of("ServiceAccount")[0]?.inputs.metadata).to.deep.equal({
      name: "orders",
      namespace: "shop",
      labels: { team: "shop" },
      annotations: {
        note: "x",
        "azure.workload.identity/client-id": "00000000-0000-0000-0000-00000000c11e",
        "azure.workload.identity/tenant-id": "00000000-0000-0000-0000-00000000bbbb",
        "azure.workload.identity/service-account-token-expiration": "7200",
      },
    });
  });

  it("outputs everything that a pod spec needs", async () => {
    const orders = new KeyVaultWorkloadIdentity("orders", args());
    const outputs = await awaited(
      pulumi.output({
        labels: orders.podLabels,
        volumes: orders.volumes,
        volumeMounts: orders.volumeMounts,
        env: orders.env,
        classes: orders.secretProviderClassNames,
        volumeNames: orders.volumeNames,
        mountPaths: orders.mountPaths,
        secrets: orders.envSecretNames,
        uris: orders.vaultUris,
        issuers: orders.oidcIssuerUrls,
        driver: orders.csiDriverName,
      }),
    );
    expect(outputs).to.deep.equal({
      labels: { app: "orders", "azure.workload.identity/use": "true" },
      volumes: [
        {
          name: "secrets-store-kv-shop",
          csi: {
            driver: "secrets-store.csi.k8s.io",
            readOnly: true,
            volumeAttributes: { secretProviderClass: "orders-kv-shop" },
          },
        },
      ],
      volumeMounts: [
        { name: "secrets-store-kv-shop", mountPath: "/mnt/secrets-store/kv-shop", readOnly: true },
      ],
      env: [
        {
          name: "DB_PASSWORD",
          valueFrom: { secretKeyRef: { name: "orders-kv-shop-env", key: "DB_PASSWORD" } },
        },
      ],
      classes: { "kv-shop": "orders-kv-shop" },
      volumeNames: { "kv-shop": "secrets-store-kv-shop" },
      mountPaths: { "kv-shop": "/mnt/secrets-store/kv-shop" },
      secrets: { "kv-shop": "orders-kv-shop-env" },
      uris: { "kv-shop": "https://kv-shop.vault.azure.net/" },
      issuers: { "aks-prod": "https://issuer.example.com/aks-prod/" },
      driver: "secrets-store.csi.k8s.io",
    });
  });

  for (const management of ["Create", "External"] as const) {
    it(`writes the API token and the pull secrets of the service account to the manifests with management ${management}`, async () => {
      const serviceAccount = {
        management,
        automountServiceAccountToken: false,
        imagePullSecrets: ["registry"],
      };
      const orders = new KeyVaultWorkloadIdentity("orders", { ...args(), serviceAccount });
      await made(orders);
      const written = { automountServiceAccountToken: false, imagePullSecrets: [{ name: "registry" }] };
      const { "service-account.yaml": manifest = "" } = await awaited(orders.manifests);
      expect(parse(manifest)).to.deep.include(written);
      const created = cloud
        .of("ServiceAccount")
        .map(({ inputs: { apiVersion, kind, metadata, ...more } }) => more);
      expect(created).to.deep.equal(management === "Create" ? [written] : []);
    });
  }

  it("outputs the URI of a vault that is not mounted, in the vault's cloud", async () => {
    const orders = new KeyVaultWorkloadIdentity("orders", {
      ...args(),
      cloud: "AzureChinaCloud",
      keyVaults: { sdk: { id: vaultId, mount: false, objects: { token: {} } } },
    });
    expect(await awaited(orders.vaultUris)).to.deep.equal({ sdk: "https://kv-shop.vault.azure.cn/" });
  });

  it("outputs manifests of what it applies", async () => {
    const { "kv-shop": vault } = args().keyVaults ?? {};
    const metadata = { labels: { team: "shop" }, annotations: { "argocd.argoproj.io/sync-wave": "-1" } };
    const keyVaults = {
      "kv-shop": { ...vault, objects: { a: {} }, secretProviderClass: metadata, env: { A: "a" } },
    };
    const orders = new KeyVaultWorkloadIdentity("orders", { ...args(), keyVaults });
    await made(orders);
    expect(cloud.of("SecretProviderClass")[0]?.inputs.metadata).to.deep.include(metadata);
    const manifests = await awaited(orders.manifests);
    expect(Object.keys(manifests)).to.deep.equal([
      "service-account.yaml",
      "secret-provider-class-kv-shop.yaml",
    ]);
    expect(parse(manifests["secret-provider-class-kv-shop.yaml"] ?? "")).to.deep.equal(
      cloud.of("SecretProviderClass")[0]?.inputs,
    );
    expect(parse(manifests["service-account.yaml"] ?? "")).to.deep.equal({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: cloud.of("ServiceAccount")[0]?.inputs.metadata,
    });
  });

  for (const [when, empty] of Object.entries({
    "as given": {},
    "once known": pulumi.output({}),
    "of an Output that holds nothing": pulumi.output(undefined),
  })) {
    it(`leaves empty labels and annotations out of a SecretProviderClass, ${when}: they would be a change in each preview`, async () => {
      const given = args();
      Object.assign(given.keyVaults?.["kv-shop"] ?? {}, {
        secretProviderClass: { labels: empty, annotations: empty },
      });
      await made(new KeyVaultWorkloadIdentity("orders", given));
      expect(cloud.of("SecretProviderClass")[0]?.inputs.metadata).to.deep.equal({
        name: "orders-kv-shop",
        namespace: "shop",
      });
    });
  }

  it("looks up a cluster and a vault once for two components of a program, and again in another program", async () => {
    await made(new KeyVaultWorkloadIdentity("orders", args()));
    await made(new KeyVaultWorkloadIdentity("billing", args()));
    expect(cloud.calls.map(({ token }) => token.split(":").at(-1)).sort()).to.deep.equal([
      "getClientConfig",
      "getManagedCluster",
      "getVault",
    ]);
    const other = new MockCloud();
    await other.enter(false);
    await made(new KeyVaultWorkloadIdentity("orders", args()));
    expect(other.calls).to.have.length(3);
  });

  it("federates with a cluster outside of Azure by its issuer URL, without a look-up", async () => {
    const clusters = { office: { oidcIssuerUrl: "https://oidc.example.com/office" } };
    await made(new KeyVaultWorkloadIdentity("orders", { ...args(), clusters }));
    expect(cloud.of("FederatedIdentityCredential")[0]?.inputs.issuer).to.equal(
      "https://oidc.example.com/office",
    );
    expect(cloud.calls.map(({ token }) => token)).to.not.include(
      "azure-native:containerservice:getManagedCluster",
    );
  });

  it("assigns the role on a vault of another subscription, and does not look the vault up", async () => {
    const id = vaultId.replace("aaaa/", "cccc/");
    const input = args();
    input.keyVaults = { elsewhere: { id, objects: { "db-password": {} } } };
    await made(new KeyVaultWorkloadIdentity("orders", input));
    expect(cloud.of("RoleAssignment")[0]?.inputs).to.deep.include({
      scope: id,
      roleDefinitionId:
        "/subscriptions/00000000-0000-0000-0000-00000000cccc/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
    });
    expect(cloud.calls.map(({ token }) => token)).to.not.include("azure-native:keyvault:getVault");
  });

  it("stops the preview for a cluster of another subscription, in which it cannot be looked up", async () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-00000000cccc/resourceGroups/platform/providers/Microsoft.ContainerService/managedClusters/aks";
    const error = await failure(
      () => new KeyVaultWorkloadIdentity("orders", { ...args(), clusters: { aks: { id } } }),
    );
    expect(error.message).to.match(
      /clusters\.aks: the cluster is not in the azure-native provider's subscription, /,
    );
    expect(cloud.calls.map(({ token }) => token)).to.not.include(
      "azure-native:containerservice:getManagedCluster",
    );
  });

  it("creates nothing where values that are known later are wrong, and reports them in one error", async () => {
    const input = {
      ...args(),
      namespace: pulumi.output("Shop"),
      podLabels: pulumi.output({ app: "two words" }),
    };
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", input));
    expect(pulumi.InputPropertiesError.isInstance(error)).to.equal(true);
    expect(error.message).to.match(/^KeyVaultWorkloadIdentity "orders": 2 invalid inputs\n/);
    expect(error.message).to.match(/ - namespace: must be .* but is "Shop"/);
    expect(error.message).to.match(/ - podLabels\.app: must be .* but is "two words"/);
    expect(cloud.registered.map(({ name }) => name)).to.deep.equal(["orders"]);
  });

  for (const [what, changes] of Object.entries({
    "the namespace": (failed: Broken) => ({ namespace: failed() }),
    "a name that nothing but the access summary would use": (failed: Broken) => ({
      serviceAccount: { name: failed(), management: "External" as const },
    }),
    "one of the pod labels": (failed: Broken) => ({ podLabels: { app: failed() } }),
    "the mount path": (failed: Broken) => ({
      keyVaults: { "kv-shop": { resourceGroupName: "shop", objects: { a: {} }, mountPath: failed() } },
    }),
  })) {
    it(`creates nothing where the program fails to compute ${what}, and ends with the program's own error`, async () => {
      const own = new Error("the program's own error");
      const failed = () => pulumi.output(Promise.reject<string>(own));
      const error = await failure(
        () => new KeyVaultWorkloadIdentity("orders", { ...args(), ...changes(failed) }),
      );
      expect(error).to.equal(own);
      expect(cloud.registered.map(({ name }) => name)).to.deep.equal(["orders"]);
      expect(cloud.calls.map(({ token }) => token)).to.not.include("azure-native:keyvault:getVault");
    });
  }

  it("creates nothing where the namespace is a secret, and does not show it", async () => {
    const input = { ...args(), namespace: pulumi.secret("hidden-marker") };
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", input));
    expect(error.message).to.match(/1 invalid input\n {2}- namespace: must not be a secret\. It decides who/);
    expect(error.message).to.not.include("hidden-marker");
    expect(cloud.registered.map(({ name }) => name)).to.deep.equal(["orders"]);
  });

  it("reports the first twenty of thousands of mistakes, each in a short line", () => {
    const names = Array.from({ length: 3000 }, (_, index) => `${"wrong ".repeat(100)}${index}`);
    const podLabels = Object.fromEntries(names.map((name) => [name, name]));
    try {
      new KeyVaultWorkloadIdentity("orders", { ...args(), podLabels });
      expect.fail("the component was created");
    } catch (error) {
      const { message, reasons } = error as pulumi.InputPropertiesError & { reasons?: unknown[] };
      const [heading, ...lines] = message.split("\n");
      expect(heading).to.match(/: 6000 invalid inputs, of which the first 20 are$/);
      expect(lines).to.have.length(20);
      expect(message.length).to.be.lessThan(20_000);
      expect(reasons ?? (error as pulumi.InputPropertiesError).errors).to.have.length(20);
    }
  });

  it("throws mistakes in known values before it registers anything", () => {
    const wrong = { ...args(), namespace: "Shop" };
    expect(() => new KeyVaultWorkloadIdentity("orders", wrong)).to.throw(
      /namespace: must be .* but is "Shop"/,
    );
    expect(cloud.registered).to.deep.equal([]);
  });

  it("outputs names, volumes and the access summary in a preview in which no ids are known", async () => {
    const preview = new MockCloud();
    await preview.enter(true);
    const orders = new KeyVaultWorkloadIdentity("orders", args());
    expect(await awaited(orders.serviceAccountName)).to.equal("orders");
    expect(await awaited(orders.volumes)).to.have.length(1);
    expect(prose(await awaited(orders.trust))).to.include("acts as a new user-assigned identity");
    expect(preview.of("SecretProviderClass")).to.have.length(1);
  });
});
