import { createPublicKey, type JsonWebKey, X509Certificate } from "node:crypto";
import { toPkcs12 } from "../certificates/pkcs12";
import type { CertificateVersion, KeyVersion, SecretVersion } from "../world";

/** What a version holds; which of the three depends on the collection. */
export interface Content {
  secret?: { value: string; contentType?: string };
  key?: JsonWebKey;
  certificate?: { der: Buffer; contentType: string };
  /** Part of a certificate. */
  managed: boolean;
}

export function secretContent({ value, contentType }: SecretVersion): Content {
  return { secret: { value, contentType }, managed: false };
}

export function keyContent({ publicKey }: KeyVersion): Content {
  return { key: jwk(publicKey), managed: false };
}

/** Private key and whole chain, in the form that the certificate was created with. [KV about-certificates.md "Composition"] */
export function asSecret(version: CertificateVersion): Content {
  const { privateKey, chain } = version;
  const contentType = contentTypeOf(version);
  const value = contentType === "application/x-pem-file" ? privateKey + chain.join("") : pkcs12(version);
  return { secret: { value, contentType }, managed: true };
}

/** A version never changes, but PKCS#12 comes out differently each time. */
const pkcs12Of = new WeakMap<CertificateVersion, string>();

function pkcs12(version: CertificateVersion): string {
  const known = pkcs12Of.get(version) ?? toPkcs12(version.privateKey, version.chain);
  pkcs12Of.set(version, known);
  return known;
}

export function asKey(version: CertificateVersion): Content {
  return { key: jwk(publicKeyOf(version)), managed: true };
}

/** The leaf alone. */
export function asCertificate(version: CertificateVersion): Content {
  const { raw: der } = leaf(version);
  return { certificate: { der, contentType: contentTypeOf(version) }, managed: false };
}

/** PEM. */
export function publicKeyOf(version: CertificateVersion): string {
  return leaf(version).publicKey.export({ type: "spki", format: "pem" }).toString();
}

function leaf({ chain }: CertificateVersion): X509Certificate {
  return new X509Certificate(chain[0] as string);
}

function contentTypeOf({ contentType = "application/x-pkcs12" }: CertificateVersion): string {
  return contentType;
}

function jwk(publicKey: string): JsonWebKey {
  return createPublicKey(publicKey).export({ format: "jwk" });
}
