/** The command line: one binary, two commands. */

import { parseArgs } from "node:util";
import { visible } from "../model/quote";
import { doctor } from "./doctor/doctor";
import { help, program } from "./help";
import { review } from "./review/review";
import { UsageError } from "./stack/read-json";
import type { Surroundings } from "./surroundings";

const flag = { type: "boolean" } as const;
const text = { type: "string" } as const;

/** Returns the exit code; never rejects. */
export async function cli(args: readonly string[], on: Surroundings): Promise<number> {
  try {
    return await dispatch(args, on);
  } catch (error) {
    on.printError(visible(sentence(error)));
    return 2;
  }
}

async function dispatch([command, ...rest]: readonly string[], on: Surroundings): Promise<number> {
  switch (command) {
    case "doctor":
      return runDoctor(rest, on);
    case "review":
      return runReview(rest, on);
    case undefined:
    case "help":
    case "--help":
    case "-h":
      on.print(help.all);
      return command === undefined ? 2 : 0;
    default:
      throw new UsageError(
        `${JSON.stringify(command)}: no such command. There are doctor and review; see ${program} --help`,
      );
  }
}

async function runDoctor(args: readonly string[], on: Surroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { ...flag, short: "h" },
      json: flag,
      stack: text,
      "stack-file": text,
      error: text,
      live: flag,
      "dry-run": flag,
      context: text,
    },
  });
  if (values.help) {
    on.print(help.doctor);
    return 0;
  }
  return doctor({ ...values, stackFile: values["stack-file"], dryRun: values["dry-run"] }, on);
}

async function runReview(args: readonly string[], on: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { ...flag, short: "h" },
      json: flag,
      markdown: flag,
      "fail-on-widening": flag,
      "stack-file": text,
    },
  });
  if (values.help) {
    on.print(help.review);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError("review takes one preview.");
  const failOnWidening = values["fail-on-widening"];
  return review({ ...values, file: positionals[0], stackFile: values["stack-file"], failOnWidening }, on);
}

/** A mistake of the caller is a sentence; anything else is a mistake of this program, and no stack trace either. */
function sentence(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { code, message } = error as { code?: string; message?: string };
  // Node's sentence, without its advice on positional arguments.
  if (code?.startsWith("ERR_PARSE_ARGS")) return `${message?.split(". ")[0]}. See --help.`;
  return `This should not have happened: ${message}. Please report it with what you ran.`;
}
