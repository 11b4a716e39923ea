import * as pulumi from "@pulumi/pulumi";

/** What a program tells its user, as `warning: …` and `info: …`, while `run` is under way. */
export async function reported(run: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const { warn, info } = pulumi.log;
  const log = pulumi.log as { -readonly [name in "warn" | "info"]: typeof warn };
  const keep = (severity: string) => async (message: string) => void lines.push(`${severity}: ${message}`);
  log.warn = keep("warning");
  log.info = keep("info");
  try {
    await run();
  } finally {
    Object.assign(log, { warn, info });
  }
  return lines;
}
