import * as pulumi from "@pulumi/pulumi";
import type { Check } from "../validation/check";
import type { Issue } from "../validation/issue";
import { notSecret, plainValue } from "../validation/kinds-of-value";
import { issue } from "../validation/rule";
import { type Turn, takeTurn } from "./in-turn";
import { inputError } from "./input-error";
import { isDeferred, settle } from "./settle";

/**
 * What stands between a component's inputs and its children: mistakes that are known at once are thrown together; for
 * values that arrive later and for look-ups, the children wait in `passed`.
 */
export class Gate {
  readonly #component: string;
  readonly #issues: Issue[] = [];
  readonly #inputs: Promise<Issue[]>[] = [];
  readonly #lookups: Promise<Issue[]>[] = [];
  readonly #children: Promise<Issue[]>[] = [];
  #claimed = false;

  /** Children wait for it: nothing is registered before all checks have passed. */
  readonly #passed: Promise<void>;

  constructor(component: string) {
    this.#component = component;
    // One turn later the component's constructor has added all of its checks.
    this.#passed = Promise.resolve().then(async () => {
      const issues = await this.#settled();
      if (issues.length === 0) return;
      // Whoever claimed the issues reports them; a rejection would blame every component in the plugin's process.
      if (this.#claimed) await new Promise(() => {});
      throw inputError(component, issues);
    });
    // A component whose constructor threw has no children that would handle it.
    this.#passed.catch(() => {});
  }

  /** Options for a child, which comes after all checks and these resources. */
  childOptions(parent: pulumi.Resource, after: readonly pulumi.Resource[]): pulumi.CustomResourceOptions {
    const dependsOn = this.#passed.then((): pulumi.Input<pulumi.Resource>[] => [...after]);
    return { parent, dependsOn };
  }

  /** Options for a child that waits for its turn, which is not taken before the component may have children at all. */
  childOptionsInTurn(parent: pulumi.Resource, turn: Turn): pulumi.CustomResourceOptions {
    const dependsOn = this.#passed.then(async (): Promise<pulumi.Input<pulumi.Resource>[]> => {
      // What the component depends on may be waiting for a turn of its own.
      await settle(parent.urn);
      return takeTurn(turn);
    });
    return { parent, dependsOn };
  }

  /**
   * An output of the component: known as soon as the value is, but what uses it is made after these resources. It fails
   * with the checks, since an output of a child that was never registered would stay open for ever.
   */
  outputAfter<T>(value: pulumi.Output<T>, after: readonly pulumi.Resource[]): pulumi.Output<T> {
    const waited = pulumi.all([pulumi.output(this.#passed), ...after.map(({ urn }) => urn)]);
    return waited.apply(() => value) as pulumi.Output<T>;
  }

  /** A mistake that is known now. */
  report(...issues: Issue[]): void {
    this.#issues.push(...issues);
  }

  /** Checks a value that is known now. */
  checkPlain(path: string, value: unknown, check: Check): void {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
      this.report(issue(plainValue, path, { received: "an Output" }));
    } else {
      this.report(...check(value, path));
    }
  }

  /** Checks a value: now if it is known, else when it arrives. */
  check<T>(path: string, input: pulumi.Input<T>, check: Check): pulumi.Output<T> {
    if (isDeferred(input)) {
      const arrived = settle<T>(input).then(({ known, secret, value, failure }) => {
        // The program's own error: the children fail with it, and nothing is made of what is left.
        if (failure !== undefined) throw failure;
        const issues = known ? check(value, path) : [];
        return secret ? issues.slice(0, 1).map((first) => hidden(path, first)) : issues;
      });
      arrived.catch(() => {});
      this.#inputs.push(arrived);
    } else {
      this.report(...check(input, path));
    }
    return pulumi.output(input) as pulumi.Output<T>;
  }

  /** Checks a name that decides who can read what: everybody who reviews the preview has to see it. */
  checkName(path: string, input: pulumi.Input<string>, check: Check): pulumi.Output<string> {
    if (isDeferred(input)) {
      const open = settle(input).then(({ secret }) => (secret ? [issue(notSecret, path)] : []));
      this.#inputs.push(open);
    }
    return this.check(path, input, check);
  }

  checkOptionalName(
    path: string,
    input: pulumi.Input<string> | undefined,
    check: Check,
  ): pulumi.Output<string> | undefined {
    return input === undefined ? undefined : this.checkName(path, input, check);
  }

  checkOptional<T>(
    path: string,
    input: pulumi.Input<T> | undefined,
    check: Check,
  ): pulumi.Output<T> | undefined {
    return input === undefined ? undefined : this.check(path, input, check);
  }

  /** Adds what a look-up finds; it must neither reject nor wait for anything that waits for `passed`. */
  checkLookup(issues: Promise<Issue[]>): void {
    this.#lookups.push(issues);
  }

  /** Adds what only the answers for children tell, in a preview; it must not reject. */
  checkChildren(issues: Promise<Issue[]>): void {
    this.#children.push(issues);
    // Nothing waits for it that could be rejected: the program ends with an error of its own.
    void issues.then((found) => {
      if (found.length > 0 && !this.#claimed) throw inputError(this.#component, found);
    });
  }

  /** Something else that has to be ready before the first child; it must not reject. */
  waitFor(ready: Promise<void>): void {
    this.#lookups.push(ready.then(() => []));
  }

  /** Whether the inputs are right: a look-up with a bad name would only add to the noise. */
  async inputsPassed(): Promise<boolean> {
    const outcomes = await Promise.allSettled(this.#inputs);
    return outcomes.every((outcome) => outcome.status === "fulfilled" && outcome.value.length === 0);
  }

  throwIssues(): void {
    if (this.#issues.length > 0) throw inputError(this.#component, this.#issues);
  }

  /** Takes over the duty to report the issues of all checks; to be called in the turn of construction. */
  claim(): Promise<Issue[]> {
    this.#claimed = true;
    return Promise.resolve().then(async () => {
      const issues = await this.#settled();
      return issues.length > 0 ? issues : (await Promise.all(this.#children)).flat();
    });
  }

  async #settled(): Promise<Issue[]> {
    return [this.#issues, ...(await Promise.all([...this.#inputs, ...this.#lookups]))].flat();
  }
}

/** Neither the value of a secret nor the keys of a secret map may be told. */
function hidden(path: string, found: Issue): Issue {
  return { ...found, path, received: "a secret value", remedy: undefined };
}
