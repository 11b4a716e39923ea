import { expect } from "chai";

/** The one error that a component ends with in a user's program: Pulumi hears of it as unhandled rejections. */
export async function failure(construct: () => { trust: object }): Promise<Error> {
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const seen = new Set<Error>();
  process.on("unhandledRejection", (error: Error) => seen.add(error));
  try {
    const { trust } = construct();
    const { promise } = trust as { promise(): Promise<unknown> };
    const error: Error = await promise.call(trust).then(
      () => expect.fail("the component was made"),
      (reason) => reason,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([...seen], "Pulumi prints each error once").to.deep.equal([error]);
    return error;
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
  }
}
