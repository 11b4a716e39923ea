import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import type { IssuedCertificate } from "../certificates/authority";
import type { Answer, Asked, Service } from "./answer";
import { listen } from "./proxy";

/** What was asked, and what became of it. */
export interface EndpointRequest {
  host: string;
  method: string;
  path: string;
  status: number;
  /** The credential, or the grant, by which it was allowed. */
  allowedBy?: string;
  /** The error in one line, where it failed. */
  refusal?: string;
}

/** One TLS listener for all hosts; each request goes to the service that its host belongs to. */
export async function startListener(
  { certificate, privateKey }: IssuedCertificate,
  services: Service[],
  log: (request: EndpointRequest) => void,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    answer(request, services)
      .then(([asked, { status, headers, body, allowedBy, refusal }]) => {
        const { host, method, url } = asked;
        const why = { ...(allowedBy && { allowedBy }), ...(refusal && { refusal }) };
        log({ host, method, path: url.pathname, status, ...why });
        response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
        response.end(JSON.stringify(body));
      })
      .catch((error: Error) => {
        // A fault of the emulator or of the caller's key sets: neither Entra nor a vault answers this.
        const { host = "" } = request.headers;
        log({
          host,
          method: request.method ?? "",
          path: request.url ?? "",
          status: 500,
          refusal: error.message,
        });
        response.writeHead(500).end(error.stack);
      });
  });
  return {
    port: await listen(server),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, services: Service[]): Promise<[Asked, Answer]> {
  const host = (request.headers.host ?? "").toLowerCase().replace(/:443$/, "");
  const url = new URL(`https://${host}${request.url}`);
  const { authorization } = request.headers;
  const asked = { host, method: request.method ?? "", url, authorization, body: await text(request) };
  const service = services.find((one) => one.serves(host));
  return [asked, (await service?.answer(asked)) ?? { status: 421, body: "", refusal: `${host} is not here` }];
}
