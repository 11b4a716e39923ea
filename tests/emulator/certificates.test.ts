import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { CertificateAuthority } from "../../emulator";

describe("a certificate authority", () => {
  const root = new CertificateAuthority("root");
  const middle = new CertificateAuthority("middle", root);
  const issued = middle.issue({
    commonName: "admin",
    organization: "system:masters",
    names: ["*.vault.azure.net", "127.0.0.1"],
  });
  const [top, between, leaf] = [root, middle, issued].map(
    ({ certificate }) => new X509Certificate(certificate),
  ) as [X509Certificate, X509Certificate, X509Certificate];

  it("signs itself, another one, or a leaf", () => {
    expect(top.verify(top.publicKey)).to.equal(true);
    expect(between.verify(top.publicKey) && between.checkIssued(top)).to.equal(true);
    expect(leaf.verify(between.publicKey) && leaf.checkIssued(between)).to.equal(true);
    expect([top.ca, between.ca, leaf.ca]).to.deep.equal([true, true, false]);
  });

  it("names hosts, addresses and the group of a user", () => {
    expect(leaf.subjectAltName).to.equal("DNS:*.vault.azure.net, IP Address:127.0.0.1");
    expect(leaf.subject).to.equal("O=system:masters\nCN=admin");
  });

  it("contains the private key", () => {
    expect(issued.privateKey).to.match(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(leaf.checkPrivateKey(createPrivateKey(issued.privateKey))).to.equal(true);
  });
});
