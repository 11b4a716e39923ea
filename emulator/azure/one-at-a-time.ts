import { setTimeout as sleep } from "node:timers/promises";
import { key } from "../records";
import type { Azure } from "./azure";
import type { AzureError } from "./azure-error";

/** Long enough that two writes started together overlap. */
const writeTakes = 15;

/** Writes under a resource; a second write while the first is under way fails. */
export async function oneAtATime<T>(
  azure: Azure,
  id: string,
  conflict: () => AzureError,
  write: () => T,
): Promise<T> {
  if (azure.writing.has(key(id))) throw conflict();
  azure.writing.add(key(id));
  try {
    await sleep(writeTakes);
    return write();
  } finally {
    azure.writing.delete(key(id));
  }
}
