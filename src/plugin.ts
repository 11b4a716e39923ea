import { main } from "@pulumi/pulumi/provider";
import { endWithEngine } from "./plugin/end-with-engine";
import { PackageProvider } from "./plugin/package-provider";

/** Pulumi's `run-plugin` loads this file and calls what it exports; loading it for any other reason starts nothing. */
export = () => {
  const args = process.argv.slice(2);
  // The SDK reads a stack for each promise, and its host has ts-node translate it: a third of the time and memory.
  Object.assign(Error, { prepareStackTrace: undefined });
  endWithEngine(args);
  return main(new PackageProvider(), args);
};
