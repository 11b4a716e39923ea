import type { Properties } from "../provider/values";
import type { Recorded } from "../store";
import type { Directory } from "./directory";
import type { EntraError } from "./entra-error";

/** One resource type of the bridged Terraform provider, and what Entra does with it. */
export interface EntraKind {
  token: string;
  inputs: Record<string, InputRule>;
  /** Outputs that Entra decides. */
  computed: string[];
  create(directory: Directory, inputs: Properties): Created;
  /** Checks the change and answers what Entra decides with it. */
  update(directory: Directory, record: Recorded, inputs: Properties): Properties;
  /** Sends what azuread sends to read it. */
  read(directory: Directory, id: string): void;
  /** Before the record itself goes. */
  remove(directory: Directory, record: Recorded): void;
  /** Graph's answer to a deletion in the words of azuread. */
  removalError(id: string, answer: string): EntraError;
}

export interface InputRule {
  required?: true;
  /** A change replaces the resource. [TA ForceNew] */
  forceNew?: true;
  default?: unknown;
  /** A list's rule is for each item. */
  validate?: Validator;
  maxItems?: number;
}

/** The fault of a value, or nothing; `name` is the Terraform name. [TA terraform-plugin-sdk helper/validation] */
type Validator = (value: string, name: string) => string | undefined;

export interface Created {
  id: string;
  /** Besides the inputs. */
  outputs: Properties;
}

export const uuid: Validator = (value, name) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? undefined
    : `expected "${name}" to be a valid UUID, got ${value}`;

export const notEmpty: Validator = (value, name) =>
  value === "" ? `expected "${name}" to not be an empty string, got ${value}` : undefined;

export function length(min: number, max: number): Validator {
  return (value, name) =>
    value.length < min || value.length > max
      ? `expected length of ${name} to be in the range (${min} - ${max}), got ${value}`
      : undefined;
}

/** `displayName` in Terraform is `display_name`. */
export function terraformName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
