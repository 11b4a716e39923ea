import * as pulumi from "@pulumi/pulumi";
import { formatIssues, formatReason, type Issue, limit } from "../rules/issue";
import { arrived } from "./arrived";
import { deferredIn, isDeferred, withValues } from "./deferred";
import { knownParts, type Settled, settle } from "./settle";

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

  /** A rule about several values: evaluated immediately if all are known, else once they are. */
  checkTogether(inputs: readonly unknown[], evaluate: (values: unknown[]) => readonly Issue[]): void {
    const states = inputs.map(
      (input) => arrived(input) ?? (isDeferred(input) ? undefined : { known: true, value: input }),
    );
    const ifKnown = (all: readonly Pick<Settled, "known" | "value">[]) =>
      all.every(({ known }) => known) ? evaluate(all.map(({ value }) => value)) : [];
    if (states.every((state) => state !== undefined)) this.report(...ifKnown(states));
    else {
      const settled = inputs.map((input) => settle(input as pulumi.Input<unknown>));
      this.reportLater(Promise.all(settled).then(ifKnown));
    }
  }

  /** A rule about what is known of an input: evaluated immediately, or once each part is known or stays unknown. */
  checkKnownParts<T>(input: T, evaluate: (known: Partial<pulumi.Unwrap<T>>) => readonly Issue[]): void {
    const states = new Map(deferredIn(input).map((part) => [part, arrived(part)]));
    if ([...states.values()].includes(undefined)) this.reportLater(knownParts(input).then(evaluate));
    else {
      const known = new Map([...states].map(([part, state]) => [part, state?.value]));
      this.report(...evaluate(withValues(input, known) as Partial<pulumi.Unwrap<T>>));
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
