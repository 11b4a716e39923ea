import type { Credentials } from "./credentials";

/** A kubeconfig (JSON is YAML) with a context for each cluster; the first one is the current context. */
export function kubeconfig(servers: Readonly<Record<string, string>>, credentials: Credentials): string {
  const { authority, administrator } = credentials;
  const names = Object.keys(servers);
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": names[0],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: "administrator" } })),
    clusters: Object.entries(servers).map(([name, server]) => ({
      name,
      cluster: { server, "certificate-authority-data": base64(authority) },
    })),
    users: [
      {
        name: "administrator",
        user: {
          "client-certificate-data": base64(administrator.certificate),
          "client-key-data": base64(administrator.privateKey),
        },
      },
    ],
  });
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
