import { generateKeyPairSync, randomBytes } from "node:crypto";
import { CertificateAuthority, type CertificateVersion } from "../../../emulator";

/** A public key in PEM. */
export function rsaKey(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

export function ecKey(namedCurve: "P-256" | "P-384" | "P-521"): string {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve });
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

/** A certificate of an authority between it and the root. */
export function certificate(): CertificateVersion {
  const root = new CertificateAuthority("root");
  const between = new CertificateAuthority("between", root);
  const leaf = between.issue({ commonName: "web", names: ["web.example"] });
  return { privateKey: leaf.privateKey, chain: [leaf.certificate, between.certificate, root.certificate] };
}

/** No text in any encoding. */
export const bytes = Buffer.concat([Buffer.from([0, 0xff, 0xfe, 0x80, 0x0a]), randomBytes(300)]);

export const secret = (name: string, value: string) => ({ name, versions: [{ value }] });
export const key = (name: string, publicKey: string) => ({ name, versions: [{ publicKey }] });
