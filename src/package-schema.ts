import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageSchema } from "./model/package-schema";

/** The text of the committed schema: it lies beside `src` and beside `dist`. */
export const schemaText = readFileSync(join(__dirname, "..", "schema.json"), "utf8");

export const packageSchema: PackageSchema = JSON.parse(schemaText);
