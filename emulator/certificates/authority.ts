import { generateKeyPairSync, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { md, pki } from "node-forge";

interface CertificateRequest {
  commonName: string;
  /** A user's group, where Kubernetes reads the certificate. */
  organization?: string;
  /** Host names, with `*.` too, and IP addresses. */
  names?: string[];
}

export interface IssuedCertificate {
  /** PEM, without the authority's. */
  certificate: string;
  /** PEM, PKCS#8. */
  privateKey: string;
}

/** A certificate authority that lives as long as the process. */
export class CertificateAuthority {
  /** PEM. */
  readonly certificate: string;
  private readonly own: pki.Certificate;
  private readonly key: pki.rsa.PrivateKey;

  /** An authority without an issuer is a root. */
  constructor(
    commonName: string,
    readonly issuer?: CertificateAuthority,
  ) {
    const { publicKey, privateKey } = keyPair();
    this.key = pki.privateKeyFromPem(privateKey) as pki.rsa.PrivateKey;
    this.own = unsigned(publicKey, { commonName });
    const signer = issuer ?? this;
    this.own.setIssuer(signer.own.subject.attributes);
    this.own.setExtensions([
      { name: "basicConstraints", critical: true, cA: true },
      { name: "keyUsage", critical: true, keyCertSign: true, cRLSign: true },
      ...keyIdentifiers(signer.own),
    ]);
    this.own.sign(signer.key, sha256());
    this.certificate = toPem(this.own);
  }

  /** For servers and clients. */
  issue(request: CertificateRequest): IssuedCertificate {
    const { publicKey, privateKey } = keyPair();
    const certificate = unsigned(publicKey, request);
    certificate.setIssuer(this.own.subject.attributes);
    const { names = [] } = request;
    certificate.setExtensions([
      { name: "basicConstraints", critical: true, cA: false },
      { name: "keyUsage", critical: true, digitalSignature: true, keyEncipherment: true },
      { name: "extKeyUsage", serverAuth: true, clientAuth: true },
      ...(names.length > 0 ? [{ name: "subjectAltName", altNames: names.map(alternativeName) }] : []),
      ...keyIdentifiers(this.own),
    ]);
    certificate.sign(this.key, sha256());
    return { certificate: toPem(certificate), privateKey };
  }
}

const sha256 = () => md.sha256.create();

function keyPair() {
  // Node's own: forge would need seconds.
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function unsigned(publicKey: string, { commonName, organization }: CertificateRequest): pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // A first byte of 01 keeps the number positive.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  const now = Date.now();
  const hour = 3_600_000;
  // From an hour ago, for clocks that differ.
  certificate.validity.notBefore = new Date(now - hour);
  certificate.validity.notAfter = new Date(now + 365 * 24 * hour);
  certificate.setSubject([
    ...(organization ? [{ name: "organizationName", value: organization }] : []),
    { name: "commonName", value: commonName },
  ]);
  return certificate;
}

/** The Key Vault provider sorts chains by these. */
function keyIdentifiers(issuer: pki.Certificate) {
  const keyIdentifier = issuer.generateSubjectKeyIdentifier().getBytes();
  return [{ name: "subjectKeyIdentifier" }, { name: "authorityKeyIdentifier", keyIdentifier }];
}

function alternativeName(name: string) {
  return isIP(name) ? { type: 7, ip: name } : { type: 2, value: name };
}

/** With plain line ends, as Go and OpenSSL write them. */
function toPem(certificate: pki.Certificate): string {
  return pki.certificateToPem(certificate).replaceAll("\r", "");
}
