import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildOwnProgram } from "../../emulator/engine/own-programs";
import type { PackageSchema } from "../../src/model/schema-spec";
import { describedFor } from "./described-for";
import { languages, type SdkLanguage } from "./languages";

/** The files of one SDK, by path. */
export type Files = Map<string, Buffer>;

const programs = join(__dirname, "..", "sdk-generator");
const logo = join(__dirname, "..", "..", "docs", "assets", "logo.png");

/** What Pulumi's own code generators make of the schema. */
export async function generate(schema: PackageSchema): Promise<Map<SdkLanguage, Files>> {
  const pulumi = await buildOwnProgram("sdk-generator", join(programs, "pulumi"));
  const java = await buildOwnProgram("sdk-generator-java", join(programs, "java"));
  return new Map(
    languages.map((language) => {
      const spec = describedFor(language, schema);
      return [language, language === "java" ? run(java, [], spec) : run(pulumi, [language, logo], spec)];
    }),
  );
}

function run(program: string, args: readonly string[], spec: object): Files {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    input: JSON.stringify(spec),
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")} failed:\n${stderr}`);
  const files = Object.entries(JSON.parse(stdout) as Record<string, string>);
  return new Map(files.map(([path, content]) => [path, Buffer.from(content, "base64")]));
}
