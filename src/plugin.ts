import { main } from "@pulumi/pulumi/provider";
import { endWithEngine } from "./plugin/end-with-engine";
import { PackageProvider } from "./plugin/package-provider";

/** Pulumi's `run-plugin` loads this file and calls what it exports; loading it for any other reason starts nothing. */
export = () => {
  const args = process.argv.slice(2);
  endWithEngine(args);
  return main(new PackageProvider(), args);
};
