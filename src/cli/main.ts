#!/usr/bin/env node
import { cli } from "./cli";
import { thisMachine } from "./surroundings";

cli(process.argv.slice(2), thisMachine).then((exitCode) => {
  process.exitCode = exitCode;
});
