import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { failure } from "./support/failure";
import { MockCloud } from "./support/mock-cloud";
import { identityId, orders, previewed } from "./support/orders";

const clientId = "azure.workload.identity/client-id";
const annotate = { name: "theirs", management: "Annotate" } as const;
const existing = { userAssignedIdentity: { id: identityId }, serviceAccount: annotate };
const created = { serviceAccount: annotate };

describe("a service account that is annotated", () => {
  /** The mistakes that a preview finds when the account carries these annotations. */
  async function mistakes(
    annotations: Record<string, string>,
    changes: Partial<KeyVaultWorkloadIdentityArgs>,
    patch?: string,
  ): Promise<string[]> {
    const cloud = new MockCloud();
    await cloud.enter(true);
    cloud.existing.ServiceAccount = { metadata: { annotations } };
    if (patch) cloud.ids["orders-service-account-patch"] = patch;
    const found: string[] = [];
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (error: Error) => found.push(error.message));
    try {
      await previewed("orders", orders(changes));
      // An error that nothing waits for is reported in a later turn of the event loop.
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const listener of listeners) process.on("unhandledRejection", listener);
    }
    return found;
  }

  it("can carry annotations that this component does not write", async () => {
    expect(await mistakes({ team: "shop" }, existing)).to.deep.equal([]);
    expect(await mistakes({}, created)).to.deep.equal([]);
  });

  it("can already carry the values that this component writes", async () => {
    const own = { [clientId]: "00000000-0000-0000-0000-00000000c11e" };
    expect(await mistakes(own, existing)).to.deep.equal([]);
  });

  it("stops the preview where it carries the client id of another identity", async () => {
    expect(await mistakes({ [clientId]: "another-identity" }, existing)).to.deep.equal([
      'KeyVaultWorkloadIdentity "orders": 1 invalid input\n' +
        '  - serviceAccount.management: service account "shop/theirs" already carries azure.workload.identity/client-id ' +
        '"another-identity", set by another owner. Use another service account, or leave this one to its owner: ' +
        "management External. If nobody needs the annotation (its pods would lose that identity): kubectl annotate " +
        "serviceaccount theirs --namespace shop azure.workload.identity/client-id-",
    ]);
  });

  it("stops the preview where it carries a client id and its own identity is still to be created", async () => {
    expect(await mistakes({ [clientId]: "another-identity" }, created)).to.have.length(1);
  });

  it("can carry a tenant, which may be the one of the identity that is still to be created", async () => {
    expect(await mistakes({ "azure.workload.identity/tenant-id": "t" }, created)).to.deep.equal([]);
    expect(await mistakes({ "azure.workload.identity/tenant-id": "t" }, existing)).to.have.length(1);
  });

  it("stops the preview with one error for another client id, tenant and token expiration", async () => {
    const serviceAccount = { ...annotate, tokenExpirationSeconds: 7200 };
    const expiration = "azure.workload.identity/service-account-token-expiration";
    const theirs = { [expiration]: "3600", "azure.workload.identity/tenant-id": "t", [clientId]: "c" };
    const [message, ...rest] = await mistakes(theirs, { ...existing, serviceAccount });
    expect(rest).to.deep.equal([]);
    expect(message).to.include("3 invalid inputs").and.include(expiration).and.include("/tenant-id");
    const same = { ...theirs, [expiration]: "7200" };
    expect((await mistakes(same, { ...existing, serviceAccount }))[0]).to.include("2 invalid inputs");
  });

  it("can carry the client id of a replaced identity once this component has patched it", async () => {
    expect(await mistakes({ [clientId]: "the identity before" }, created, "shop/theirs")).to.deep.equal([]);
  });

  for (const [what, first, path] of [
    ["annotates", annotate, "serviceAccount.management"],
    ["creates", { name: "theirs" }, "serviceAccount.name"],
  ] as const) {
    it(`stops the preview where another component of the program ${what} it`, async () => {
      await new MockCloud().enter(true);
      await previewed("first", orders({ serviceAccount: first }));
      const args = orders({ serviceAccount: annotate });
      const { message } = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(message).to.include(
        `serviceAccount.management: component "first" (${path}) creates or annotates the same service account.`,
      );
    });
  }
});
