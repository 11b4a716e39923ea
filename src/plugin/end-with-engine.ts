import { connect } from "node:net";

const period = 2_000;

/**
 * Ends this process soon after the engine that it was started for has ended: a killed engine ends no plugin, and Pulumi's
 * Node host looks after the engine every five minutes. Without an address the engine attaches, to a plugin of others.
 */
export function endWithEngine(args: readonly string[]): void {
  const [, host, port] = args.map((arg) => /^([\w.-]+):(\d+)$/.exec(arg)).find((match) => match) ?? [];
  if (host === undefined) return;
  const look = () => {
    const socket = connect(Number(port), host, () => socket.destroy());
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === "ECONNREFUSED") process.exit();
    });
  };
  setInterval(look, period).unref();
}
