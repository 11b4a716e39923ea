import { existsSync, readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation";

/** The events that a run wrote with `--event-log`. */
export function readEvents(file: string): EngineEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

/** The outputs of the stack: what the program exports, as far as it was known. */
export function stackOutputs(events: readonly EngineEvent[]): Record<string, unknown> {
  const ofStack = events
    .map((event) => event.resOutputsEvent?.metadata)
    .filter((metadata) => metadata?.type === "pulumi:pulumi:Stack");
  return ofStack.at(-1)?.new?.outputs ?? {};
}
