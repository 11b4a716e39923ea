import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

/** Calls a port that nobody listens to, then the server that has got it: what the second call ends with. */
const program = `
const grpc = require("@grpc/grpc-js");
const echo = { path: "/echo", requestStream: false, responseStream: false };
for (const way of ["requestSerialize", "requestDeserialize", "responseSerialize", "responseDeserialize"]) {
  echo[way] = (value) => Buffer.from(value);
}
const Client = grpc.makeClientConstructor({ echo }, "Echo");
const call = (address) =>
  new Promise((resolve) => {
    // Within a minute it is not tried again, however slow the machine is.
    const options = { "grpc.initial_reconnect_backoff_ms": 60_000 };
    const client = new Client(address, grpc.credentials.createInsecure(), options);
    client.echo("here", (error, answer) => resolve(error ? grpc.status[error.code] : String(answer)));
  });
async function serve(address) {
  const server = new grpc.Server();
  server.addService({ echo }, { echo: ({ request }, answer) => answer(null, request) });
  const credentials = grpc.ServerCredentials.createInsecure();
  const port = await new Promise((resolve) => server.bindAsync(address, credentials, (_, port) => resolve(port)));
  return { address: "127.0.0.1:" + port, server };
}
async function main() {
  const { address, server } = await serve("127.0.0.1:0");
  server.forceShutdown();
  const before = await call(address);
  await serve(address);
  console.log(before, await call(address));
  process.exit();
}
main();
`;

describe("a plugin that serves several engines", () => {
  const run = promisify(execFile);
  const call = async (...flags: string[]) =>
    (await run(process.execPath, [...flags, "-e", program], { cwd: __dirname })).stdout.trim();

  it("reaches the one that listens where another has ended", async () => {
    expect(await call()).to.equal("UNAVAILABLE UNAVAILABLE");
    expect(await call("--require", join(__dirname, "reconnect.cjs"))).to.equal("UNAVAILABLE here");
  });
});
