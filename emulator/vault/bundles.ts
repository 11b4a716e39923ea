import { createHash } from "node:crypto";
import type { VaultObject, Version } from "./objects";
import type { Collection } from "./operation";

/** A version in full. [RS keyvault/data-plane 7.4 SecretBundle, KeyBundle, CertificateBundle] */
export function bundle(vault: string, collection: Collection, name: string, version: Version): object {
  const id = (kind: Collection) => `${vault}/${kind}/${name}/${version.version}`;
  const common = { attributes: attributes(version), ...(version.managed && { managed: true }) };
  switch (collection) {
    case "secrets":
      // A certificate's secret names the key, by which clients recognise it.
      return { id: id("secrets"), ...version.secret, ...(version.managed && { kid: id("keys") }), ...common };
    case "keys":
      return {
        key: { kid: id("keys"), key_ops: ["verify", "encrypt", "wrapKey"], ...version.key },
        ...common,
      };
    case "certificates":
      return {
        id: id("certificates"),
        kid: id("keys"),
        sid: id("secrets"),
        ...certificate(version),
        ...common,
      };
  }
}

/** One page of an object's versions. [RS keyvault/data-plane 7.4 "nextLink", "maxresults"] */
export function list(
  vault: string,
  collection: Collection,
  { name, versions }: VaultObject,
  url: URL,
): object {
  // At most 25 to a page, by version and not by age.
  const size = Math.min(Number(url.searchParams.get("maxresults") ?? 25), 25);
  const start = Number(url.searchParams.get("$skiptoken") ?? 0);
  const sorted = [...versions].sort((a, b) => (a.version < b.version ? -1 : 1));
  const next = new URL(url);
  next.searchParams.set("$skiptoken", String(start + size));
  return {
    value: sorted.slice(start, start + size).map((version) => {
      const id = `${vault}/${collection}/${name}/${version.version}`;
      const contentType = version.secret?.contentType;
      return {
        [collection === "keys" ? "kid" : "id"]: id,
        attributes: attributes(version),
        ...(contentType && { contentType }),
        ...(version.managed && { managed: true }),
      };
    }),
    nextLink: start + size < versions.length ? next.href : null,
  };
}

function attributes({ enabled, created }: Version): object {
  return { enabled, created, updated: created, recoveryLevel: "Recoverable+Purgeable", recoverableDays: 90 };
}

function certificate({ certificate }: Version): object {
  if (!certificate) return {};
  const { der, contentType } = certificate;
  const x5t = createHash("sha1").update(der).digest("base64url");
  return { cer: der.toString("base64"), x5t, contentType };
}
