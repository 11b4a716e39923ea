import type * as pulumi from "@pulumi/pulumi";
import { oncePerProgram } from "./once-per-program";
import { settle } from "./settle";

/** Things that Azure refuses to have written at the same time: credentials of one identity, policies of one vault. */
export interface Turn {
  /** What they share, such as an Azure resource id. */
  readonly of: pulumi.Input<string>;
  /** The last of the writes. */
  readonly last: () => pulumi.Resource | undefined;
}

/** The last write before this one, of whichever component in the program. */
export async function takeTurn(turn: Turn): Promise<pulumi.Resource[]> {
  const { known, value } = await settle(turn.of);
  if (!known || value === undefined) return [];
  const queue = oncePerProgram(["turn", value.toLowerCase()], (): { last?: pulumi.Resource } => ({}));
  const previous = queue.last;
  queue.last = turn.last();
  return previous ? [previous] : [];
}
