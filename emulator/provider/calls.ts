/** One request that the engine made. */
export interface Call {
  provider: string;
  method: "create" | "update" | "delete" | "read" | "invoke" | "check" | "diff";
  /** Type token, or the token of the look-up. */
  type: string;
  urn?: string;
  name?: string;
  id?: string;
  preview: boolean;
  /** Milliseconds. */
  startedAt: number;
  endedAt: number;
}

/**
 * Called while a call is answered: `asked`, before anything happens, and `done`, when it has happened but the engine does
 * not know yet. It may wait, or throw what the engine then gets for an answer.
 */
export type FaultHook = (call: Call, moment: "asked" | "done") => void | Promise<void>;

/** The type token at the end of a URN's chain of types. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").pop() ?? "";
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
