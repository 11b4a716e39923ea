import type { Credentials } from "./credentials";

/** A kubeconfig (JSON is YAML) with a context for each cluster; the first one is the current context. */
export function kubeconfig(
  servers: Readonly<Record<string, string>>,
  { authority, administrator }: Credentials,
  user = administrator,
): string {
  const names = Object.keys(servers);
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": names[0],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: "user" } })),
    clusters: Object.entries(servers).map(([name, server]) => ({
      name,
      cluster: { server, "certificate-authority-data": base64(authority) },
    })),
    users: [
      {
        name: "user",
        user: {
          "client-certificate-data": base64(user.certificate),
          "client-key-data": base64(user.privateKey),
        },
      },
    ],
  });
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
