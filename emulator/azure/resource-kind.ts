import type { Properties } from "../provider/values";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import type { ArmRequest } from "./resource-manager";

/** One resource type: how azure-native checks it, and what Azure does with it. */
export interface ResourceKind {
  token: string;
  /** One of azure-native's own, which is no resource of Azure's API. [PN resources/customresources] */
  custom?: true;
  apiVersion?: string;
  /** Resource id with the names of the SDK's inputs at the variable places. */
  path: string;
  pathInputs: Record<string, PathInput>;
  body: Record<string, BodyInput>;
  /** Shape of Azure's answer as the SDK shows it; `true` is a leaf. */
  outputs: Outputs;
  /** The answer to GET, where it is more than what was stored. */
  find?(azure: Azure, id: string): Answer | undefined;
  /** What azure-native sends to read, write and remove it, where that is not GET, PUT and DELETE of its id. */
  requests?(id: string): { read: ArmRequest; write: ArmRequest; remove: ArmRequest };
  /** What resources of their own may manage instead. [PN provider.go removeUnsetSubResourceProperties] */
  separatePart?: { givenIn(inputs: Properties): boolean; without(answer: Answer): Answer };
  /** Fails an update of what is no longer there; other types are created again by it. */
  requireExisting?(azure: Azure, id: string, inputs: Properties): void;
  /** Azure's side of PUT: fails, or answers what now exists. `existing` is the answer so far. */
  put(azure: Azure, id: string, inputs: Properties, existing?: Answer): Answer | Promise<Answer>;
  /** Azure's side of DELETE, before the resource itself goes. */
  remove?(azure: Azure, id: string): void | Promise<void>;
}

export interface PathInput {
  /** `random`: name and 8 hex digits; `copy`: the bare name; `uuid`: a GUID. [PN provider.go getDefaultName] */
  autoName?: "random" | "copy" | "uuid";
  pattern?: RegExp;
}

export interface BodyInput {
  type: "string" | "boolean" | "integer" | "array" | "object";
  required?: boolean;
  /** A change replaces the resource. [PN gen/replacement.go, spec x-ms-mutability] */
  forceNew?: boolean;
  /** Adding this value is no change. [PN diff.go calculateChangesAndReplacements] */
  default?: unknown;
  properties?: Record<string, BodyInput>;
}

export interface Outputs {
  [name: string]: true | Outputs;
}
