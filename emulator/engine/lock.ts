import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "./progress";

const heartbeat = 1_000;
/** A lock that was not touched for so long is dead. Its process id would prove nothing: ids are used again. */
const deadAfter = 10_000;

/** Runs `work` while no other process holds the lock file; the lock of a process that died is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}\n`;
  await acquire(file, token);
  const beating = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(beating);
    // After a sleep of the machine it may be another's.
    if ((await readFile(file, "utf8").catch(() => "")) === token) await rm(file, { force: true });
  }
}

async function acquire(file: string, token: string): Promise<void> {
  for (let reported = false; !(await create(file, token)); ) {
    if (await isDead(file)) {
      await takeAway(file);
      continue;
    }
    if (!reported) log(`waiting for another process, which is building the same thing (${file})`);
    reported = true;
    await sleep(200);
  }
}

/** By one process at a time, which looks again: since it was found dead, a live one may lie in its place. */
async function takeAway(file: string): Promise<void> {
  const guard = `${file}.takeover`;
  if (!(await create(guard, ""))) {
    if (await isDead(guard)) await rm(guard, { force: true });
    await sleep(200);
    return;
  }
  try {
    if (await isDead(file)) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isDead(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > deadAfter;
}
