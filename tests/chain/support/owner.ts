// Owns a process as a bed does, tells its id and the bed's folder, and waits for its end.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BedProcess } from "../../../chain/bed/bed-process";
import { Keeper } from "../../../chain/bed/keeper";

const keeper = new Keeper();
const told = () => readFileSync(join(keeper.folder, "sleeper.log"), "utf8");

BedProcess.start(keeper, {
  name: "sleeper",
  command: process.execPath,
  args: ["--eval", "console.log(process.pid); setInterval(() => {}, 1000)"],
  isReady: async () => told().endsWith("\n"),
}).then(() => console.log(`${told().trim()} ${keeper.folder}`));
