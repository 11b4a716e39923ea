interface ResourceShape {
  required: string[];
  inputs: string[];
  /** Besides the inputs. */
  outputs: string[];
  defaults?: Record<string, string>;
  constants?: Record<string, string>;
}

interface PackageShape {
  config: string[];
  resources: Record<string, ResourceShape>;
  functions: Record<string, { inputs: string[]; optional?: string[]; outputs: string[] }>;
}

const any = { $ref: "pulumi.json#/Any" };
const text = { type: "string" };

/** A Pulumi package schema in which all properties may hold anything: enough for a YAML program to bind. */
export function packageSchema(name: string, version: string, { config, resources, functions }: PackageShape) {
  const variables = shapes(config, text);
  return {
    name,
    version,
    config: { variables },
    provider: { inputProperties: variables },
    resources: mapValues(resources, ({ required, inputs, outputs, defaults = {}, constants = {} }) => ({
      inputProperties: {
        ...shapes([...required, ...inputs], any),
        ...mapValues(defaults, (value) => ({ ...text, default: value })),
        ...mapValues(constants, (value) => ({ ...text, const: value })),
      },
      requiredInputs: required,
      properties: shapes([...required, ...inputs, ...outputs, ...Object.keys(constants)], any),
    })),
    functions: mapValues(functions, ({ inputs, optional = [], outputs }) => ({
      inputs: { properties: shapes([...inputs, ...optional], text), required: inputs },
      outputs: { properties: shapes(outputs, any) },
    })),
  };
}

function shapes<T>(names: string[], shape: T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

function mapValues<T, U>(object: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
