import type { PackageSchema, PropertySpec, TypeSpec } from "../src/model/schema-spec";
import { prose, table } from "./markdown";

type Properties = Readonly<Record<string, PropertySpec>>;

/** The reference of inputs, outputs and enumerations, as Markdown: what the schema says, in its order. */
export function reference(schema: PackageSchema): string {
  const types = Object.entries(schema.types);
  return [
    "# Reference",
    "Generated from `schema.json` by `npm run docs`; the texts are the comments in `src`.",
    "An input marked **plain** decides what is created, or must be readable in the first preview: give it a value that is known when the program starts, not an output of another resource. What is inside of it is plain only where it is marked itself. All other inputs take outputs as well.",
    "In YAML write `{}` where nothing is set, as in `db-password: {}`: Pulumi drops an entry without a value.",
    ...Object.entries(schema.resources).flatMap(([token, { description, ...resource }]) => [
      `## ${nameOf(token)}`,
      `Type token: \`${token}\``,
      prose(description),
      "### Inputs",
      inputTable(resource.inputProperties, resource.requiredInputs),
      "### Outputs",
      outputTable(resource.properties ?? {}),
    ]),
    "## Types",
    ...types
      .filter(([, type]) => !type.enum)
      .flatMap(([token, { description, properties, required }]) => [
        `### ${nameOf(token)}`,
        prose(description),
        inputTable(properties ?? {}, required),
      ]),
    "## Enumerations",
    "In YAML, and in TypeScript and Python if you like, write the value. Of the members, `ObjectType.Certificate` is called so in TypeScript, Java and C#, `ObjectType.CERTIFICATE` in Python, `ObjectTypeCertificate` in Go.",
    ...types
      .filter(([, type]) => type.enum)
      .flatMap(([token, type]) => [`### ${nameOf(token)}`, prose(type.description), valueTable(type)]),
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n")
    .concat("\n");
}

function inputTable(properties: Properties, required: readonly string[] = []): string {
  const rows = Object.entries(properties).map(([name, property]) => {
    const marks = [required.includes(name) ? "required" : "", property.plain ? "plain" : ""];
    return [`\`${name}\``, typeOf(property), marks.filter(Boolean).join(", "), prose(property.description)];
  });
  return table(["Property", "Type", "", "Description"], rows);
}

function outputTable(properties: Properties): string {
  const rows = Object.entries(properties).map(([name, property]) => [
    `\`${name}\``,
    typeOf(property),
    prose(property.description),
  ]);
  return table(["Property", "Type", "Description"], rows);
}

function valueTable(type: TypeSpec): string {
  const rows = (type.enum ?? []).map(({ name, value, description }) => [
    `\`${value}\``,
    `\`${name}\``,
    prose(description),
  ]);
  return table(["Value", "Name", "Description"], rows);
}

function typeOf({ type, $ref, items, additionalProperties }: PropertySpec): string {
  if ($ref) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  if (items) return `list of ${typeOf(items)}`;
  if (additionalProperties) return `map of ${typeOf(additionalProperties)}`;
  return type ?? "any";
}

function nameOf(token: string): string {
  return token.split(":").at(-1) ?? token;
}
