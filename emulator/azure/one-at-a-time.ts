import { setTimeout as sleep } from "node:timers/promises";
import { key } from "../records";
import type { Azure } from "./azure";
import type { AzureError } from "./azure-error";

/** Long enough that two writes started together overlap. */
const writeTakes = 15;

/** Writes under one resource that refuses a second write while the first is under way. */
export async function oneAtATime<T>(
  azure: Azure,
  id: string,
  refusal: () => AzureError,
  write: () => T,
): Promise<T> {
  if (azure.writing.has(key(id))) throw refusal();
  azure.writing.add(key(id));
  try {
    await sleep(writeTakes);
    return write();
  } finally {
    azure.writing.delete(key(id));
  }
}
