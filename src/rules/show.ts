import { visible } from "../model/quote";

export { list } from "../model/list";

/** A value as it is shown in a message: short, and on one line. */
export function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint" || typeof value === "number") return `${value}`;
  if (arrivesLater(value)) return "an Output";
  return shorten(toText(value));
}

/** A number looks like the text that is expected: quotes are what it lacks. */
export function showForText(value: unknown): string {
  const kind = typeof value;
  return kind === "number" || kind === "boolean" ? `${show(value)} (a ${kind}, not a text)` : show(value);
}

/** Both ends tell most: what is wrong in a resource id is often its last part. */
export function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 120)} … ${text.slice(-70)}` : text;
}

/** An Output or a promise, known by its methods: this layer does without Pulumi. */
function arrivesLater(value: unknown): boolean {
  try {
    const { apply, then } = (value ?? {}) as Record<string, unknown>;
    return typeof apply === "function" || typeof then === "function";
  } catch {
    return false;
  }
}

function toText(value: unknown): string {
  try {
    return visible(JSON.stringify(value) ?? String(value));
  } catch {
    return "a value that cannot be shown";
  }
}
