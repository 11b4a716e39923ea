import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../rules/issue";
import { InvalidInputs, type Issues } from "./issues";

const barriers = new WeakMap<pulumi.Resource, ValidationBarrier>();

/** Stands between a component and its children: none is registered before every check has passed. */
export class ValidationBarrier {
  readonly #name: string;
  readonly #issues: Issues;
  readonly #preparations: Promise<void>[] = [];
  readonly #afterChildren: Promise<readonly Issue[]>[] = [];
  /** Another one reports the issues: the plugin, in its answer to the engine. */
  #reportedElsewhere = false;
  readonly passed: Promise<void>;

  constructor(component: pulumi.Resource, name: string, issues: Issues) {
    // Not a field of the component: every field, a private one too, would become an output in all languages.
    barriers.set(component, this);
    this.#name = name;
    this.#issues = issues;
    // In the next microtask the component's constructor has added all of its checks.
    this.passed = Promise.resolve().then(() => this.#wait());
    // A component whose constructor threw has no children that would handle it.
    this.passed.catch(() => {});
  }

  async #wait(): Promise<void> {
    const issues = await this.#issues.all();
    await Promise.all(this.#preparations);
    if (issues.length === 0) return;
    // A rejection would blame every component in the plugin's process.
    if (this.#reportedElsewhere) await new Promise(() => {});
    throw new InvalidInputs(this.#name, issues);
  }

  /** Something else that has to be ready before the first child; it must not reject. */
  prepare(ready: Promise<void>): void {
    this.#preparations.push(ready);
  }

  /** Options for a child that comes after all checks, and after the resources that are found once they have passed. */
  childOptions(
    parent: pulumi.Resource,
    after: () => readonly pulumi.Resource[] | Promise<readonly pulumi.Resource[]>,
  ): pulumi.CustomResourceOptions {
    const dependsOn = this.passed.then(
      async (): Promise<pulumi.Input<pulumi.Resource>[]> => [...(await after())],
    );
    return { parent, dependsOn };
  }

  /**
   * Makes outputs of the component: known as soon as the value is, but what uses one is created after these resources. It
   * fails with the checks, since an output of a child that was never registered would stay open for ever.
   */
  outputsAfter(after: readonly pulumi.Resource[]): <T>(value: pulumi.Input<T>) => pulumi.Output<T> {
    // One for all of them, made one after the other: `pulumi.all` takes twice as many Outputs.
    const passed: pulumi.Output<unknown> = pulumi.output(this.passed);
    const waited = after.reduce((done, { urn }) => done.apply(() => urn), passed);
    return <T>(value: pulumi.Input<T>) => waited.apply(() => value) as pulumi.Output<T>;
  }

  /** What only the answers for children show, in a preview; it must not reject. */
  checkChildren(issues: Promise<readonly Issue[]>): void {
    this.#afterChildren.push(issues);
    // Nothing waits for it that could be rejected: the program ends with an error of its own.
    void issues.then((found) => {
      if (found.length > 0 && !this.#reportedElsewhere) throw new InvalidInputs(this.#name, found);
    });
  }

  async takeOver(): Promise<Issue[]> {
    this.#reportedElsewhere = true;
    await undefined;
    const issues = await this.#issues.all();
    return issues.length > 0 ? issues : (await Promise.all(this.#afterChildren)).flat();
  }
}

/** The issues of a component that was just constructed; the caller has to report them. */
export async function takeOverIssues(component: pulumi.Resource): Promise<Issue[]> {
  return (await barriers.get(component)?.takeOver()) ?? [];
}
