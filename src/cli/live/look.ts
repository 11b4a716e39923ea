/** One look at what is there: a command of the user's own, read-only, and what its answer says. */

import { quote } from "../../model/quote";
import type { Finding, Link } from "../doctor/finding";
import { firstLine, type Surroundings } from "../surroundings";

export interface Look {
  readonly link: Link;
  readonly program: "kubectl" | "az" | "GET";
  /** The arguments, or the URL. */
  readonly args: readonly string[];
  /** What a JSON answer says; undefined stands for "there is none of this name". */
  readonly read: (answer: unknown) => readonly Finding[];
}

export function az(link: Link, args: readonly string[], read: Look["read"]): Look {
  return { link, program: "az", args: [...args, "--output", "json"], read };
}

/** As a shell takes it. */
export function commandOf({ program, args }: Look): string {
  const word = (text: string) => (/^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
  return [program, ...args.map(word)].join(" ");
}

export async function runLook(look: Look, on: Surroundings): Promise<readonly Finding[]> {
  try {
    return look.read(look.program === "GET" ? await fetchJson(look, on) : await runJson(look, on));
  } catch (error) {
    const text = `${commandOf(look)} gave no answer: ${quote(firstLine((error as Error).message).slice(0, 200))}.`;
    return [{ link: look.link, status: "unclear", text }];
  }
}

async function fetchJson({ args: [url = ""] }: Look, on: Surroundings): Promise<unknown> {
  const { status, body } = await on.get(url);
  return status === 200 ? JSON.parse(body) : undefined;
}

async function runJson({ program, args }: Look, on: Surroundings): Promise<unknown> {
  const { exitCode, stdout, stderr } = await on.run(program, args);
  if (exitCode === 0) return stdout.trim() === "" ? {} : JSON.parse(stdout);
  if (/NotFound|was not found|does not exist/.test(stderr)) return undefined;
  throw new Error(stderr || `exit code ${exitCode}`);
}

export function fine(link: Link, text: string): Finding {
  return { link, status: "ok", text };
}

export function differs(
  link: Link,
  text: string,
  values: Pick<Finding, "expected" | "found" | "fix"> = {},
): Finding {
  return { link, status: "differs", text, ...values };
}
