import * as pulumi from "@pulumi/pulumi";
import { formatIssues, formatReason, type Issue, limit } from "../rules/issue";
import { arrived } from "./arrived";
import { deferredIn, isDeferred, withValues } from "./deferred";
import { type Settled, settle } from "./settle";

/** What is wrong with one component: found immediately, once values are known, and by live checks. */
export class Issues {
  readonly #now: Issue[] = [];
  readonly #later: Promise<readonly Issue[]>[] = [];
  readonly #live: Promise<readonly Issue[]>[] = [];

  report(...issues: readonly Issue[]): void {
    this.#now.push(...issues);
  }

  /** Of values that arrive later. It may reject with the program's own error. */
  reportLater(issues: Promise<readonly Issue[]>): void {
    issues.catch(() => {});
    this.#later.push(issues);
  }

  /** Of live checks, and of what components share. It must neither reject nor wait for the validation barrier. */
  reportLive(issues: Promise<readonly Issue[]>): void {
    this.#live.push(issues);
  }

  /** Whether the values that have arrived are valid: look-ups with invalid names would only add follow-on issues. */
  async areInputsValid(): Promise<boolean> {
    // The component's constructor may report more until it ends.
    await undefined;
    const outcomes = await Promise.allSettled(this.#later);
    return outcomes.every((outcome) => outcome.status === "fulfilled" && outcome.value.length === 0);
  }

  /** A rule about several values, evaluated where all of them are known. */
  checkTogether(inputs: readonly unknown[], evaluate: (values: unknown[]) => readonly Issue[]): void {
    this.#onceSettled(inputs.filter(isDeferred), (states) => {
      if ([...states.values()].some(({ known }) => !known)) return [];
      return evaluate(inputs.map((input) => (states.has(input) ? states.get(input)?.value : input)));
    });
  }

  /** A rule about what is known of an input: undefined stands for what is not. */
  checkKnownParts<T>(input: T, evaluate: (known: Partial<pulumi.Unwrap<T>>) => readonly Issue[]): void {
    this.#onceSettled(deferredIn(input), (states) => {
      const known = new Map([...states].map(([part, { value }]) => [part, value]));
      return evaluate(withValues(input, known) as Partial<pulumi.Unwrap<T>>);
    });
  }

  /** Immediately where all of these have arrived, or there are none. */
  #onceSettled(
    parts: readonly pulumi.Input<unknown>[],
    evaluate: (states: ReadonlyMap<unknown, Settled>) => readonly Issue[],
  ): void {
    const states = parts.map((part) => [part, arrived(part)] as const);
    const have = states.flatMap(([part, state]) => (state ? [[part, state] as const] : []));
    if (have.length === parts.length) this.report(...evaluate(new Map(have)));
    else {
      const settled = parts.map(async (part) => [part, await settle(part)] as const);
      this.reportLater(Promise.all(settled).then((all) => evaluate(new Map(all))));
    }
  }

  throwIfAny(component: string): void {
    if (this.#now.length > 0) throw new InvalidInputs(component, this.#now);
  }

  /** Those too that are reported while others are awaited. */
  async all(): Promise<Issue[]> {
    const reported = () => [...this.#later, ...this.#live];
    let found: (readonly Issue[])[] = [];
    while (found.length < reported().length) found = await Promise.all(reported());
    return [this.#now, ...found].flat();
  }
}

/** All mistakes in one error; its message is enough where the properties are not printed one by one. */
export class InvalidInputs extends pulumi.InputPropertiesError {
  constructor(
    component: string,
    readonly issues: readonly Issue[],
  ) {
    super({
      message: formatIssues(component, issues),
      errors: limit(issues).map((issue) => ({ propertyPath: issue.path, reason: formatReason(issue) })),
    });
    // The mistake is not in this package: a stack would only bury the message.
    this.stack = "";
  }
}
