import { expect } from "chai";
import { annotated, type Backend, containers, create, orders, parameters, types, workload } from "./backend";

const { serviceAccount, providerClass, deployment, pod } = types;

/** What the provider names, and what it changes in place. */
export function diffCases(backend: () => Backend): void {
  it("a name is generated from the resource's name and eight hexadecimal digits", async () => {
    const { inputs } = await backend().provider.check(serviceAccount, "orders", {});
    expect(inputs)
      .to.have.nested.property("metadata.name")
      .that.matches(/^orders-[0-9a-f]{8}$/);
    expect(inputs).to.deep.nested.include({ "metadata.annotations": { "pulumi.com/autonamed": "true" } });
  });

  it("a generated name is kept, and a replacement is created first", async () => {
    const { provider } = backend();
    const made = await provider.create(serviceAccount, "orders", {});
    expect((await provider.diff(made, {})).changes).to.deep.equal([]);
    const diff = await provider.diff(made, { metadata: { namespace: "shop" } });
    expect(diff).to.deep.include({ replaces: ["metadata.namespace"], deleteBeforeReplace: false });
  });

  it("an object without a namespace is in the default one, and may say so later", async () => {
    const { provider } = backend();
    const made = await provider.create(serviceAccount, "orders", { metadata: { name: "orders" } });
    expect(made.id).to.equal("default/orders");
    const diff = await provider.diff(made, { metadata: { name: "orders", namespace: "default" } });
    expect(diff.changes).to.deep.equal([]);
  });

  it("a renamed object is replaced, the new one created first", async () => {
    const made = await create(backend(), serviceAccount);
    const diff = await backend().provider.diff(made, orders({ name: "basket" }));
    expect(diff).to.deep.include({ replaces: ["metadata.name"], deleteBeforeReplace: false });
  });

  it("a SecretProviderClass changes in place", async () => {
    const before = { spec: parameters({ objects: "a", dropped: "x" }) };
    const made = await create(backend(), providerClass, before);
    const fields = { ...orders(), spec: parameters({ objects: "b" }) };
    const diff = await backend().provider.diff(made, fields);
    expect(diff.changes).to.have.members(["spec.parameters.dropped", "spec.parameters.objects"]);
    expect(diff.replaces).to.deep.equal([]);
    const properties = await backend().provider.update(made, fields);
    expect(properties).to.deep.nested.include({ "spec.parameters": { objects: "b" } });
  });

  it("a Deployment with another selector is replaced, deleted first under its name", async () => {
    const made = await create(backend(), deployment, { spec: workload({ containers }) });
    const labels = { app: "o" };
    const template = { metadata: { labels }, spec: { containers } };
    const spec = { selector: { matchLabels: labels }, template };
    const diff = await backend().provider.diff(made, { ...orders(), spec });
    expect(diff).to.deep.include({
      replaces: ["spec.selector.matchLabels.app"],
      deleteBeforeReplace: true,
    });
  });

  it("a Pod with other volumes or another image is replaced", async () => {
    const made = await create(backend(), pod, { spec: { containers } });
    const volumes = [{ name: "v", emptyDir: {} }];
    const spec = { containers: [{ name: "app", image: "other" }], volumes };
    expect((await backend().provider.diff(made, { ...orders(), spec })).replaces).to.have.members([
      "spec.containers[0].image",
      "spec.volumes",
    ]);
  });

  it("an empty map of annotations, which the server drops, is no change", async () => {
    const made = await create(backend(), serviceAccount, annotated({}));
    expect(made.properties).not.to.have.nested.property("metadata.annotations");
    expect((await backend().provider.diff(made, annotated({}))).changes).to.deep.equal([]);
    const plain = await backend().provider.diff(made, orders());
    expect(plain.changes).to.deep.equal([]);
  });

  it("an empty map of annotations on a custom resource is a change each time", async () => {
    const fields = { ...annotated({}), spec: parameters({}) };
    const made = await create(backend(), providerClass, fields);
    expect((await backend().provider.diff(made, fields)).changes).to.deep.equal(["metadata.annotations"]);
  });

  it("an annotation that another controller overwrote is noticed after a refresh only", async () => {
    const { provider, apply } = backend();
    const made = await provider.create(serviceAccount, "orders", annotated({ owner: "us" }));
    await apply({ apiVersion: "v1", kind: "ServiceAccount", ...annotated({ owner: "them" }) });
    expect((await provider.diff(made, annotated({ owner: "us" }))).changes).to.deep.equal([]);
    const refreshed = { ...made, ...(await provider.read(made)) };
    expect((await provider.diff(refreshed, annotated({ owner: "us" }))).changes).to.deep.equal([
      "metadata.annotations.owner",
    ]);
  });
}
