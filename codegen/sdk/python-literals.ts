import type { PackageSchema } from "../../src/model/schema-spec";

/**
 * Takes the values of an enumeration where Pulumi's generator takes its members only, though it converts both:
 * `Union['RoleScope', Literal['Vault', 'Object']]`. A `oneOf` in the schema, as azure-native has it, would do so too, but
 * take any text, and Go and Java would lose the enumeration.
 */
export function takeLiterals(module: string, { types }: PackageSchema): string {
  const withImport = module.replace("from typing import Any, ", "from typing import Any, Literal, ");
  return Object.entries(types).reduce((text, [token, { enum: values }]) => {
    const name = `'${token.split(":").at(-1)}'`;
    const literals = values?.map(({ value }) => `'${value}'`).join(", ");
    return literals
      ? text.replace(new RegExp(`(?<=\\[|, )${name}(?=\\])`, "g"), `Union[${name}, Literal[${literals}]]`)
      : text;
  }, withImport);
}
