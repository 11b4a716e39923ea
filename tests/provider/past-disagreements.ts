import type { Case } from "./case";

const tls = (data: Record<string, string>) => ({ syncedSecret: { type: "kubernetes.io/tls", data } });
const pair = { "tls.crt": "a", "tls.key": "a" };
const path = (bytes: number) =>
  `${`${"p".repeat(200)}/`.repeat(Math.ceil(bytes / 200)).slice(0, bytes - 1)}e`;

/** What was once accepted and then refused or misread, in its shortest form; and names that YAML could misread. */
export const disagreements: Record<string, Partial<Case>> = {
  "the default encoding, for a key": { objects: { a: { objectType: "key", objectEncoding: "utf-8" } } },
  "the default encoding, for a certificate": {
    objects: { a: { objectType: "cert", objectEncoding: "utf-8" } },
  },
  "a path that fits the driver's limit and not the kubelet's folder": {
    objects: { [path(4096)]: { objectName: "a" } },
  },
  "the longest path": { objects: { [path(3800)]: { objectName: "a", objectVersionHistory: 2 ** 31 - 1 } } },
  "tls.key from a certificate": {
    objects: { a: { objectName: "web-tls", objectType: "cert" } },
    ...tls(pair),
  },
  "tls.key from a key": { objects: { a: { objectName: "web-tls", objectType: "key" } }, ...tls(pair) },
  "tls.crt from a certificate": {
    objects: { a: { objectName: "web-tls" }, b: { objectName: "web-tls", objectType: "cert" } },
    ...tls({ "tls.crt": "b", "tls.key": "a" }),
  },
  "a Secret of an empty type": { syncedSecret: { type: "", data: { password: "a" } } },
  "texts that YAML reads as something else": {
    objects: Object.fromEntries(
      ["Null", "NULL", "true", "0644", "1e3", "~", "- a", "#a", "a #b", "*a", "&a", "{a}", "'", '"'].map(
        (name) => [name, { objectName: "Null", objectVersion: "1".repeat(32), filePermission: "0400" }],
      ),
    ),
  },
};
