import * as pulumi from "@pulumi/pulumi";
import type { KeyVaultWorkloadIdentityArgs } from "../args";
import type { PropertySpec, TypeSpec } from "../model/schema-spec";
import { arrived, partOf } from "../pulumi/arrived";
import { isDeferred } from "../pulumi/deferred";
import type { Issues } from "../pulumi/issues";
import { type Settled, settle } from "../pulumi/settle";
import type { Issue } from "../rules/issue";
import {
  knownAtPreview,
  list,
  lostKey,
  map,
  notNull,
  notSecret,
  properties,
  readable,
} from "../rules/kinds-of-value";
import { entry, property } from "../rules/path";
import { issue, type Rule } from "../rules/rule";
import { unknownProperty } from "../rules/unknown-property";
import {
  booleanIssues,
  countIssues,
  enumerationIssues,
  integerIssues,
  keyIssues,
  kindIssue,
  textIssues,
  type Place as ValuePlace,
} from "./check-value";
import { componentInputs, positionsIn, typeOf } from "./schema";

/** A valid input: what is invalid is left out, and a value that arrives later and is invalid stays unknown. */
export interface Reading {
  readonly args: Partial<KeyVaultWorkloadIdentityArgs>;
  /** Whether an issue is about exactly this property: rules between several inputs need not say more. */
  readonly isInvalid: (path: string) => boolean;
}

/**
 * Reads the input once, along the schema and the rule tables, from the library and from the plugin. Pulumi's Java SDK
 * sends a whole property as one Output if any part of it is one: what must be plain is taken out if it has arrived.
 */
export function readInput(given: unknown, issues: Issues): Reading {
  const reader = new Reader(issues);
  const args = reader.group(given, componentInputs(), { path: "", position: "" }) ?? {};
  return { args, isInvalid: (path) => reader.invalid.has(path) };
}

interface Place extends ValuePlace {
  /** The Output that the value was taken out of, whose dependencies its parts keep. */
  readonly whole?: pulumi.Output<unknown>;
}

type Group = Record<string, unknown>;

class Reader {
  readonly invalid = new Set<string>();
  readonly #issues: Pick<Issues, "report" | "reportLater">;

  constructor(issues: Pick<Issues, "report" | "reportLater">) {
    this.#issues = issues;
  }

  /** The valid value; undefined if it was left out or is invalid. */
  value(value: unknown, spec: PropertySpec, place: Place): unknown {
    if (value === undefined) return undefined;
    if (value === null) return this.#report(place, issue(notNull, place.path));
    if (!isReadable(value)) return this.#report(place, issue(readable, place.path));
    if (isDeferred(value))
      return spec.plain ? this.#plain(value, spec, place) : this.#later(value, spec, place);
    const type = typeOf(spec);
    if (type?.properties) return this.group(value, type, place);
    switch (spec.type) {
      case "object":
        return this.#map(value, spec, place);
      case "array":
        return this.#list(value, spec, place);
      default:
        return this.#leaf(value, spec, place);
    }
  }

  group(value: unknown, type: TypeSpec, place: Place): Group | undefined {
    const given = this.#entries(value, place, properties)?.filter(([, one]) => one !== undefined);
    if (!given) return undefined;
    const specs = type.properties ?? {};
    const unknown = given.filter(([name]) => !Object.hasOwn(specs, name));
    const meant = unknown.map(([name]) => this.#unknown(name, type, place));
    const read = Object.entries(specs).map(([name, spec]): [string, unknown] => {
      const path = property(place.path, name);
      const at: Place = { ...place, path, position: property(place.position, name), key: undefined };
      const one = given.find(([own]) => own === name)?.[1];
      if (one === undefined && type.required?.includes(name) && !meant.includes(name)) this.missing(spec, at);
      return [name, this.value(one, spec, at)];
    });
    return Object.fromEntries(read.filter(([, one]) => one !== undefined));
  }

  missing(spec: PropertySpec, place: Place): void {
    this.#report(place, ...issuesIfMissing(spec, place));
  }

  /** Returns the name that was most likely meant: it is not missing as well. */
  #unknown(name: string, type: TypeSpec, { path, position }: Place): string | undefined {
    const names = Object.keys(type.properties ?? {});
    const found = unknownProperty(name, path, names, position, positionsIn(componentInputs()));
    this.#report(found.issue, found.issue);
    if (found.meant !== undefined) this.invalid.add(property(path, found.meant));
    return found.meant;
  }

  #map(value: unknown, spec: PropertySpec, place: Place): Group | undefined {
    const given = this.#entries(value, place, map);
    if (!given) return undefined;
    this.#report(place, ...countIssues(given.length, place));
    // In the order of the keys, which is the same in every language.
    const sorted = given.sort(([a], [b]) => (a < b ? -1 : 1));
    const read = sorted.map(([key, one]): [string, unknown] => {
      const path = place.secret ? place.path : entry(place.path, key);
      const at: Place = { ...place, path, position: `${place.position}.<key>`, key };
      this.#report(at, ...keyIssues(key, place));
      return [key, this.#entry(one, spec.additionalProperties ?? {}, at)];
    });
    return Object.fromEntries(read.filter(([, one]) => one !== undefined));
  }

