import { prose, table } from "./markdown";

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

const head = `# world.yaml

What the local emulator finds in Azure, Entra and Kubernetes before a program runs: clusters, vaults, identities and all else that the program does not create. \`npm run preview -- <folder>\` reads the \`world.yaml\` of the folder, or else \`emulator/world.yaml\`.

\`\`\`yaml
# yaml-language-server: $schema=../../emulator/world.schema.json
subscriptionId: 8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10
tenantId: 3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21
clusters:
  - name: aks-prod
    resourceGroupName: platform
    location: westeurope
    oidcIssuer:
      enabled: true
      issuerURL: https://westeurope.oic.prod-aks.azure.com/3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21/6f0b7a4e-0c52-4a55-9f0b-2f6d1c0b7e10/
resourceGroups: [platform, shop]
namespaces: [shop]
vaults:
  - name: kv-shop
    resourceGroupName: shop
    enableRbacAuthorization: true
\`\`\`

With the first line, editors that use the YAML language server (VS Code with its YAML extension, Neovim, JetBrains) complete and check the file. A setting that is unknown, missing or of another type stops the run: \`identities[0] needs clientId, principalId\`.

## Settings

Generated from \`emulator/world.schema.json\`, which \`npm run schema\` derives from \`emulator/world.ts\`. \`[]\` stands for each entry of a list, \`<key>\` for a name of your choice.
`;

/** The page about world.yaml: a row for each setting, at any depth. */
export function worldPage(schema: Schema): string {
  return `${head}\n${table(["Setting", "Type", "", "Description"], rowsOf(schema, ""))}\n`;
}

function rowsOf({ properties = {}, required = [] }: Schema, place: string): string[][] {
  return Object.entries(properties).flatMap(([name, setting]) => {
    const path = `${place}${name}`;
    const mark = required.includes(name) ? "required" : "";
    return [[`\`${path}\``, typeOf(setting), mark, prose(setting.description)], ...inner(setting, path)];
  });
}

function inner({ items, additionalProperties, anyOf = [], ...setting }: Schema, path: string): string[][] {
  return [
    ...rowsOf(setting, `${path}.`),
    ...(items ? inner(items, `${path}[]`) : []),
    ...(typeof additionalProperties === "object" ? inner(additionalProperties, `${path}.<key>`) : []),
    ...anyOf.flatMap((one) => inner(one, path)),
  ];
}

function typeOf({ type, items, additionalProperties, anyOf, enum: values }: Schema): string {
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (values) return values.map((value) => `\`${value}\``).join(", ");
  if (items) return `list of ${typeOf(items)}`;
  if (typeof additionalProperties === "object" && additionalProperties.type)
    return `map of ${typeOf(additionalProperties)}`;
  return type ?? "any";
}
