import type { Properties } from "./values";

/** An emulated provider, as the engine sees it; `server.ts` serves it over gRPC. */
export interface Provider {
  name: string;
  /** The version of the SDK whose provider is emulated. */
  version: string;
  acceptSecrets: boolean;
  schema: object;
  /** What a change of a provider resource's configuration means; nothing when left out. */
  diffConfig?(olds: Properties, news: Properties): ConfigDiff;
  /** One configured provider resource of the program. */
  configure(config: Record<string, string>): Session;
}

export interface ConfigDiff {
  diffs: string[];
  /** All resources of the provider are replaced when there are any. */
  replaces: string[];
}

export interface Session {
  check(request: CheckRequest): { inputs: Properties; failures: string[] };
  diff(request: DiffRequest): Diff;
  create(request: CreateRequest): Promise<{ id: string; properties: Properties }>;
  /** Undefined when the resource no longer exists. */
  read(request: ReadRequest): ReadAnswer | Promise<ReadAnswer>;
  update(request: UpdateRequest): Promise<Properties>;
  delete(request: { type: string; id: string; state: Properties }): Promise<void>;
  invoke(token: string, args: Properties): Properties;
}

export interface Autonaming {
  proposedName: string;
  mode: "propose" | "enforce" | "disable";
}

export interface CheckRequest {
  type: string;
  name: string;
  olds: Properties;
  news: Properties;
  randomSeed: Uint8Array;
  autonaming?: Autonaming;
}

export interface DiffRequest {
  type: string;
  oldInputs: Properties;
  state: Properties;
  news: Properties;
}

export type DiffKind = "add" | "delete" | "update";

export interface Diff {
  /** By property path; `replace` when that property cannot change in place. */
  changes: Record<string, { kind: DiffKind; replace: boolean }>;
  deleteBeforeReplace: boolean;
}

export interface CreateRequest {
  type: string;
  urn: string;
  inputs: Properties;
  preview: boolean;
  /** Shown to the user beside the resource. */
  warn(message: string): Promise<void>;
}

export interface ReadRequest {
  type: string;
  id: string;
  state: Properties;
  /** Absent on import. */
  inputs?: Properties;
}

type ReadAnswer = { id: string; properties: Properties; inputs: Properties } | undefined;

export interface UpdateRequest {
  type: string;
  urn: string;
  id: string;
  state: Properties;
  news: Properties;
  preview: boolean;
  warn(message: string): Promise<void>;
}
