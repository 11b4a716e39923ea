import { expect } from "chai";
import { unknown } from "../../../emulator/provider/values";
import { refusal } from "../provider-client";
import { annotated, type Backend, create, orders, types } from "./backend";

const { serviceAccount } = types;

/** How a provider finds its cluster, and what happens when it means another or reaches none. */
export function clusterCases(backend: () => Backend): void {
  const moved = (olds: object, news: object) =>
    backend().provider.diffConfig(olds as Record<string, unknown>, news as Record<string, unknown>);

  it("a provider that moves by its context alone is updated, and moves nothing", async () => {
    expect(await moved({ context: "blue" }, { context: "green" })).to.deep.equal({
      diffs: ["context"],
      replaces: [],
    });
  });

  it("a provider that gains a kubeconfig is updated", async () => {
    const change = await moved({ context: "blue" }, { kubeconfig: backend().kubeconfig("green") });
    expect(change).to.deep.equal({ diffs: ["context", "kubeconfig"], replaces: [] });
  });

  it("a provider whose kubeconfig names another cluster is replaced", async () => {
    const { kubeconfig } = backend();
    const change = await moved({ kubeconfig: kubeconfig("blue") }, { kubeconfig: kubeconfig("green") });
    expect(change).to.deep.equal({ diffs: ["kubeconfig"], replaces: ["kubeconfig"] });
  });

  it("a provider whose kubeconfig has other credentials for the same cluster is updated", async () => {
    const blue = backend().kubeconfig("blue");
    const other = { ...JSON.parse(blue), users: [] };
    const change = await moved({ kubeconfig: blue }, { kubeconfig: JSON.stringify(other) });
    expect(change).to.deep.equal({ diffs: ["kubeconfig"], replaces: [] });
  });

  it("a provider is replaced when its clusterIdentifier changes, and by nothing else where it has one", async () => {
    const blue = { context: "blue", clusterIdentifier: "blue" };
    expect((await moved(blue, { context: "green", clusterIdentifier: "green" })).replaces).to.deep.equal([
      "clusterIdentifier",
    ]);
    const { kubeconfig } = backend();
    const same = (cluster: "blue" | "green") => ({ clusterIdentifier: "c", kubeconfig: kubeconfig(cluster) });
    expect((await moved(same("blue"), same("green"))).replaces).to.deep.equal([]);
  });

  it("a provider whose kubeconfig is unknown is replaced", async () => {
    expect((await moved({ context: "blue" }, { kubeconfig: unknown })).replaces).to.deep.equal([
      "kubeconfig",
    ]);
  });

  it("two providers with two contexts do not see each other's objects", async () => {
    const green = await backend().connect({ context: "green" });
    const made = await green.create(serviceAccount, "orders", orders());
    expect((await green.read(made))?.properties).to.have.nested.property("metadata.name", "orders");
    expect(await backend().provider.read(made)).to.equal(undefined);
    await green.delete(made);
  });

  it("an unreachable cluster lets the preview pass, and fails create, update, refresh and delete", async () => {
    const made = await create(backend(), serviceAccount);
    const lost = await backend().connect({ context: "lost" });
    expect((await lost.preview(serviceAccount, "orders", orders())).metadata).to.deep.equal(
      orders().metadata,
    );
    expect(await refusal(lost.create(serviceAccount, "orders", orders()))).to.match(
      /^configured Kubernetes cluster is unreachable: /,
    );
    expect((await lost.diff(made, annotated({ a: "1" }))).changes).to.deep.equal(["metadata.annotations"]);
    expect(await lost.update(made, annotated({ a: "1" }), true)).to.deep.nested.include({
      "metadata.annotations": { a: "1" },
    });
    expect(await refusal(lost.update(made, annotated({ a: "1" })))).to.match(
      /^configured Kubernetes cluster is unreachable: /,
    );
    expect(await refusal(lost.read(made))).to.match(
      /^failed to read resource state due to unreachable cluster\. .*PULUMI_K8S_DELETE_UNREACHABLE/,
    );
    expect(await refusal(lost.delete(made))).to.match(
      /^configured Kubernetes cluster is unreachable\. .*PULUMI_K8S_DELETE_UNREACHABLE/,
    );
  });
}
