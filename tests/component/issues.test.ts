import { expect } from "chai";
import { Issues } from "../../src/pulumi/issues";

describe("the issues of a component", () => {
  it("include one that is reported while others are awaited", async () => {
    const issues = new Issues();
    const found = (rule: string) => [{ rule, path: "namespace", message: "is wrong.", remedy: undefined }];
    issues.reportLater(
      new Promise((resolve) =>
        setImmediate(() => {
          issues.reportLive(Promise.resolve(found("second")));
          resolve(found("first"));
        }),
      ),
    );
    expect((await issues.all()).map(({ rule }) => rule)).to.deep.equal(["first", "second"]);
  });
});
