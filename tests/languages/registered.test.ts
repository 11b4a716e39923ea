import { randomBytes, randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { registered } from "./support/registered";

/** An identity with ids of its own, and an account that carries one of them. */
function cloud(annotation: "clientId" | "principalId", label = "orders"): Emulator {
  const ids = { clientId: randomUUID(), principalId: randomUUID() };
  const name = `orders-identity${randomBytes(4).toString("hex")}`;
  const identity = { type: "Identity", id: `/identities/${name}`, properties: { name, ...ids } };
  const metadata = { labels: { app: label }, annotations: { id: ids[annotation] }, uid: randomUUID() };
  const account = { type: "Account", id: "shop/orders", properties: { metadata } };
  return { azure: [identity], entra: [], kubernetes: [account] } as unknown as Emulator;
}

describe("the comparison of what two programs registered", () => {
  it("overlooks what is made up in each run", () => {
    expect(registered(cloud("clientId"))).to.deep.equal(registered(cloud("clientId")));
  });

  it("sees another of the identity's ids, and another value", () => {
    const ours = registered(cloud("clientId"));
    expect(registered(cloud("principalId"))).to.not.deep.equal(ours);
    expect(registered(cloud("clientId", "other"))).to.not.deep.equal(ours);
  });
});
