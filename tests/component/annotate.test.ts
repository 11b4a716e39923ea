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
      // An error that nothing waits for comes in a turn of its own.
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const listener of listeners) process.on("unhandledRejection", listener);
    }
    return found;
  }

  it("may carry what is not ours", async () => {
    expect(await mistakes({ team: "shop" }, existing)).to.deep.equal([]);
    expect(await mistakes({}, created)).to.deep.equal([]);
  });

  it("may carry the very values that it is to get", async () => {
    const ours = { [clientId]: "00000000-0000-0000-0000-00000000c11e" };
    expect(await mistakes(ours, existing)).to.deep.equal([]);
  });

  it("stops the preview with one of another identity, and the way out", async () => {
    expect(await mistakes({ [clientId]: "somebody-else" }, existing)).to.deep.equal([
      'KeyVaultWorkloadIdentity "orders": 1 input to mend\n' +
        "  - serviceAccount.management must be External, or the account one without another azure.workload.identity/client-id, " +
        'but is Annotate, while service account "shop/theirs" carries "somebody-else". Somebody else wrote it, and ' +
        "Kubernetes refuses to have it overwritten. Take another account, or, if nobody needs it: kubectl annotate " +
        "serviceaccount theirs --namespace shop azure.workload.identity/client-id-",
    ]);
  });

  it("stops the preview with any other identity where ours is still to be made", async () => {
    expect(await mistakes({ [clientId]: "somebody-else" }, created)).to.have.length(1);
  });

  it("stops the preview with another tenant and another expiration, all told together", async () => {
    const serviceAccount = { ...annotate, tokenExpirationSeconds: 7200 };
    const expiration = "azure.workload.identity/service-account-token-expiration";
    const theirs = { [expiration]: "3600", "azure.workload.identity/tenant-id": "t", [clientId]: "c" };
    const [message, ...rest] = await mistakes(theirs, { ...existing, serviceAccount });
    expect(rest).to.deep.equal([]);
    expect(message).to.include("3 inputs to mend").and.include(expiration).and.include("/tenant-id");
    const same = { ...theirs, [expiration]: "7200" };
    expect((await mistakes(same, { ...existing, serviceAccount }))[0]).to.include("2 inputs to mend");
  });

  it("may carry any value of ours once our patch is made: its identity may be replaced", async () => {
    expect(await mistakes({ [clientId]: "our identity before" }, created, "shop/theirs")).to.deep.equal([]);
  });

  for (const [what, first] of Object.entries({
    annotates: annotate,
    makes: { name: "theirs" },
  })) {
    it(`is refused where another component of the program ${what} it`, async () => {
      await new MockCloud().enter(true);
      await previewed("first", orders({ serviceAccount: first }));
      const args = orders({ serviceAccount: annotate });
      const { message } = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(message).to.include(
        "serviceAccount.management must be External: another component of this program makes or annotates this service account",
      );
    });
  }
});
