import { expect } from "chai";
import { makeSecret, unknown } from "../../../emulator/provider/values";
import { refusal } from "../provider-client";
import { annotated, type Backend, containers, create, orders, types, workload } from "./backend";

const { serviceAccount, namespace, secret, deployment } = types;

/** What becomes of an object from its preview to its deletion. */
export function objectCases(backend: () => Backend): void {
  it("an object's id is its namespace and name", async () => {
    expect((await create(backend(), serviceAccount)).id).to.equal("shop/orders");
  });

  it("a preview is tried on the server, which keeps nothing", async () => {
    const previewed = await backend().provider.preview(serviceAccount, "orders", orders());
    expect(previewed).to.have.nested.property("metadata.uid");
    expect(await backend().live(serviceAccount, "shop/orders")).to.equal(undefined);
    const bad = backend().provider.preview(serviceAccount, "orders", orders({ name: "Orders" }));
    expect(await refusal(bad)).to.contain("was not successfully created by the Kubernetes API server");
  });

  it("a preview with unknown values, or in a namespace that comes later, is not tried", async () => {
    for (const early of [
      orders({ name: "Orders", labels: { id: unknown } }),
      orders({ namespace: "later" }),
    ]) {
      const previewed = await backend().provider.preview(serviceAccount, "orders", early);
      expect(previewed.metadata).to.deep.equal(early.metadata);
    }
  });

  it("a changed annotation is previewed and applied, a dropped one removed, time and again", async () => {
    const { provider } = backend();
    const made = await provider.create(serviceAccount, "orders", annotated({ changed: "1", dropped: "1" }));
    const previewed = await provider.update(made, annotated({ changed: "2" }), true);
    expect(previewed).to.have.nested.property("metadata.annotations.changed", "2");
    const updated = await provider.update(made, annotated({ changed: "2" }));
    expect(updated).to.have.deep.nested.property("metadata.annotations", { changed: "2" });
    const again = await provider.update({ ...made, properties: updated }, annotated({ changed: "3" }));
    expect(again).to.have.deep.nested.property("metadata.annotations", { changed: "3" });
  });

  it("an object that has vanished fails its preview and its update until a refresh", async () => {
    const made = await create(backend(), serviceAccount);
    await backend().remove(serviceAccount, "shop/orders");
    for (const preview of [true, false]) {
      const message = await refusal(backend().provider.update(made, annotated({ a: "1" }), preview));
      expect(message).to.match(/^update of resource "urn:.*" failed: serviceaccounts "orders" not found\n/);
      expect(message).to.contain('unable to get cluster state: serviceaccounts "orders" not found');
    }
    expect(await backend().provider.read(made)).to.equal(undefined);
  });

  it("an object that has vanished is deleted without an error", async () => {
    const made = await create(backend(), serviceAccount);
    await backend().remove(serviceAccount, "shop/orders");
    await backend().provider.delete(made);
  });

  it("a refresh of an unchanged Deployment finds no change", async () => {
    const made = await create(backend(), deployment, { spec: workload({ containers }) });
    expect((await backend().provider.read(made))?.inputs).to.deep.equal(made.inputs);
  });

  it("a refresh finds that a deleted object is gone", async () => {
    const made = await create(backend(), serviceAccount);
    await backend().provider.delete(made);
    expect(await backend().provider.read(made)).to.equal(undefined);
  });

  it("an import takes what the server did not fill in", async () => {
    const { id } = await create(backend(), serviceAccount, { automountServiceAccountToken: false });
    const imported = await backend().provider.read({ type: serviceAccount, id });
    expect(imported?.inputs).to.deep.equal({
      ...{ apiVersion: "v1", kind: "ServiceAccount", automountServiceAccountToken: false },
      metadata: { name: "orders", namespace: "shop" },
    });
  });

  it("a refresh of what the program only reads keeps nothing but its identity among the inputs", async () => {
    const { id } = await backend().provider.create(serviceAccount, "orders", annotated({ owner: "argocd" }));
    const read = await backend().provider.read({ type: serviceAccount, id });
    expect(read?.inputs).to.have.nested.property("metadata.annotations.owner", "argocd");
    const refreshed = await backend().provider.read({ type: serviceAccount, id, ...read, inputs: {} });
    expect(refreshed?.inputs).to.deep.equal({ apiVersion: "v1", kind: "ServiceAccount", ...orders() });
  });

  it("the data of a Secret is secret as a whole", async () => {
    const fields = { stringData: { password: makeSecret("p") }, data: { open: "bw==" } };
    const made = await create(backend(), secret, fields);
    expect(made.properties.data).to.deep.equal(makeSecret({ password: "cA==", open: "bw==" }));
    const plain = { ...orders(), stringData: { password: "p" }, data: { open: "bw==" } };
    expect((await backend().provider.diff(made, plain)).changes).to.deep.equal([]);
  });

  it("a namespace is deleted with what is in it", async () => {
    const { provider, live } = backend();
    const made = await provider.create(namespace, "short-lived", { metadata: { name: "short-lived" } });
    await provider.create(serviceAccount, "orders", orders({ namespace: "short-lived" }));
    await provider.delete(made);
    expect(await live(serviceAccount, "short-lived/orders")).to.equal(undefined);
    expect(await live(namespace, "short-lived")).to.equal(undefined);
  });
}
