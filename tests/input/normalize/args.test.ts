import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { secretsUser } from "../../../src/model/role-grants";
import { settle } from "../../../src/pulumi/settle";
import {
  fullInput,
  smallInput as input,
  pathsOf,
  readAsLibrary,
  readAsPlugin,
  sentencesOf,
  useProject,
} from "../support/input";

const known = async <T>(value: pulumi.Input<T>) => (await settle(value)).value;

describe("a valid input", () => {
  before(useProject);

  it("gets every default", async () => {
    const { args, issues } = await readAsLibrary(input({}));
    expect(issues).to.deep.equal([]);
    expect(await known(args.serviceAccount.name)).to.equal("orders");
    expect(args.serviceAccount.tokenExpirationSeconds).to.equal(undefined);
    expect(args.identity).to.include({ kind: "new managed identity", name: undefined, tags: undefined });
    expect(args.pod).to.equal(undefined);
    expect(args.cloudName).to.equal(undefined);
    const [cluster] = args.clusters;
    expect(cluster && "aks" in cluster.issuer && (await known(cluster.issuer.aks))).to.deep.equal({
      resourceGroupName: "platform",
      name: "aks",
    });
    const [vault] = args.keyVaults;
    expect(await known(vault?.vault)).to.deep.equal({ resourceGroupName: "shop", name: "kv1" });
    expect(await known(vault?.mount?.secretProviderClassName)).to.equal("orders-kv1");
    expect(await known(vault?.mount?.mountPath)).to.equal("/mnt/secrets-store/kv1");
    expect(vault?.mount?.envSecretName).to.equal("orders-kv1-env");
    expect(vault?.access).to.deep.equal({
      kind: "roles",
      grants: [{ role: secretsUser, slug: "secrets-user" }],
    });
    expect(vault?.files).to.deep.equal([
      { fileName: "a", objectName: "a", objectType: "secret", objectVersionHistory: undefined },
    ]);
  });

  it("has each id read into its parts, subscription included", async () => {
    const { args } = await readAsLibrary(fullInput());
    const other = args.keyVaults.find(({ key }) => key === "other");
    expect(await known(other?.vault)).to.deep.equal({
      subscriptionId: "00000000-0000-0000-0000-00000000000a",
      resourceGroupName: "g",
      name: "kv-other",
    });
  });

  it("keeps an issuer byte for byte", async () => {
    const oidcIssuerUrl = "https://Issuer.example/A//b/";
    const { args } = await readAsLibrary(input({ clusters: { a: { oidcIssuerUrl } } }));
    const [cluster] = args.clusters;
    expect(cluster && "url" in cluster.issuer && (await known(cluster.issuer.url))).to.equal(oidcIssuerUrl);
  });

  it("has its clusters and vaults in the order of their keys, as in every language", async () => {
    const { args } = await readAsLibrary(fullInput());
    expect(args.clusters.map(({ key }) => key)).to.deep.equal(["blue", "green", "red-1"]);
    expect(args.keyVaults.map(({ key }) => key)).to.deep.equal(["kv-shop", "other"]);
  });
});

describe("an invalid input", () => {
  before(useProject);

  it("is reported together with a size, also where the plugin has waited for the value", async () => {
    const annotations = pulumi.output({ "example.com/text": "a".repeat(300 * 2 ** 10) });
    const { immediate } = await readAsPlugin(input({ namespace: "Shop", serviceAccount: { annotations } }));
    expect(immediate.map(({ path }) => path)).to.have.members(["namespace", "serviceAccount.annotations"]);
  });

  it("is one mistake where the annotations of a class are larger than the class may be", async () => {
    const annotations = { "example.com/text": "a".repeat(2 ** 21) };
    expect(await pathsOf(input({ vault: { secretProviderClass: { annotations } } }))).to.deep.equal([
      "keyVaults.kv1.secretProviderClass.annotations",
    ]);
  });

  it("is reported with all mistakes together, each with its path as users write it", async () => {
    const paths = await pathsOf({
      namespace: "Shop",
      clusters: { "a.b": { resourceGroupName: "g", name: "-" }, c: { oidcIssuerUrl: "http://a" } },
      serviceAccount: {
        name: "Orders",
        labels: { "a b": "x", ok: "not ok" },
        annotations: { "azure.workload.identity/client-id": "x" },
        tokenExpirationSeconds: 3599,
      },
      userAssignedIdentity: { resourceGroupName: "g.", name: "a", location: "" },
      keyVaults: {
        "kv-shop": {
          resourceGroupName: "g/h",
          objects: {
            "a.pem": {},
            "../b": { objectName: "b" },
            c: { objectType: "Secret", objectVersion: "1", objectVersionHistory: -1, filePermission: "rw" },
            d: { objectType: "cert", objectFormat: "pfx", objectEncoding: "hex" },
          },
          roleScope: "vault",
          secretProviderClass: { name: "SPC" },
          syncedSecrets: {
            Upper: { data: { key: "c" } },
            tls: { type: "kubernetes.io/tls", data: { crt: "nowhere" } },
            empty: { data: {} },
          },
          env: { "0A": "c" },
          mountPath: "relative",
        },
      },
      podLabels: { app: "-" },
    });
    const vault = 'keyVaults["kv-shop"]';
    expect([...paths].sort()).to.deep.equal(
      [
        "namespace",
        'clusters["a.b"]',
        'clusters["a.b"].name',
        "clusters.c.oidcIssuerUrl",
        "serviceAccount.name",
        'serviceAccount.labels["a b"]',
        "serviceAccount.labels.ok",
        'serviceAccount.annotations["azure.workload.identity/client-id"]',
        "serviceAccount.tokenExpirationSeconds",
        "userAssignedIdentity.resourceGroupName",
        "userAssignedIdentity.name",
        "userAssignedIdentity.location",
        `${vault}.resourceGroupName`,
        `${vault}.objects["a.pem"].objectName`,
        `${vault}.objects["../b"]`,
        `${vault}.objects.c.objectType`,
        `${vault}.objects.c.objectVersion`,
        `${vault}.objects.c.objectVersionHistory`,
        `${vault}.objects.c.filePermission`,
        `${vault}.objects.d.objectFormat`,
        `${vault}.objects.d.objectEncoding`,
        `${vault}.roleScope`,
        `${vault}.secretProviderClass.name`,
        `${vault}.syncedSecrets.Upper`,
        `${vault}.syncedSecrets.tls.data`,
        `${vault}.syncedSecrets.tls.data.crt`,
        `${vault}.syncedSecrets.empty.data`,
        `${vault}.env["0A"]`,
        `${vault}.mountPath`,
        "podLabels.app",
      ].sort(),
    );
  });

  it("is reported with the mistakes below an invalid key too", async () => {
    const vault = { syncedSecrets: { Upper: { type: "kubernetes.io/tls", data: { crt: "nowhere" } } } };
    const path = "keyVaults.kv1.syncedSecrets.Upper";
    expect(await pathsOf(input({ vault }))).to.have.members([path, `${path}.data`, `${path}.data.crt`]);
  });

  it("is reported with the place of the first Secret of a name", async () => {
    const serviceAccount = { imagePullSecrets: ["registry", "mirror", "registry"] };
    expect(await sentencesOf(input({ serviceAccount }))).to.deep.equal([
      "serviceAccount.imagePullSecrets[2]: names the same Secret as serviceAccount.imagePullSecrets[0]. Remove one of the two.",
    ]);
  });
});
