import { existsSync } from "node:fs";
import { join } from "node:path";

/** The file of the program that names its packages; the folder of an example shows how it is written. */
export function manifest(program: string, file: string, example: string): string {
  const path = join(program, file);
  if (existsSync(path)) return path;
  throw new Error(
    `${path} is missing: it names the program's packages, as in examples/${example}. No other file is read for that.`,
  );
}
