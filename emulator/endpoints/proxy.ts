import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** Forwards connections to known hosts to one port of this machine, and answers 403 for all others. */
export async function startProxy(
  target: number,
  serves: (host: string) => boolean,
  refused: (host: string) => void,
): Promise<{ port: number; stop(): Promise<void> }> {
  const open = new Set<Socket>();
  // Anything but CONNECT would leave unencrypted.
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on("connect", ({ url = "" }, client: Socket, head: Buffer) => {
    const [host = "", port] = url.split(":");
    if (port !== "443" || !serves(host.toLowerCase())) {
      refused(url);
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const server = connect(target, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.write(head);
      server.pipe(client).pipe(server);
    });
    // Either end may go at any time; the other goes with it.
    client.on("error", () => server.destroy()).on("close", () => server.destroy());
    server.on("error", () => client.destroy()).on("close", () => client.destroy());
  });
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  const port = await listen(server);
  return {
    port,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A free port of this machine, which others cannot reach. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
