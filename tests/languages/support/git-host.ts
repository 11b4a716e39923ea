import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";

export interface GitHost {
  /** With these a program finds the host under its name, and no other one. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * The repositories in `root`, by their paths there, as `https://<name>/<path>` on this machine: git's own server behind
 * a certificate of ours, and a proxy that leads there, whatever the port, and nowhere else.
 */
export async function startGitHost(name: string, root: string, folder: string): Promise<GitHost> {
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
  const made = ["-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", certificate];
  execFileSync("openssl", [...request, ...made], { stdio: "ignore" });

  const options = { cert: readFileSync(certificate), key: readFileSync(key) };
  const server = https.createServer(options, (request, response) => answer(root, request, response));
  const port = await listen(server);
  const proxy = http.createServer();
  proxy.on("connect", ({ url }, socket) => {
    if (!url?.startsWith(`${name}:`)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const onward = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    onward.on("error", () => socket.destroy()).pipe(socket);
    socket.on("error", () => onward.destroy()).pipe(onward);
  });
  const address = `http://127.0.0.1:${await listen(proxy)}`;
  return {
    environment: { HTTPS_PROXY: address, HTTP_PROXY: address, SSL_CERT_FILE: certificate },
    stop: () => {
      for (const each of [server, proxy]) each.close().closeAllConnections();
    },
  };
}

async function listen(server: http.Server | https.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** `git http-backend` speaks CGI: variables and the body in, headers and the body out. */
function answer(root: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "", "https://host");
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: request.headers["git-protocol"] as string | undefined,
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin).on("error", () => {});
  const parts: Buffer[] = [];
  backend.stdout.on("data", (part) => parts.push(part));
  backend.on("close", () => {
    const whole = Buffer.concat(parts);
    const end = whole.indexOf("\r\n\r\n");
    const headers = Object.fromEntries(
      whole
        .subarray(0, end)
        .toString()
        .split("\r\n")
        .map((line) => line.split(": ") as [string, string]),
    );
    response.writeHead(Number.parseInt(headers.Status ?? "200", 10), headers).end(whole.subarray(end + 4));
  });
}
