import { realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** A Pulumi engine that can be run: where its command is, and where it came from. */
export interface Engine {
  /** Absolute path of `pulumi`; the language hosts lie beside it. */
  readonly command: string;
  readonly version: string;
  /** For the line that reports which engine was taken. */
  readonly origin: string;
}

/** PATH with the engine's folder first, so that its own language hosts are found. */
export function pathWith(engine: Engine): string {
  return [dirname(engine.command), process.env.PATH].join(delimiter);
}

/** The program of that name on PATH, links resolved. */
export function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    try {
      return realpathSync(join(folder, name));
    } catch {
      // not in this folder
    }
  }
  return undefined;
}
