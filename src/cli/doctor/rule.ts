import { quote } from "../../model/quote";
import type { Workload } from "../stack/workload";
import type { ErrorFacts } from "./facts";
import type { Finding } from "./finding";

export interface Context {
  readonly facts: ErrorFacts;
  /** The component that the error is about, as the stack has it. */
  readonly workload: Workload | undefined;
  readonly now: Date;
}

export interface ErrorRule {
  /** A code, or a shape of the text. */
  readonly says: RegExp;
  readonly explain: (context: Context, groups: readonly (string | undefined)[]) => Finding;
}

/** How long Azure takes at most to put a change into force. */
export const minutesUntilInForce = { credential: 10, grant: 15 } as const;

/** Minutes since a change, while it may not be in force yet. */
export function pending(changed: Date | undefined, now: Date, minutes: number): number | undefined {
  if (changed === undefined) return undefined;
  const age = Math.floor((now.getTime() - changed.getTime()) / 60_000);
  return age >= 0 && age < minutes ? age : undefined;
}

export function waiting(age: number, what: string): Pick<Finding, "status" | "text" | "fix"> {
  const since = age === 0 ? "less than a minute ago" : age === 1 ? "a minute ago" : `${age} minutes ago`;
  return {
    status: "waiting",
    text: `${what} was written ${since}, and Azure may not have put it into force yet.`,
    fix: ["Wait: the kubelet tries the mount again by itself."],
  };
}

export const changedSince =
  "The stack records what the error asks for, so it was changed or removed in Azure after the last update.";

export const refresh = ["pulumi refresh", "pulumi up"];

/** Of a name that an error carries or not. */
export function show(value: string | undefined): string {
  return value === undefined ? "(not named in the error)" : quote(value);
}

/** What Go reports where a connection is not made in time, or not at all. */
export const noConnection =
  "(?:no such host|server misbehaving|i/o timeout|connection refused|deadline exceeded|handshake timeout)";

/** `clusters["aks-prod"]` */
export function inputOf(map: string, key: string): string {
  return `${map}[${quote(key)}]`;
}