  #list(value: unknown, spec: PropertySpec, place: Place): unknown {
    if (!Array.isArray(value)) return this.#report(place, kindIssue(list, value, place));
    // A list may have holes, which `Array.from` fills.
    return Array.from(value).map((one, index) => {
      const path = place.secret ? place.path : `${place.path}[${index}]`;
      return this.#entry(one, spec.items ?? {}, {
        ...place,
        path,
        position: `${place.position}[]`,
        key: undefined,
      });
    });
  }

  /** A value of a map or list: where nothing is there, something got lost. */
  #entry(value: unknown, spec: PropertySpec, place: Place): unknown {
    if (value !== undefined) return this.value(value, spec, place);
    const isGroup = typeOf(spec)?.properties !== undefined;
    return this.#report(
      place,
      ...(isGroup ? [kindIssue(properties, value, place)] : textIssues(value, place)),
    );
  }

  /** Reported where it is no map, or one whose getters throw. */
  #entries(value: unknown, place: Place, rule: Rule): [string, unknown][] | undefined {
    if (!isReadable(value)) return this.#report(place, issue(readable, place.path || "args"));
    // Maps, dates and the like have no properties of their own: they would count as empty.
    if (isDeferred(value) || Object.prototype.toString.call(value) !== "[object Object]") {
      return this.#report(place, kindIssue(rule, value, { ...place, path: place.path || "args" }));
    }
    try {
      if (rule === map && hasLostKey(value as Group)) this.#report(place, issue(lostKey, place.path));
      return Object.entries(value as Group);
    } catch {
      return this.#report(place, issue(readable, place.path));
    }
  }

  #leaf(value: unknown, spec: PropertySpec, place: Place): unknown {
    const wrong = leafIssues(value, spec, place);
    if (wrong.length > 0) return this.#report(place, ...wrong);
    return place.whole && !spec.plain ? partOf(place.whole, value) : value;
  }

  /** An Output or a promise in place of a value that must be known in every preview. */
  #plain(value: unknown, spec: PropertySpec, place: Place): unknown {
    const state = arrived(value);
    if (state?.known && !state.secret) {
      return this.value(state.value, spec, { ...place, whole: value as pulumi.Output<unknown> });
    }
    const unknown = state ? "a value that is known only after the update" : "an Output";
    const received = state?.known ? "a secret" : unknown;
    return this.#report(place, issue(knownAtPreview, place.path, { received }));
  }

  /** A value that may arrive later. */
  #later(given: pulumi.Input<unknown>, spec: PropertySpec, place: Place): unknown {
    const input = given instanceof Promise ? given.then(withoutDepth) : given;
    const state = arrived(given);
    if (state?.failure !== undefined) this.#issues.reportLater(Promise.reject(state.failure));
    if (state) {
      const wrong = wrongWith(state, spec, place);
      return wrong.length > 0 ? this.#report(place, ...wrong) : input;
    }
    const checked = settle(input).then((later) => {
      // The program's own error: the children fail with it.
      if (later.failure !== undefined) throw later.failure;
      return wrongWith(later, spec, place);
    });
    this.#issues.reportLater(checked);
    const output = pulumi.output(input) as pulumi.Output<unknown>;
    return output.apply(async (value) => ((await checked).length > 0 ? pulumi.unknown : value));
  }

  #report({ path }: Pick<Place, "path">, ...issues: readonly Issue[]): undefined {
    for (const at of issues.length > 0 ? [path, ...issues.map((one) => one.path)] : []) this.invalid.add(at);
    this.#issues.report(...issues);
  }
}

/** What is wrong with a text, a number and the like: what holds no other values. */
function leafIssues(value: unknown, spec: PropertySpec, place: Place): Issue[] {
  const allowed = typeOf(spec)?.enum?.map((one) => one.value);
  if (allowed) return enumerationIssues(value, place, allowed);
  switch (spec.type) {
    case "boolean":
      return booleanIssues(value, place);
    case "integer":
      return integerIssues(value, place);
    default:
      return textIssues(value, place);
  }
}

function issuesIfMissing(spec: PropertySpec, place: Place): Issue[] {
  switch (spec.type) {
    case "object":
      return countIssues(undefined, place);
    case "array":
      return [kindIssue(list, undefined, place)];
    default:
      return leafIssues(undefined, spec, place);
  }
}

/** A getter that throws, and a proxy that was revoked, may do so at the first look. */
function isReadable(value: unknown): boolean {
  try {
    isDeferred(value);
    Object.prototype.toString.call(value);
    return true;
  } catch {
    return false;
  }
}

/** `{ "__proto__": … }` sets the prototype: nothing but that key gives a map one without a constructor. */
function hasLostKey(map: Group): boolean {
  const prototype = Object.getPrototypeOf(map);
  return Object.hasOwn(map, "__proto__") || (prototype !== null && !Object.hasOwn(prototype, "constructor"));
}

/** `pulumi.output` would never end with a map that holds itself; no kind of value is a symbol. */
function withoutDepth(value: unknown): unknown {
  return isDeeperThan(10, value) ? Symbol("a value that is nested too deeply") : value;
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null || isDeferred(value)) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(levels - 1, one));
}

function wrongWith({ known, secret, value }: Settled, spec: PropertySpec, place: Place): Issue[] {
  if (secret && notSecret.appliesTo.includes(place.position)) return [issue(notSecret, place.path)];
  if (!known) return [];
  const issues: Issue[] = [];
  const reader = new Reader({ report: (...found) => void issues.push(...found), reportLater: () => {} });
  const at: Place = secret ? { ...place, secret } : place;
  if (value === undefined) reader.missing(spec, at);
  else reader.value(value, spec, at);
  return secret ? issues.slice(0, 1) : issues;
}
