import { expect } from "chai";
import { isPublicHost } from "../../src/model/public-host";

describe("a host", () => {
  for (const host of ["example.com", "oidc.eks.eu-west-1.amazonaws.com", "8.8.8.8", "[2606:4700::1111]"]) {
    it(`is on the internet: ${host}`, () => expect(isPublicHost(host)).to.equal(true));
  }

  for (const host of [
    "kubernetes",
    "issuer.local",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.example",
    "10.1.2.3",
    "127.0.0.1",
    "[::1]",
    "[fd00::1]",
    "[2001:db8::1]",
  ]) {
    it(`is not on the internet: ${host}`, () => expect(isPublicHost(host)).to.equal(false));
  }
});
