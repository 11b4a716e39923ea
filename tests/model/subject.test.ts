import { expect } from "chai";
import { formatSubject } from "../../src/model/subject";

describe("the subject of a federated credential", () => {
  it("is system:serviceaccount:<namespace>:<service account>, in the letter case that was given", () => {
    expect(formatSubject("shop", "orders")).to.equal("system:serviceaccount:shop:orders");
    expect(formatSubject("Shop", "a.b")).to.equal("system:serviceaccount:Shop:a.b");
  });
});
