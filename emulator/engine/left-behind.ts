import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Repairs what a killed run left in the engine's state, as far as that is possible without losing any. */
export function repairState(home: string, project: string, stack: string): void {
  const state = join(home, "state", ".pulumi");
  removeDeadLocks(join(state, "locks"));
  const checkpoint = join(state, "stacks", project, `${stack}.json`);
  // Settings without a state would hide that the stack has to be created.
  if (!existsSync(checkpoint)) rmSync(join(home, "stack", project), { recursive: true, force: true });
  else if (!isJson(checkpoint)) {
    throw new Error(`${checkpoint} is broken: a run was killed while it wrote. To start over: npm run reset`);
  }
}

function removeDeadLocks(folder: string): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const lock = join(folder, file);
    if (file.endsWith(".json") && isDead(lock)) rmSync(lock, { force: true });
  }
}

/** Pulumi's lock names its owner, and outlives it. */
function isDead(lock: string): boolean {
  if (!isJson(lock)) return false;
  const owner = JSON.parse(readFileSync(lock, "utf8")) as { pid: number; hostname: string };
  if (owner.hostname !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
