import type { Emulator } from "../../emulator";

/** The next writes wait for each other and start in the same moment, however busy the machine is. */
export function startTogether(cloud: Emulator, writes: number): void {
  let waiting = 0;
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  cloud.faultHook = async ({ method }, moment) => {
    if (moment !== "asked" || !["create", "update", "delete"].includes(method)) return;
    waiting += 1;
    if (waiting === writes) start();
    await started;
  };
}
