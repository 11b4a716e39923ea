import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CertificateAuthority, type IssuedCertificate } from "../../../emulator/certificates/authority";

/** The test cluster's certificates and keys, as texts and as files. */
export interface Credentials {
  readonly authority: string;
  readonly authorityFile: string;
  /** Of all servers of the test cluster. */
  readonly serverFolder: string;
  readonly serverCertificateFile: string;
  readonly serverKeyFile: string;
  /** May do all in every cluster. */
  readonly administrator: IssuedCertificate;
  /** May do what a cluster's roles allow. */
  user(name: string): IssuedCertificate;
}

export function makeCredentials(folder: string): Credentials {
  const authority = new CertificateAuthority("e2e");
  const server = authority.issue({ commonName: "e2e", names: ["127.0.0.1", "localhost"] });
  const administrator = authority.issue({ commonName: "e2e", organization: "system:masters" });
  // The names that the webhook's server looks for.
  const [serverCertificateFile, serverKeyFile] = [join(folder, "tls.crt"), join(folder, "tls.key")];
  const authorityFile = join(folder, "ca.crt");
  writeFileSync(authorityFile, authority.certificate);
  writeFileSync(serverCertificateFile, server.certificate);
  writeFileSync(serverKeyFile, server.privateKey, { mode: 0o600 });
  return {
    authority: authority.certificate,
    authorityFile,
    serverFolder: folder,
    serverCertificateFile,
    serverKeyFile,
    administrator,
    user: (name) => authority.issue({ commonName: name }),
  };
}

/** What a cluster signs the tokens of its service accounts with. */
export function makeSigningKey(
  folder: string,
  cluster: string,
): { privateKeyFile: string; publicKeyFile: string } {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const privateKeyFile = join(folder, `${cluster}.key`);
  const publicKeyFile = join(folder, `${cluster}.pub`);
  writeFileSync(privateKeyFile, privateKey, { mode: 0o600 });
  writeFileSync(publicKeyFile, publicKey);
  return { privateKeyFile, publicKeyFile };
}
