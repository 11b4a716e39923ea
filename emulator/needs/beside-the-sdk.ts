import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/**
 * Runs `work` in a copy of the program's file beside a copy of the SDK, two levels up as in the checkout: installing
 * an SDK from where it lies leaves files there.
 */
export async function besideTheSdk<T>(
  checkout: string,
  file: string,
  language: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "needs-"));
  const folder = join(root, "programs", "program");
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(file, join(folder, basename(file)));
    cpSync(join(checkout, "sdk", language), join(root, "sdk", language), { recursive: true });
    return await work(folder);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
