import type { PackageSchema } from "../../src/model/schema-spec";
import type { SdkLanguage } from "./languages";

const snakeCase = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
const pascalCase = (name: string) => name[0]?.toUpperCase() + name.slice(1);

const spelling: Record<SdkLanguage, (name: string) => string> = {
  nodejs: (name) => name,
  java: (name) => name,
  python: snakeCase,
  go: pascalCase,
  dotnet: pascalCase,
};

/** The schema with the properties that its documents mention (`resourceGroupName`) spelt as the language has them. */
export function describedFor(language: SdkLanguage, schema: PackageSchema): PackageSchema {
  const names = mentionable(schema);
  const mention = (text: string) =>
    text.replace(/`(\w+)`/g, (quoted, word) =>
      names.has(word) ? `\`${spelling[language](word)}\`` : quoted,
    );
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "description" && typeof value === "string" ? mention(value) : value,
  );
}

/** The names of all properties, except those that are the value of an enumeration too, such as `key`. */
function mentionable({ resources, types }: PackageSchema): Set<string> {
  const specs = [...Object.values(resources), ...Object.values(types)];
  const names = new Set(specs.flatMap((spec) => Object.keys(spec.properties ?? {})));
  for (const { inputProperties } of Object.values(resources))
    for (const name of Object.keys(inputProperties)) names.add(name);
  for (const { value } of specs.flatMap((spec) => spec.enum ?? [])) names.delete(value);
  return names;
}
