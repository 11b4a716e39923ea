import { asn1, pkcs12, pki, util } from "node-forge";

/** PKCS#12 without a password, in the one encryption that every reader knows; base64. */
export function toPkcs12(privateKey: string, chain: string[]): string {
  const key = pki.privateKeyFromPem(privateKey) as pki.rsa.PrivateKey;
  const certificates = chain.map((certificate) => pki.certificateFromPem(certificate));
  const store = pkcs12.toPkcs12Asn1(key, certificates, "", { algorithm: "3des" });
  return util.encode64(asn1.toDer(store).getBytes());
}
