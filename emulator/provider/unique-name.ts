import { createHash, randomBytes } from "node:crypto";

/** `prefix` and hex digits that follow from the engine's seed, so that preview and update agree. */
export function uniqueName(seed: Uint8Array, prefix: string, digits: number): string {
  const source = seed.length > 0 ? seed : randomBytes(32);
  return prefix + createHash("sha256").update(source).digest("hex").slice(0, digits);
}
