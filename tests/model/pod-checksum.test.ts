import { expect } from "chai";
import { type PodStart, podChecksum } from "../../src/model/pod-checksum";

const start: PodStart = {
  clientId: "c",
  tenantId: "t",
  serviceAccount: {},
  vaults: {
    kv: {
      name: "kv-shop",
      objects: [{ fileName: "a", objectName: "a", objectType: "secret" }],
      secrets: [{ secretName: "s", type: "Opaque", data: { A: "a", B: "a" } }],
    },
  },
};

describe("the checksum of what is read when a pod starts", () => {
  it("is the same in every version of this package: another one restarts the pods of every user", () => {
    expect(podChecksum(start)).to.equal("9b830076ffac84706dc343c418e6ccfda69231c3bc3a4ccd1ab53e5169c7ec2d");
  });

  it("does not depend on the order of keys, nor on properties that are not set", () => {
    const { vaults, serviceAccount, tenantId, clientId } = start;
    const [one] = Object.values(vaults);
    const secrets = [{ data: { B: "a", A: "a" }, type: "Opaque", secretName: "s" }];
    const same = {
      kv: { ...one, name: "kv-shop", objects: one?.objects ?? [], secrets, tenantId: undefined },
    };
    expect(podChecksum({ vaults: same, serviceAccount, tenantId, cloudName: undefined, clientId })).to.equal(
      podChecksum(start),
    );
  });
});
