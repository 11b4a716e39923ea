/** The parts of a Pulumi package schema that this package has. */

export interface PropertySpec {
  type?: string;
  $ref?: string;
  plain?: boolean;
  description?: string;
  items?: PropertySpec;
  additionalProperties?: PropertySpec;
}

export interface TypeSpec {
  type: string;
  description?: string;
  properties?: Record<string, PropertySpec>;
  required?: string[];
  enum?: { name: string; value: string; description?: string }[];
}

export interface ResourceSpec extends TypeSpec {
  isComponent: boolean;
  inputProperties: Record<string, PropertySpec>;
  requiredInputs: string[];
}

export interface PackageSchema {
  name: string;
  version: string;
  description: string;
  resources: Record<string, ResourceSpec>;
  types: Record<string, TypeSpec>;
  language: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
}
