/** All that the command line needs of the machine it runs on; tests give their own. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { UsageError } from "./stack/read-json";

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly now: () => Date;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly readFile: (path: string) => string;
  readonly readInput: () => Promise<string>;
  /** Rejects where there is no such program. */
  readonly run: (program: string, args: readonly string[]) => Promise<Answer>;
  readonly get: (url: string) => Promise<{ status: number; body: string }>;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
};

export const thisMachine: Surroundings = {
  now: () => new Date(),
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  readFile: (path) => {
    try {
      return decode(readFileSync(path));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new UsageError(`The file ${path} cannot be read: ${reasons[code ?? ""] ?? message}.`);
    }
  },
  readInput: async () => {
    // At a terminal it would wait for ever, and nobody would know for what.
    if (process.stdin.isTTY) throw new UsageError("Nothing is piped in. --help shows how.");
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return decode(Buffer.concat(chunks));
  },
  run: (program, args) =>
    new Promise((resolve, reject) => {
      const options = { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };
      execFile(program, [...args], options, (error, stdout, stderr) => {
        if (error && typeof error.code !== "number" && !error.killed) return reject(error);
        resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      });
    }),
  get: async (url) => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "error" });
    return { status: answer.status, body: await answer.text() };
  },
};

/** PowerShell writes UTF-16 with `>`. */
function decode(bytes: Buffer): string {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
  return text.replace(/^\uFEFF/, "");
}

/** Of what a program has printed: most say why in the first line. */
export function firstLine(text: string): string {
  return text.trim().split("\n")[0]?.trim() || "no reason given";
}
