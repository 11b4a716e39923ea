import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { buildOwnProgram } from "../../emulator/engine/own-programs";

/** A SecretProviderClass, and the vault that it meets. */
export interface Question {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly secretObjects: readonly unknown[];
  /** Of every object, the newest first. */
  readonly versions: readonly string[];
  readonly tenant: string;
}

/** What the real provider and driver did with it; contents are base64. */
export interface Answer {
  readonly error: string;
  readonly objects: readonly Record<string, unknown>[] | null;
  readonly login: { readonly host: string; readonly tenant: string; readonly clientId: string };
  readonly vaults: readonly string[] | null;
  readonly files: Readonly<Record<string, { readonly mode: number; readonly content: string }>> | null;
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>> | null;
}

/** Returns the program that asks the real provider and driver. */
export function buildOracle(): Promise<string> {
  return buildOwnProgram("provider-oracle", join(__dirname, "oracle"));
}

/** One process for all questions, which are answered in their order. */
export class Oracle {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(program: string) {
    this.#process = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async ask(question: Question): Promise<Answer> {
    this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    const timer = new AbortController();
    const tooLong = sleep(20_000, undefined, { signal: timer.signal, ref: false }).then(
      () => Promise.reject(new Error(`no answer in 20 s: ${JSON.stringify(question)}`)),
      () => undefined,
    );
    const line = await Promise.race([this.#lines.next(), tooLong]);
    timer.abort();
    if (!line || line.done) throw new Error(`the oracle ended over ${JSON.stringify(question)}`);
    return JSON.parse(line.value) as Answer;
  }

  async close(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.stdin.end();
    await Promise.race([ended, sleep(2_000).then(() => this.#process.kill())]);
  }
}
