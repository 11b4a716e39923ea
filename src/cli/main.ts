#!/usr/bin/env node
import { cli } from "./cli";
import { thisMachine } from "./surroundings";

// The reader of the output may stop, as `head` does.
process.stdout.on("error", () => {});

cli(process.argv.slice(2), thisMachine).then((exitCode) => {
  process.exitCode = exitCode;
});
