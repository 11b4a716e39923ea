import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator";
import { ProviderClient, refusal } from "../emulator/provider-client";
import { world } from "../emulator/world";
import { sharedTestCluster } from "./support/test-cluster";
import type { TestCluster } from "./test-cluster/test-cluster";

const serviceAccount = "kubernetes:core/v1:ServiceAccount";
const pod = "kubernetes:core/v1:Pod";
const deployment = "kubernetes:apps/v1:Deployment";
const providerClass = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";
const containers = [{ name: "app", image: "shop/orders" }];
const at = (name: string, namespace = "shop") => ({ metadata: { name, namespace } });
const annotated = (annotations: Record<string, string>, name = "orders") => ({
  metadata: { name, namespace: "shop", annotations },
});

// What the built-in API server of emulator says must be what a real one says: the same tests for both.
for (const kind of ["built-in", "real"] as const) {
  describe(`the ${kind} API server behind the kubernetes provider`, function () {
    this.timeout(120_000);
    let testCluster: TestCluster | undefined;
    let cloud: Emulator;
    let provider: ProviderClient;

    before(async () => {
      if (kind === "built-in") return;
      testCluster = await sharedTestCluster();
      await testCluster.cluster("blue").createNamespace("shop");
    });
    beforeEach(async () => {
      cloud = await startEmulator({ world: world(), connect: testCluster?.connect });
      provider = await ProviderClient.connect(cloud.debugProviders, "kubernetes");
    });
    afterEach(async () => {
      provider.close();
      await cloud.stop();
      await testCluster?.cluster("blue").empty();
    });

    it("does not make what exists", async () => {
      await provider.create(serviceAccount, "a", at("orders"));
      expect(await refusal(provider.create(serviceAccount, "b", at("orders")))).to.contain(
        'was not successfully created by the Kubernetes API server: serviceaccounts "orders" already exists',
      );
    });

    it("refuses names that are not DNS names", async () => {
      expect(await refusal(provider.create(serviceAccount, "a", at("Orders")))).to.contain(
        'ServiceAccount "Orders" is invalid: metadata.name: Invalid value: "Orders": a lowercase RFC 1123 subdomain',
      );
    });

    it("refuses a namespace that is not there", async () => {
      expect(await refusal(provider.create(serviceAccount, "a", at("orders", "nowhere")))).to.contain(
        'namespaces "nowhere" not found',
      );
    });

    it("refuses a parameter that is no string", async () => {
      const spec = { provider: "azure", parameters: { usePodIdentity: false } };
      expect(await refusal(provider.create(providerClass, "a", { ...at("orders"), spec }))).to.contain(
        'SecretProviderClass.secrets-store.csi.x-k8s.io "orders" is invalid: spec.parameters.usePodIdentity: ' +
          'Invalid value: "boolean": spec.parameters.usePodIdentity in body must be of type string: "boolean"',
      );
    });

    it("refuses a pod whose service account is missing", async () => {
      const spec = { serviceAccountName: "orders", containers };
      expect(await refusal(provider.create(pod, "a", { ...at("orders"), spec }))).to.contain(
        'pods "orders" is forbidden: error looking up service account shop/orders: serviceaccount "orders" not found',
      );
    });

    it("refuses a selector that does not match", async () => {
      const template = { metadata: { labels: { app: "basket" } }, spec: { containers } };
      const spec = { selector: { matchLabels: { app: "orders" } }, template };
      expect(await refusal(provider.create(deployment, "a", { ...at("orders"), spec }))).to.contain(
        "`selector` does not match template `labels`",
      );
    });

    it("makes nothing in a preview", async () => {
      await provider.preview(serviceAccount, "a", at("orders"));
      await provider.create(serviceAccount, "a", at("orders"));
    });

    it("tells that an object is gone", async () => {
      const made = await provider.create(serviceAccount, "a", at("orders"));
      await provider.delete(made);
      expect(await provider.read(made)).to.equal(undefined);
    });

    it("changes and drops what the program stated before, previewed and then done", async () => {
      const made = await provider.create(serviceAccount, "a", annotated({ changed: "1", dropped: "1" }));
      const wanted = annotated({ changed: "2" });
      const previewed = await provider.update(made, wanted, true);
      expect(previewed).to.have.nested.property("metadata.annotations.changed", "2");
      const updated = await provider.update(made, wanted);
      expect(updated).to.have.deep.nested.property("metadata.annotations", { changed: "2" });
      const again = await provider.update({ ...made, properties: updated }, annotated({ changed: "3" }));
      expect(again).to.have.deep.nested.property("metadata.annotations", { changed: "3" });
    });

    it("leaves what a patch added when the program's own part changes", async () => {
      const made = await provider.create(serviceAccount, "a", annotated({ theirs: "1" }));
      await provider.create(`${serviceAccount}Patch`, "b", annotated({ ours: "2" }));
      const updated = await provider.update(made, annotated({ theirs: "3" }));
      expect(updated).to.have.deep.nested.property("metadata.annotations", { theirs: "3", ours: "2" });
    });

    it("patches what another made, and takes only that back", async () => {
      const made = await provider.create(serviceAccount, "a", annotated({ theirs: "1" }));
      const patched = await provider.create(`${serviceAccount}Patch`, "b", annotated({ ours: "2" }));
      expect((await provider.read(made))?.properties).to.have.nested.property(
        "metadata.annotations.ours",
        "2",
      );
      await provider.delete(patched);
      const left = (await provider.read(made))?.properties;
      expect(left).to.have.deep.nested.property("metadata.annotations", { theirs: "1" });
    });

    it("refuses a patch of a field that another manages", async () => {
      await provider.create(serviceAccount, "a", annotated({ theirs: "1" }));
      const patch = provider.create(`${serviceAccount}Patch`, "b", annotated({ theirs: "2" }));
      expect(await refusal(patch)).to.match(
        /Apply failed with 1 conflict: conflict with "pulumi-kubernetes" using v1: \.metadata\.annotations\.theirs$/,
      );
    });
  });
}
