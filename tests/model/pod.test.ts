import { expect } from "chai";
import { podEnv, podLabels, podVolume, podVolumeMount, serviceAccountAnnotations } from "../../src/model/pod";

describe("the pod spec", () => {
  it("has a read-only CSI volume that names the SecretProviderClass", () => {
    expect(podVolume("kv-shop", "orders-kv-shop")).to.deep.equal({
      name: "secrets-store-kv-shop",
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: true,
        volumeAttributes: { secretProviderClass: "orders-kv-shop" },
      },
    });
  });

  it("mounts the volume of the same name, read-only", () => {
    expect(podVolumeMount("kv-shop", "/secrets")).to.deep.equal({
      name: "secrets-store-kv-shop",
      mountPath: "/secrets",
      readOnly: true,
    });
  });

  it("takes each variable from the key of the same name, in the order of the names", () => {
    const from = (key: string) => ({ secretKeyRef: { name: "orders-kv-shop-env", key } });
    expect(podEnv("orders-kv-shop-env", { B: "b", A: "a" })).to.deep.equal([
      { name: "A", valueFrom: from("A") },
      { name: "B", valueFrom: from("B") },
    ]);
    expect(podEnv("orders-kv-shop-env", {})).to.deep.equal([]);
  });

  it("has the user's labels and the webhook's, which cannot be overridden", () => {
    const use = "azure.workload.identity/use";
    expect(podLabels({ app: "orders" })).to.deep.equal({ app: "orders", [use]: "true" });
    expect(podLabels({ [use]: "false" })).to.deep.equal({ [use]: "true" });
  });

  it("goes with a service account that has the webhook's annotations, the token lifetime only where it was given", () => {
    const annotations = {
      "azure.workload.identity/client-id": "c",
      "azure.workload.identity/tenant-id": "t",
    };
    expect(serviceAccountAnnotations({ clientId: "c", tenantId: "t" })).to.deep.equal(annotations);
    expect(
      serviceAccountAnnotations({ clientId: "c", tenantId: "t", tokenExpirationSeconds: "7200" }),
    ).to.deep.equal({
      ...annotations,
      "azure.workload.identity/service-account-token-expiration": "7200",
    });
  });
});
