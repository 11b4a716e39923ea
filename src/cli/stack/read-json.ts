/** What `pulumi stack export` and `pulumi preview --json` print. */

import { nameOf, type Resource, readResource } from "./resource";
import { at, isText, listAt, textAt } from "./value";

/** A mistake of the caller, or something that cannot be read: a sentence, and exit code 2. */
export class UsageError extends Error {}

export interface Step {
  readonly op: string;
  readonly urn: string;
  /** Where an alias says that it had another one. */
  readonly formerUrn?: string;
  readonly before: Resource | undefined;
  readonly after: Resource | undefined;
}

export interface Preview {
  readonly steps: readonly Step[];
  /** Whether it lists what stays the same (`--show-sames`). */
  readonly showsSames: boolean;
  /** The errors that stopped it. */
  readonly errors: readonly string[];
}

const howToExport = "Write a stack export with: pulumi stack export --file stack.json";
const howToPreview = "Pipe a preview in: pulumi preview --json --show-sames | … review";

export function readStack(text: string): Resource[] {
  const [found] = parseDocuments(text, howToExport);
  const resources =
    at(found, "deployment", "resources") ??
    at(found, "resources") ??
    // As a file backend keeps it, the emulator's too.
    at(found, "checkpoint", "latest", "resources");
  if (!Array.isArray(resources)) {
    if (Array.isArray(at(found, "steps")))
      throw new UsageError(
        "This is a preview, not a stack. Give the preview to `review`, and the output of pulumi stack export here.",
      );
    if (at(found, "deployment") !== undefined) return [];
    throw new UsageError(`This is not a stack export. ${howToExport}`);
  }
  return resources.filter((one) => at(one, "delete") !== true).flatMap((one) => readResource(one) ?? []);
}

/** Both forms: one document with `steps`, and one event a line (PULUMI_ENABLE_STREAMING_JSON_PREVIEW). */
export function readPreview(text: string): Preview {
  const documents = parseDocuments(text, howToPreview);
  const digest = documents.find((one) => Array.isArray(at(one, "steps")) || at(one, "changeSummary"));
  const events = documents.flatMap((one) => at(one, "resourcePreEvent", "metadata") ?? []);
  const diagnostics = [
    ...listAt(digest, "diagnostics"),
    ...documents.flatMap((one) => at(one, "diagnosticEvent") ?? []),
  ];
  if (
    digest === undefined &&
    events.length === 0 &&
    !documents.some((one) => at(one, "sequence") !== undefined)
  ) {
    throw new UsageError(`This is not a preview. ${howToPreview}`);
  }
  const steps = underNewNames(
    [...listAt(digest, "steps").map(readStep), ...events.map(readStep)].flatMap((step) => step ?? []),
  );
  const errors = diagnostics.filter((one) => textAt(one, "severity") === "error");
  return {
    steps,
    showsSames: steps.some(({ op, urn }) => op === "same" && !urn.includes("::pulumi:pulumi:Stack::")),
    errors: errors.flatMap((one) => {
      const message = textAt(one, "message");
      return isText(message) ? [message.replace(/<\{%.*?%\}>/g, "").trim()] : [];
    }),
  };
}

function readStep(from: unknown): Step | undefined {
  const [op, urn] = [textAt(from, "op"), textAt(from, "urn")];
  if (!isText(op) || !isText(urn)) return undefined;
  const state = (...names: readonly string[]) =>
    names.flatMap((name) => readResource(withUrn(at(from, name), urn)) ?? [])[0];
  const [old, after] = [state("oldState", "old"), state("newState", "new")];
  if (old === undefined || old.urn === urn) return { op, urn, before: old, after };
  // By an alias: the old state is that of the same resource, under its former name and parent.
  const before = { ...old, urn, name: nameOf(urn), parent: after?.parent ?? old.parent };
  return { op, urn, formerUrn: old.urn, before, after };
}

/** A child that is deleted while its component is renamed still names the component as it was. */
function underNewNames(steps: readonly Step[]): Step[] {
  const renamed = new Map(steps.flatMap(({ formerUrn, urn }) => (formerUrn ? [[formerUrn, urn]] : [])));
  return steps.map((step) => {
    const parent = renamed.get(step.before?.parent ?? "");
    return step.before && parent ? { ...step, before: { ...step.before, parent } } : step;
  });
}

function withUrn(state: unknown, urn: string): unknown {
  return typeof state === "object" && state !== null ? { urn, ...state } : undefined;
}

/** Pulumi prints notices before and after; several documents stand one a line. */
function parseDocuments(text: string, howTo: string): unknown[] {
  const whole = parse(text);
  if (whole !== undefined) return [whole];
  const [start, end] = [text.search(/^\{/m), text.lastIndexOf("\n}")];
  const inner = start >= 0 && end > start ? parse(text.slice(start, end + 2)) : undefined;
  if (inner !== undefined) return [inner];
  const lines = text.split("\n").flatMap((line) => (line.startsWith("{") ? (parse(line) ?? []) : []));
  if (lines.length > 0) return lines;
  throw new UsageError(
    `${text.trim() === "" ? "The input is empty" : "The input is not JSON, or it has been cut short"}. ${howTo}`,
  );
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
