import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { makeSecret, unknown } from "../../emulator/provider/values";
import { connectEachTest } from "./connect-each-test";
import { ProviderClient, refusal } from "./provider-client";

const serviceAccount = "kubernetes:core/v1:ServiceAccount";
const namespaceType = "kubernetes:core/v1:Namespace";
const secret = "kubernetes:core/v1:Secret";
const pod = "kubernetes:core/v1:Pod";
const deployment = "kubernetes:apps/v1:Deployment";
const providerClass = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";

const spec = (parameters: object) => ({ provider: "azure", parameters });
const workload = (podSpec: object) => ({
  selector: { matchLabels: { app: "orders" } },
  template: { metadata: { labels: { app: "orders" } }, spec: podSpec },
});
const containers = [{ name: "app", image: "shop/orders" }];

describe("kubernetes", () => {
  let cloud: Emulator;
  let provider: ProviderClient;
  const create = (type: string, name: string, fields: object = {}) =>
    provider.create(type, name, { metadata: { name, namespace: "shop" }, ...fields });

  connectEachTest("kubernetes", (made, client) => {
    cloud = made;
    provider = client;
  });

  describe("the provider", () => {
    it("makes up a name from the Pulumi name and eight hex digits", async () => {
      const { inputs } = await provider.check(serviceAccount, "orders", {});
      expect(inputs)
        .to.have.nested.property("metadata.name")
        .that.matches(/^orders-[0-9a-f]{8}$/);
      expect(inputs).to.deep.nested.include({ "metadata.annotations": { "pulumi.com/autonamed": "true" } });
    });

    it("keeps the name it made up, and replaces create-first", async () => {
      const made = await provider.create(serviceAccount, "orders", {});
      expect((await provider.diff(made, {})).changes).to.deep.equal([]);
      const diff = await provider.diff(made, { metadata: { namespace: "shop" } });
      expect(diff).to.deep.include({ replaces: ["metadata.namespace"], deleteBeforeReplace: false });
    });

    it("refuses generateName", async () => {
      const checked = provider.check(serviceAccount, "orders", { metadata: { generateName: "orders-" } });
      expect(await refusal(checked)).to.contain("not supported in Server-Side Apply mode");
    });

    it("identifies an object by namespace and name", async () => {
      expect((await create(serviceAccount, "orders")).id).to.equal("shop/orders");
      expect((await provider.create(namespaceType, "x", { metadata: { name: "new" } })).id).to.equal("new");
    });

    it("takes no namespace for the default one", async () => {
      const made = await provider.create(serviceAccount, "orders", { metadata: { name: "orders" } });
      expect(made.id).to.equal("default/orders");
      const diff = await provider.diff(made, { metadata: { name: "orders", namespace: "default" } });
      expect(diff.changes).to.deep.equal([]);
    });

    it("replaces a renamed object", async () => {
      const made = await create(serviceAccount, "orders");
      const diff = await provider.diff(made, { metadata: { name: "basket", namespace: "shop" } });
      expect(diff).to.deep.include({ replaces: ["metadata.name"], deleteBeforeReplace: false });
    });

    it("changes a SecretProviderClass in place", async () => {
      const made = await create(providerClass, "orders", { spec: spec({ objects: "a", dropped: "x" }) });
      const fields = { metadata: { name: "orders", namespace: "shop" }, spec: spec({ objects: "b" }) };
      const diff = await provider.diff(made, fields);
      expect(diff).to.deep.include({
        changes: ["spec.parameters.dropped", "spec.parameters.objects"],
        replaces: [],
      });
      const properties = await provider.update(made, fields);
      expect(properties).to.deep.nested.include({ "spec.parameters": { objects: "b" } });
    });

    it("replaces a Deployment with another selector, delete-first under one name", async () => {
      const metadata = { name: "orders", namespace: "shop" };
      const made = await create(deployment, "orders", { spec: workload({ containers }) });
      const other = {
        selector: { matchLabels: { app: "o" } },
        template: { metadata: { labels: { app: "o" } }, spec: { containers } },
      };
      const diff = await provider.diff(made, { metadata, spec: other });
      expect(diff).to.deep.include({
        replaces: ["spec.selector.matchLabels.app"],
        deleteBeforeReplace: true,
      });
    });

    it("replaces a Pod with other volumes or another image", async () => {
      const metadata = { name: "orders", namespace: "shop" };
      const made = await create(pod, "orders", { spec: { containers } });
      const changed = {
        containers: [{ name: "app", image: "other" }],
        volumes: [{ name: "v", emptyDir: {} }],
      };
      expect((await provider.diff(made, { metadata, spec: changed })).replaces).to.have.members([
        "spec.containers[0].image",
        "spec.volumes",
      ]);
    });

    it("tries a preview on the server, and keeps nothing", async () => {
      const metadata = { name: "orders", namespace: "shop" };
      expect(await provider.preview(serviceAccount, "orders", { metadata })).to.have.nested.property(
        "metadata.uid",
      );
      expect(cloud.kubernetes).to.deep.equal([]);
      const bad = provider.preview(serviceAccount, "orders", { metadata: { ...metadata, name: "Orders" } });
      expect(await refusal(bad)).to.contain("was not successfully created by the Kubernetes API server");
    });

    it("does not try a preview with unknown values, or in a namespace not made yet", async () => {
      const metadata = { name: "Orders", namespace: "shop", annotations: { id: unknown } };
      expect((await provider.preview(serviceAccount, "orders", { metadata })).metadata).to.deep.equal(
        metadata,
      );
      const early = { name: "orders", namespace: "later" };
      expect((await provider.preview(serviceAccount, "orders", { metadata: early })).metadata).to.deep.equal(
        early,
      );
    });

    it("sees no change in a refresh of what did not change", async () => {
      const made = await create(deployment, "orders", { spec: workload({ containers }) });
      const { inputs } = (await provider.read(made)) as { inputs: object };
      expect(inputs).to.deep.equal(made.inputs);
    });

    it("finds in a refresh that an object is gone", async () => {
      const made = await create(serviceAccount, "orders");
      await provider.delete(made);
      expect(await provider.read(made)).to.equal(undefined);
    });

    it("imports what the server did not fill in", async () => {
      const { id } = await create(serviceAccount, "orders", { automountServiceAccountToken: false });
      const imported = await provider.read({ type: serviceAccount, id });
      expect(imported?.inputs).to.deep.equal({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "orders", namespace: "shop" },
        automountServiceAccountToken: false,
      });
    });

    it("keeps secret what was given secret", async () => {
      const made = await create(secret, "s", {
        stringData: { password: makeSecret("p") },
        data: { open: "bw==" },
      });
      expect(made.properties.data).to.deep.equal({ password: makeSecret("cA=="), open: "bw==" });
      const metadata = { name: "s", namespace: "shop" };
      const diff = await provider.diff(made, {
        metadata,
        stringData: { password: "p" },
        data: { open: "bw==" },
      });
      expect(diff.changes).to.deep.equal([]);
    });

    it("keeps two clusters apart", async () => {
      const green = await ProviderClient.connect(cloud.debugProviders, "kubernetes", { context: "green" });
      await create(serviceAccount, "orders");
      await green.create(serviceAccount, "orders", { metadata: { name: "orders", namespace: "shop" } });
      green.close();
      expect(cloud.kubernetes.map((object) => object.id)).to.deep.equal(["shop/orders", "shop/orders"]);
    });
  });

  describe("the API server", () => {
    it("refuses an object that exists", async () => {
      await create(serviceAccount, "orders");
      const again = provider.create(serviceAccount, "again", {
        metadata: { name: "orders", namespace: "shop" },
      });
      expect(await refusal(again)).to.contain('serviceaccounts "orders" already exists');
      const ns = provider.create(namespaceType, "n", { metadata: { name: "shop" } });
      expect(await refusal(ns)).to.contain('namespaces "shop" already exists');
    });

    it("needs the namespace, and waits a moment for it", async () => {
      const made = provider.create(serviceAccount, "orders", {
        metadata: { name: "orders", namespace: "later" },
      });
      await provider.create(namespaceType, "later", { metadata: { name: "later" } });
      expect((await made).id).to.equal("later/orders");
      const lost = provider.create(serviceAccount, "lost", { metadata: { name: "lost", namespace: "typo" } });
      expect(await refusal(lost)).to.match(/by the Kubernetes API server: namespaces "typo" not found$/);
    });

    it("deletes a namespace with what is in it", async () => {
      const made = await provider.create(namespaceType, "later", { metadata: { name: "later" } });
      await provider.create(serviceAccount, "orders", { metadata: { name: "orders", namespace: "later" } });
      await provider.delete(made);
      expect(cloud.kubernetes).to.deep.equal([]);
    });

    it("names a service account by a DNS subdomain", async () => {
      expect(await refusal(create(serviceAccount, "Orders"))).to.contain(
        `ServiceAccount "Orders" is invalid: metadata.name: Invalid value: "Orders": a lowercase RFC 1123 subdomain must consist of`,
      );
      expect(await refusal(create(serviceAccount, "a".repeat(254)))).to.contain(
        "must be no more than 253 bytes",
      );
      await create(serviceAccount, "orders.v1");
    });

    it("names a namespace by a DNS label", async () => {
      const made = provider.create(namespaceType, "n", { metadata: { name: "shop.eu" } });
      expect(await refusal(made)).to.contain(
        `Namespace "shop.eu" is invalid: metadata.name: Invalid value: "shop.eu": a lowercase RFC 1123 label must consist of`,
      );
    });

    it("refuses labels and annotations that are no strings", async () => {
      const metadata = { name: "orders", namespace: "shop", annotations: { expiry: 3600 } };
      expect(await refusal(provider.create(serviceAccount, "orders", { metadata }))).to.contain(
        'ServiceAccount in version "v1" cannot be handled as a ServiceAccount: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.annotations of type string',
      );
    });

    it("refuses malformed labels and annotation keys", async () => {
      const labelled = { name: "orders", namespace: "shop", labels: { app: "a b" } };
      expect(await refusal(provider.create(serviceAccount, "orders", { metadata: labelled }))).to.contain(
        'metadata.labels: Invalid value: "a b": a valid label must be an empty string or consist of',
      );
      const annotated = { name: "orders", namespace: "shop", annotations: { "a/b/c": "d" } };
      expect(await refusal(provider.create(serviceAccount, "orders", { metadata: annotated }))).to.contain(
        'metadata.annotations: Invalid value: "a/b/c": a valid label key must consist of',
      );
    });

    it("refuses a parameter of a SecretProviderClass that is no string", async () => {
      expect(
        await refusal(create(providerClass, "orders", { spec: spec({ usePodIdentity: false }) })),
      ).to.contain(
        'SecretProviderClass.secrets-store.csi.x-k8s.io "orders" is invalid: spec.parameters.usePodIdentity: Invalid value: "boolean": spec.parameters.usePodIdentity in body must be of type string: "boolean"',
      );
    });

    it("refuses a synced Secret whose data are no objects", async () => {
      const secretObjects = [{ secretName: "s", type: "Opaque", data: ["db"] }];
      expect(await refusal(create(providerClass, "orders", { spec: { secretObjects } }))).to.contain(
        'spec.secretObjects[0].data[0] in body must be of type object: "string"',
      );
    });

    it("prunes what the SecretProviderClass does not know", async () => {
      const made = await create(providerClass, "orders", { spec: { ...spec({}), Parameters: {} }, data: {} });
      expect(made.properties.spec).to.deep.equal(spec({}));
      expect(made.properties).not.to.have.property("data");
    });

    it("refuses a kind it does not know", async () => {
      const made = provider.create("kubernetes:example.com/v1:Widget", "w", {});
      expect(await refusal(made)).to.equal('no matches for kind "Widget" in version "example.com/v1"');
    });

    it("refuses a Deployment whose selector misses its pods", async () => {
      const other = { ...workload({ containers }), selector: { matchLabels: { app: "typo" } } };
      expect(await refusal(create(deployment, "orders", { spec: other }))).to.contain(
        'Deployment.apps "orders" is invalid: spec.template.metadata.labels: Invalid value: {"app":"orders"}: `selector` does not match template `labels`',
      );
    });

    it("refuses a mount of a volume that is not there", async () => {
      const mounting = [{ ...containers[0], volumeMounts: [{ name: "typo", mountPath: "/mnt" }] }];
      expect(await refusal(create(pod, "orders", { spec: { containers: mounting } }))).to.contain(
        'Pod "orders" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "typo"',
      );
    });

    it("refuses a volume whose name is no DNS label, and one that comes twice", async () => {
      const volumes = ["kv.shop", "a", "a"].map((name) => ({ name }));
      const message = await refusal(
        create(deployment, "orders", { spec: workload({ containers, volumes }) }),
      );
      expect(message).to.contain('spec.template.spec.volumes[0].name: Invalid value: "kv.shop"');
      expect(message).to.contain('spec.template.spec.volumes[2].name: Duplicate value: "a"');
    });

    it("refuses a Pod whose service account is not there", async () => {
      const spec = { containers, serviceAccountName: "orders" };
      expect(await refusal(create(pod, "p", { spec }))).to.contain(
        'pods "p" is forbidden: error looking up service account shop/orders: serviceaccount "orders" not found',
      );
      await create(serviceAccount, "orders");
      await create(pod, "p", { spec });
    });
  });

  describe("a patch", () => {
    const patch = `${serviceAccount}Patch`;
    const metadata = { name: "orders", namespace: "shop" };
    const annotate = (annotations: object) => ({ metadata: { ...metadata, annotations } });

    it("needs a name", async () => {
      expect(await refusal(provider.check(patch, "p", {}))).to.equal(
        "patch resources require the `.metadata.name` field to be set",
      );
    });

    it("adds fields, and takes only its own back", async () => {
      await provider.create(serviceAccount, "orders", annotate({ theirs: "1" }));
      const made = await provider.create(patch, "p", annotate({ ours: "2" }));
      expect(cloud.kubernetes[0]?.properties).to.deep.nested.include({
        "metadata.annotations": { theirs: "1", ours: "2" },
      });
      await provider.delete(made);
      expect(cloud.kubernetes[0]?.properties).to.deep.nested.include({
        "metadata.annotations": { theirs: "1" },
      });
    });

    it("is refused a field that another manager has set otherwise", async () => {
      await provider.create(serviceAccount, "orders", annotate({ "azure.workload.identity/client-id": "1" }));
      const message = await refusal(
        provider.create(patch, "p", annotate({ "azure.workload.identity/client-id": "2" })),
      );
      expect(message).to.contain("server-side apply field conflict detected");
      expect(message).to.match(
        /Apply failed with 1 conflict: conflict with "pulumi-kubernetes" using v1: \.metadata\.annotations\.azure\.workload\.identity\/client-id$/,
      );
    });

    it("names every conflict", async () => {
      await provider.create(serviceAccount, "orders", annotate({ a: "1", b: "1" }));
      expect(await refusal(provider.create(patch, "p", annotate({ a: "2", b: "2" })))).to.match(
        /Apply failed with 2 conflicts: conflicts with "pulumi-kubernetes" using v1:\n- \.metadata\.annotations\.a\n- \.metadata\.annotations\.b$/,
      );
    });

    it("takes a field over when forced", async () => {
      await provider.create(serviceAccount, "orders", annotate({ a: "1" }));
      await provider.create(patch, "p", annotate({ a: "2", "pulumi.com/patchForce": "true" }));
      expect(cloud.kubernetes[0]?.properties).to.nested.include({ "metadata.annotations.a": "2" });
    });

    it("shares a field that both set alike", async () => {
      await provider.create(serviceAccount, "orders", annotate({ a: "1" }));
      const made = await provider.create(patch, "p", annotate({ a: "1" }));
      await provider.delete(made);
      expect(cloud.kubernetes[0]?.properties).to.nested.include({ "metadata.annotations.a": "1" });
    });

    it("is not undone by an update of the object's own manager", async () => {
      const made = await provider.create(serviceAccount, "orders", annotate({ theirs: "1" }));
      await provider.create(patch, "p", annotate({ ours: "2" }));
      await provider.update(made, { metadata: { ...metadata, labels: { app: "orders" } } });
      expect(cloud.kubernetes[0]?.properties).to.deep.nested.include({
        "metadata.annotations": { ours: "2" },
      });
    });
  });
});
