import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { KeyVaultWorkloadIdentityArgs } from "../../src/args";
import { secretsUser } from "../../src/model/rights";
import { normalizeArgs } from "../../src/normalize-args";
import { Gate } from "../../src/pulumi/gate";
import { settle } from "../../src/pulumi/settle";
import { formatReason, type Issue } from "../../src/validation/issue";
import { fullInput, smallInput as input, judge, pathsOf, useProject } from "./input";

const issuer = "https://issuer.example/";

const keys = (prefix: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${prefix}${index}`, { oidcIssuerUrl: issuer }]),
  );

const known = async <T>(value: pulumi.Input<T>) => (await settle(value)).value;

describe("normalizeArgs", () => {
  before(useProject);

  it("fills in every default", async () => {
    const { args, issues } = await judge(input({}));
    expect(issues).to.deep.equal([]);
    expect(await known(args.serviceAccount.name)).to.equal("orders");
    expect(args.serviceAccount.tokenExpirationSeconds).to.equal(undefined);
    expect(args.identity).to.include({ kind: "new managed identity", name: undefined, tags: undefined });
    expect(args.pod).to.equal(undefined);
    expect(args.cloudName).to.equal(undefined);
    const [cluster] = args.clusters;
    expect(cluster?.credentialName).to.equal("orders-aks-89e04ec6");
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
      rights: [{ role: secretsUser, slug: "secrets-user" }],
    });
    expect(vault?.files).to.deep.equal([
      { fileName: "a", objectName: "a", objectType: "secret", objectVersionHistory: undefined },
    ]);
  });

  it("reads an id into its parts, subscription included", async () => {
    const { args } = await judge(fullInput());
    const other = args.keyVaults.find(({ key }) => key === "other");
    expect(await known(other?.vault)).to.deep.equal({
      subscriptionId: "00000000-0000-0000-0000-00000000000a",
      resourceGroupName: "g",
      name: "kv-other",
    });
  });

  it("takes an issuer byte for byte", async () => {
    const oidcIssuerUrl = "https://Issuer.example/A//b/";
    const { args } = await judge(input({ clusters: { a: { oidcIssuerUrl } } }));
    const [cluster] = args.clusters;
    expect(cluster && "url" in cluster.issuer && (await known(cluster.issuer.url))).to.equal(oidcIssuerUrl);
  });

  it("orders clusters and vaults by their keys, as every language does", async () => {
    const { args } = await judge(fullInput());
    expect(args.clusters.map(({ key }) => key)).to.deep.equal(["blue", "green", "red-1"]);
    expect(args.keyVaults.map(({ key }) => key)).to.deep.equal(["kv-shop", "other"]);
  });

  it("makes no Secret for an empty env: the driver refuses one without data", async () => {
    const { args, issues } = await judge(input({ vault: { env: {} } }));
    expect(issues).to.deep.equal([]);
    expect(args.keyVaults[0]?.mount?.secrets).to.deep.equal([]);
  });

  it("tells all mistakes at once, each with its path as users write it", async () => {
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
            Tls: { type: "kubernetes.io/tls", data: { crt: "nowhere" } },
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
        `${vault}.syncedSecrets.Tls`,
        `${vault}.syncedSecrets.Tls.data`,
        `${vault}.syncedSecrets.Tls.data.crt`,
        `${vault}.syncedSecrets.empty.data`,
        `${vault}.env["0A"]`,
        `${vault}.mountPath`,
        "podLabels.app",
      ].sort(),
    );
  });

  describe("a cluster", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/n";
    for (const cluster of [
      { resourceGroupName: "g" },
      { resourceGroupName: "g", name: "n" },
      { id },
      { oidcIssuerUrl: issuer },
    ]) {
      it(`is given by ${Object.keys(cluster).join(" and ")}`, async () => {
        expect(await pathsOf(input({ clusters: { aks: cluster } }))).to.deep.equal([]);
      });
    }
    for (const cluster of [
      {},
      { name: "n" },
      { id, name: "n" },
      { oidcIssuerUrl: issuer, name: "n" },
      { id, resourceGroupName: "g" },
      { id, oidcIssuerUrl: issuer },
      { resourceGroupName: "g", oidcIssuerUrl: issuer },
    ]) {
      it(`is not given by ${Object.keys(cluster).join(" and ") || "nothing"}`, async () => {
        expect(await pathsOf(input({ clusters: { aks: cluster } }))).to.include("clusters.aks");
      });
    }
    it("has one of 20 places on an identity", async () => {
      expect(await pathsOf(input({ clusters: keys("c", 20) }))).to.deep.equal([]);
      expect(await pathsOf(input({ clusters: keys("c", 21) }))).to.deep.equal(["clusters"]);
    });
    it("gives its key to a credential whose name has at most 120 characters", async () => {
      const clusters = { a: { oidcIssuerUrl: issuer } };
      expect(await pathsOf(input({ clusters }), "o".repeat(109))).to.deep.equal([]);
      expect(await pathsOf(input({ clusters }), "o".repeat(110))).to.deep.equal(["clusters.a"]);
    });
  });

  describe("a vault", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-shop";
    const objects = { a: {} };
    it("is given by exactly one of resourceGroupName, with or without name, and id", async () => {
      for (const ways of [{ resourceGroupName: "g" }, { resourceGroupName: "g", name: "kv-1" }, { id }]) {
        expect(await pathsOf(input({ keyVaults: { kv1: { ...ways, objects } } }))).to.deep.equal([]);
      }
      for (const ways of [{}, { name: "kv-1" }, { id, name: "kv-1" }, { id, resourceGroupName: "g" }]) {
        expect(await pathsOf(input({ keyVaults: { kv1: { ...ways, objects } } }))).to.include(
          "keyVaults.kv1",
        );
      }
    });
    it("has a name of its own where the key is none", async () => {
      const vault = { resourceGroupName: "g", objects };
      expect(await pathsOf(input({ keyVaults: { kv: vault } }))).to.deep.equal(["keyVaults.kv.name"]);
      expect(await pathsOf(input({ keyVaults: { kv: { ...vault, name: "kv-1" } } }))).to.deep.equal([]);
    });
    it("has one object at least", async () => {
      expect(await pathsOf(input({ vault: { objects: {} } }))).to.deep.equal(["keyVaults.kv1.objects"]);
      expect(await pathsOf(input({ keyVaults: { kv1: { resourceGroupName: "g" } } }))).to.deep.equal([
        "keyVaults.kv1.objects",
      ]);
    });
    it("lets a key or certificate have the default format, and no encoding: the provider refuses any", async () => {
      const objects = { a: { objectType: "key", objectFormat: "pem" } };
      expect(await pathsOf(input({ vault: { objects } }))).to.deep.equal([]);
      const encoded = { a: { objectType: "cert", objectEncoding: "utf-8" } };
      expect(await pathsOf(input({ vault: { objects: encoded } }))).to.deep.equal([
        "keyVaults.kv1.objects.a.objectEncoding",
      ]);
    });
    it("reports files that clash, versions included", async () => {
      const objects = { a: { objectVersionHistory: 2 }, "a/1": { objectName: "b" } };
      expect(await pathsOf(input({ vault: { objects } }))).to.deep.equal(['keyVaults.kv1.objects["a/1"]']);
    });
    it("takes the longest history at once", async () => {
      const vault = { objects: { a: { objectVersionHistory: 2 ** 31 - 1 } }, env: { A: "a/0", B: "a" } };
      expect(await pathsOf(input({ vault }))).to.deep.equal(["keyVaults.kv1.env.B"]);
    });
  });

  describe("two vaults", () => {
    const two = (one: object, other: object) => ({
      ...input({}),
      keyVaults: {
        kv1: { resourceGroupName: "g", objects: { a: {} }, ...one },
        kv2: { resourceGroupName: "g", objects: { a: {} }, ...other },
      },
    });
    it("may hold the same files", async () => {
      expect(await pathsOf(two({}, {}))).to.deep.equal([]);
    });
    it("share no folder", async () => {
      const same = { mountPath: "/secrets" };
      expect(await pathsOf(two(same, same))).to.deep.equal(["keyVaults.kv2.mountPath"]);
    });
    it("share no SecretProviderClass", async () => {
      const same = { secretProviderClass: { name: "orders" } };
      expect(await pathsOf(two(same, same))).to.deep.equal(["keyVaults.kv2.secretProviderClass.name"]);
    });
    it("share no variable", async () => {
      const same = { env: { A: "a" } };
      expect(await pathsOf(two(same, same))).to.deep.equal(["keyVaults.kv2.env.A"]);
    });
    it("share no Secret, and the one behind env is told from the others", async () => {
      const secret = (name: string) => ({ syncedSecrets: { [name]: { data: { k: "a" } } } });
      expect(await pathsOf(two(secret("s"), secret("s")))).to.deep.equal(["keyVaults.kv2.syncedSecrets.s"]);
      const { issues } = await judge(two({ ...secret("orders-kv1-env"), env: { A: "a" } }, {}));
      expect(issues.map((issue) => `${issue.path} ${formatReason(issue)}`)).to.deep.equal([
        'keyVaults.kv1.env must be a Secret of its own and not that of keyVaults.kv1.syncedSecrets["orders-kv1-env"], but is "orders-kv1-env".',
      ]);
    });
  });

  describe("two vaults whose names come later", () => {
    const two = (mountPath: unknown, other: unknown) => {
      const vault = { resourceGroupName: "g", objects: { a: {} } };
      return {
        ...input({}),
        keyVaults: { kv1: { ...vault, mountPath }, kv2: { ...vault, mountPath: other } },
      };
    };
    const now = (given: unknown) => {
      const gate = new Gate("orders");
      normalizeArgs("orders", given as KeyVaultWorkloadIdentityArgs, gate);
      return () => gate.throwIssues();
    };
    it("are compared when they are known", async () => {
      expect(await pathsOf(two("/a", pulumi.output("/a")))).to.deep.equal(["keyVaults.kv2.mountPath"]);
      expect(await pathsOf(two("/a", pulumi.output("/b")))).to.deep.equal([]);
      expect(now(two("/a", pulumi.output("/a")))).not.to.throw();
    });
    it("are compared at once where they are known", () => {
      expect(now(two("/a", "/a"))).to.throw("keyVaults.kv2.mountPath must be a folder of its own");
    });
    it("are not compared while one is unknown", async () => {
      expect(await pathsOf(two("/a", pulumi.output(pulumi.unknown)))).to.deep.equal([]);
    });
    it("are only compared where they are names", async () => {
      expect(await pathsOf(two(7, 7))).to.deep.equal(["keyVaults.kv1.mountPath", "keyVaults.kv2.mountPath"]);
    });
  });

  describe("a map of texts", () => {
    it("is told of at once where it is known, beside what is not", () => {
      const gate = new Gate("orders");
      const podLabels = { app: "-", "a b": "x", version: pulumi.output(pulumi.unknown) };
      normalizeArgs("orders", input({ podLabels }) as unknown as KeyVaultWorkloadIdentityArgs, gate);
      expect(() => gate.throwIssues()).to.throw(/2 inputs to mend\n.*podLabels\.app.*\n.*podLabels\["a b"\]/);
    });
    it("is checked entry by entry as they arrive", async () => {
      const podLabels = { app: pulumi.output("-"), hidden: pulumi.secret("-"), ok: pulumi.output("ok") };
      const { issues } = await judge(input({ podLabels }));
      expect(issues.map(({ path, received }) => [path, received])).to.deep.equal([
        ["podLabels.app", '"-"'],
        ["podLabels.hidden", "a secret value"],
      ]);
    });
    it("is checked as a whole where all of it arrives later", async () => {
      expect(await pathsOf(input({ podLabels: pulumi.output({ app: "-", "a b": "x" }) }))).to.deep.equal([
        "podLabels.app",
        'podLabels["a b"]',
      ]);
      expect(await pathsOf(input({ podLabels: pulumi.output("app") as object }))).to.deep.equal([
        "podLabels",
      ]);
    });
  });

  describe("values that come later", () => {
    it("are checked when they are known", async () => {
      expect(await pathsOf(input({ namespace: pulumi.output("Shop") }))).to.deep.equal(["namespace"]);
      expect(await pathsOf(input({ podLabels: { app: pulumi.output("-") } }))).to.deep.equal([
        "podLabels.app",
      ]);
    });
    it("are let through while they are unknown", async () => {
      expect(await pathsOf(input({ namespace: pulumi.output(pulumi.unknown) as object }))).to.deep.equal([]);
    });
    it("are not told where they are secret", async () => {
      const { issues } = await judge(input({ vault: { mountPath: pulumi.secret("Hidden-Marker") } }));
      expect(issues.map(({ path, received }) => [path, received])).to.deep.equal([
        ["keyVaults.kv1.mountPath", "a secret value"],
      ]);
      expect(JSON.stringify(issues)).not.to.contain("Hidden-Marker");
    });
  });

  describe("a secret", () => {
    it("is no name that decides who reads what: the reviewer has to see it", async () => {
      const { issues } = await judge(input({ namespace: pulumi.secret("shop") }));
      expect(issues.map((issue) => `${issue.path} ${formatReason(issue)}`)).to.deep.equal([
        "namespace must be no secret. It decides who can read what, and the preview must show it. Take it out of its secret (`unsecret`).",
      ]);
    });
    it("is no such name either while it is unknown, or where it is wrong, which is not told", async () => {
      const unknown = pulumi.secret(pulumi.output(pulumi.unknown as string));
      expect(await pathsOf(input({ namespace: unknown }))).to.deep.equal(["namespace"]);
      const { issues } = await judge(input({ namespace: pulumi.secret("Hidden-Marker") }));
      expect(new Set(issues.map(({ path }) => path))).to.deep.equal(new Set(["namespace"]));
      expect(JSON.stringify(issues)).not.to.contain("Hidden-Marker");
    });
    for (const name of ["podLabels", "tags"]) {
      it(`that is the map ${name} is told neither by its values nor by its keys, and once`, async () => {
        const map = pulumi.secret({ "Hidden Key": "Hidden Value", "Hidden\nOther": "-", app: 7 });
        const given = name === "tags" ? { identity: { tags: map } } : { podLabels: map };
        const { issues } = await judge(input(given));
        expect(issues.map(({ path, received }) => [path, received])).to.deep.equal([
          [name === "tags" ? "userAssignedIdentity.tags" : name, "a secret value"],
        ]);
        expect(JSON.stringify(issues)).not.to.contain("Hidden");
      });
    }
  });

  describe("the label of the workload identity webhook", () => {
    const label = "azure.workload.identity/use";
    it("may be taken over from another component", async () => {
      expect(await pathsOf(input({ podLabels: { [label]: "true" } }))).to.deep.equal([]);
      expect(await pathsOf(input({ podLabels: pulumi.output({ [label]: "true" }) }))).to.deep.equal([]);
    });
    it("has no other value, now or later: a pod cannot opt out of what it is labelled for", async () => {
      for (const podLabels of [
        { [label]: "false" },
        { [label]: "" },
        { [label]: pulumi.output("false") },
        pulumi.output({ [label]: "false" }),
      ]) {
        expect(await pathsOf(input({ podLabels }))).to.deep.equal([`podLabels["${label}"]`]);
      }
    });
  });

  it("tells a mistake in a long list once, and a few of what would be right", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `file-${index}`);
    const objects = Object.fromEntries(names.map((name) => [name, { objectName: "a" }]));
    const { issues } = await judge(input({ vault: { objects, env: { A: "nowhere" } } }));
    expect(issues).to.have.length(1);
    expect(formatReason(issues[0] as Issue).length).to.be.lessThan(300);
  });

  it("says what was found, what is allowed and what to change, in one sentence each", async () => {
    const { issues } = await judge(input({ vault: { objects: { "tls.pem": {} } } }));
    expect(issues.map((issue) => `${issue.path} ${formatReason(issue)}`)).to.deep.equal([
      'keyVaults.kv1.objects["tls.pem"].objectName must be the name of a Key Vault object: 1 to 127 letters, digits and \'-\', but is "tls.pem". The key in `objects` is the file name; give the object\'s own name as `objectName`.',
    ]);
  });
});
