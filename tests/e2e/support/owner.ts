// Owns a process as a test cluster does, prints its id and the test cluster's folder, and waits for its end.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ClusterProcess } from "../test-cluster/cluster-process";
import { Keeper } from "../test-cluster/keeper";

const keeper = new Keeper();
const printed = () => readFileSync(join(keeper.folder, "sleeper.log"), "utf8");

ClusterProcess.start(keeper, {
  name: "sleeper",
  command: process.execPath,
  args: ["--eval", "console.log(process.pid); setInterval(() => {}, 1000)"],
  isReady: async () => printed().endsWith("\n"),
}).then(() => console.log(`${printed().trim()} ${keeper.folder}`));
