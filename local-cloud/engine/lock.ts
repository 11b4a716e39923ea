import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./progress";

/** Runs `work` while no other process holds the lock file; the lock of a process that died is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await acquire(file);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string): Promise<void> {
  for (let told = false; !(await create(file)); ) {
    const owner = await ownerOf(file);
    if (owner === undefined) {
      continue;
    }
    if (!isAlive(owner)) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) {
      say(`waiting for process ${owner}, which is making the same thing`);
      told = true;
    }
    await sleep(500);
  }
}

async function create(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when the lock went away in the meantime. An empty file (its owner died while writing) has no owner: 0. */
async function ownerOf(file: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(file, "utf8"), 10) || 0;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
