import { expect } from "chai";
import { refusal } from "../provider-client";
import { annotated, type Backend, create, orders, types } from "./backend";

const { serviceAccount, namespace } = types;
const patch = `${serviceAccount}Patch`;
const id = "shop/orders";

/** What a patch does to an object that something else created. */
export function patchCases(backend: () => Backend): void {
  const account = (annotations: object) =>
    backend().provider.create(serviceAccount, "orders", annotated(annotations));
  const annotate = (annotations: object) => backend().provider.create(patch, "patch", annotated(annotations));
  const annotations = async () =>
    ((await backend().live(serviceAccount, id))?.metadata as { annotations?: object } | undefined)
      ?.annotations;
  const creator = () =>
    backend().creates === "by POST" ? '"pulumi-kubernetes" using v1' : '"pulumi-kubernetes-[0-9a-f]+"';

  it("a patch needs a name", async () => {
    expect(await refusal(backend().provider.check(patch, "p", {}))).to.equal(
      "patch resources require the `.metadata.name` field to be set",
    );
  });

  it("a patch adds fields, and its deletion removes only those", async () => {
    await account({ theirs: "1" });
    const made = await annotate({ ours: "2" });
    expect(await annotations()).to.deep.equal({ theirs: "1", ours: "2" });
    await backend().provider.delete(made);
    expect(await annotations()).to.deep.equal({ theirs: "1" });
  });

  it("a patch is refused a field that another manager has set otherwise", async () => {
    const name = "azure.workload.identity/client-id";
    await account({ [name]: "1" });
    const message = await refusal(annotate({ [name]: "2" }));
    expect(message).to.match(/server-side apply field conflict detected/i);
    const path = "\\.metadata\\.annotations\\.azure\\.workload\\.identity/client-id";
    expect(message).to.match(
      new RegExp(`Apply failed with 1 conflict: conflict with ${creator()}: ${path}$`),
    );
  });

  it("a refused patch names every conflict", async () => {
    await account({ a: "1", b: "1" });
    const message = await refusal(annotate({ a: "2", b: "2" }));
    expect(message).to.match(new RegExp(`Apply failed with 2 conflicts: conflicts with ${creator()}:\n`));
    for (const name of ["a", "b"]) expect(message).to.contain(`\n- .metadata.annotations.${name}`);
  });

  it("a forced patch takes a field over", async () => {
    await account({ a: "1" });
    await annotate({ a: "2", "pulumi.com/patchForce": "true" });
    expect(await annotations()).to.include({ a: "2" });
  });

  it("a field that both set alike stays when the patch goes", async () => {
    await account({ a: "1" });
    const made = await annotate({ a: "1" });
    await backend().provider.delete(made);
    expect(await annotations()).to.deep.equal({ a: "1" });
  });

  it("an update by the object's creator leaves what a patch added", async () => {
    const made = await account({ theirs: "1" });
    await annotate({ ours: "2" });
    await backend().provider.update(made, annotated({ theirs: "3" }));
    expect(await annotations()).to.deep.equal({ theirs: "3", ours: "2" });
  });

  it("a patch that meets another manager in an update is told that its object did not become live", async () => {
    await account({ theirs: "1" });
    const made = await annotate({ ours: "2" });
    const message = await refusal(backend().provider.update(made, annotated({ theirs: "2" })));
    expect(message).to.contain(`reported that "${id}" failed to fully initialize or become live: `);
    expect(message).to.match(/conflict with .*\.metadata\.annotations\.theirs$/);
  });

  it("a patch of an object that has vanished leaves an empty object behind when it is deleted", async () => {
    await account({ theirs: "1" });
    const made = await annotate({ ours: "2" });
    await backend().remove(serviceAccount, id);
    await backend().provider.delete(made);
    expect(await backend().live(serviceAccount, id)).to.have.property("kind", "ServiceAccount");
    expect(await annotations()).to.equal(undefined);
  });

  it("a patch in a namespace that has vanished cannot be deleted before a refresh", async () => {
    const { provider } = backend();
    const place = { metadata: { name: "temporary" } };
    const made = await provider.create(namespace, "temporary", place);
    const inside = orders({ namespace: "temporary" });
    await provider.create(serviceAccount, "orders", inside);
    const patched = await provider.create(patch, "patch", inside);
    await provider.delete(made);
    expect(await refusal(provider.delete(patched))).to.contain('namespaces "temporary" not found');
    expect(await provider.read(patched)).to.equal(undefined);
  });

  it("a created object is refused, or taken over, where it exists already, as the provider's version does", async () => {
    await create(backend(), serviceAccount);
    const again = backend().provider.create(serviceAccount, "again", orders());
    if (backend().creates === "by server-side apply") expect((await again).id).to.equal(id);
    else {
      expect(await refusal(again)).to.contain(
        'was not successfully created by the Kubernetes API server: serviceaccounts "orders" already exists',
      );
    }
  });
}
