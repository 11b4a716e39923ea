import { main } from "@pulumi/pulumi/provider";
import { PackageProvider } from "./plugin/package-provider";

/** Pulumi's `run-plugin` loads this file and calls what it exports; loading it for any other reason starts nothing. */
export = () => main(new PackageProvider(), process.argv.slice(2));
