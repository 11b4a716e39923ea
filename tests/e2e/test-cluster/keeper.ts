import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Owns the test cluster's folder and processes: none outlives the process that started the test cluster, not even a killed one. */
export class Keeper {
  readonly folder = mkdtempSync(join(tmpdir(), "e2e-"));
  // A process group of its own: Ctrl-C must not end it before its work.
  readonly #process = spawn(process.execPath, [join(__dirname, "keeper.cjs"), this.folder], {
    detached: true,
    stdio: ["pipe", "inherit", "inherit"],
  });

  started(pid: number): void {
    this.#process.stdin.write(`started ${pid}\n`);
  }

  ended(pid: number): void {
    this.#process.stdin.write(`ended ${pid}\n`);
  }

  async close(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.stdin.end();
    await ended;
  }
}
