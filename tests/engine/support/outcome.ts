import type { EngineEvent } from "@pulumi/pulumi/automation";
import { stackOutputs } from "../../../emulator/engine/events";

export interface Step {
  /** What the engine does: `create`, `update`, `same`, `create-replacement`, … */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The input properties that changed. */
  readonly diffs: readonly string[];
}

interface Diagnostic {
  readonly severity: string;
  readonly message: string;
  readonly urn: string | undefined;
}

/** What one run of the engine did, or would do. */
export interface Outcome {
  readonly exitCode: number;
  /** What it printed, without colours. */
  readonly text: string;
  /** In the order they were started; without the stack itself and the providers. */
  readonly steps: readonly Step[];
  /** The engine's own count, the stack itself included. */
  readonly summary: Readonly<Record<"create" | "update" | "delete" | "replace" | "same", number>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
}

export function outcomeOf(exitCode: number, text: string, allEvents: readonly EngineEvent[]): Outcome {
  // `up` logs its preview and then the update itself: only the last one is what was done.
  const start = allEvents.map((event) => event.preludeEvent !== undefined).lastIndexOf(true);
  const events = allEvents.slice(Math.max(start, 0));
  const changes = events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges as
    | Record<string, number>
    | undefined;
  const count = (op: string) => changes?.[op] ?? 0;
  return {
    exitCode,
    text,
    steps: events.flatMap(stepOf),
    summary: {
      create: count("create"),
      update: count("update"),
      delete: count("delete"),
      replace: count("replace"),
      same: count("same"),
    },
    outputs: stackOutputs(events),
    diagnostics: events.flatMap(diagnosticOf),
  };
}

function stepOf(event: EngineEvent): Step[] {
  const metadata = event.resourcePreEvent?.metadata;
  if (metadata === undefined || /^pulumi:(pulumi|providers):/.test(metadata.type)) return [];
  const { op, urn, type, diffs } = metadata;
  return [{ op, urn, type, name: urn.split("::").at(-1) ?? "", diffs: diffs ?? [] }];
}

function diagnosticOf(event: EngineEvent): Diagnostic[] {
  const diagnostic = event.diagnosticEvent;
  if (diagnostic === undefined || (diagnostic.severity as string) === "debug") return [];
  const { severity, message, urn } = diagnostic;
  return [{ severity, message: message.replace(/<\{%.*?%\}>/g, "").trim(), urn }];
}
