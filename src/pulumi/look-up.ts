import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../rules/issue";
import { found } from "../rules/live-checks";
import { issue } from "../rules/rule";
import type { ComponentContext } from "./context";
import { derive } from "./deferred";
import { logNotices, type Notice, warnOnce } from "./notices";
import { providerOf } from "./private-api";
import { oncePerProgram } from "./program";
import { settle } from "./settle";
import { firstLines, forbidden, missing, reasonOf } from "./unanswered";

/** What a look-up found: a value, or what is wrong with it; and what the user should know. */
export interface Finding<T> {
  readonly value?: T;
  readonly issues?: readonly Issue[];
  readonly notices?: readonly Notice[];
}

export interface LookUp<Key, Answer, T> {
  /** The Pulumi package that is asked. Default: azure-native. */
  readonly package?: string;
  /** The property that names the thing, for messages. */
  readonly path: string;
  /** The thing in words, such as `AKS cluster "aks" in resource group "platform"`. */
  readonly describe: (key: Key) => string;
  readonly key: pulumi.Input<Key>;
  readonly ask: (key: Key, opts: pulumi.InvokeOptions) => Promise<Answer>;
  readonly evaluate: (answer: Answer, key: Key) => Finding<T> | Promise<Finding<T>>;
  /** A sentence: why an update cannot do without it. Left out: the answer is only compared with the input. */
  readonly needed?: string;
  /** The value without an answer, where the answer is not needed. */
  readonly fallback?: T;
  /** Instead of a reader role: sentences that say what allows the deployer to read it, or does without. */
  readonly toRead?: string;
  /** For what this program cannot create: a sentence that says how to create it. */
  readonly mustExist?: (key: Key) => string;
}

/** Asks for something that exists, in the preview too, once per program. The value is unknown where there is none. */
export function lookUp<Key, Answer, T>(
  context: ComponentContext,
  lookUp: LookUp<Key, Answer, T>,
): pulumi.Output<T> {
  const { resource, issues } = context;
  const finding = derive(lookUp.key, async (given): Promise<Finding<T>> => {
    if (!(await issues.areInputsValid())) return {};
    const key = given as Key;
    const provider = await providerOf(resource, lookUp.package ?? "azure-native");
    const what = lookUp.describe(key);
    try {
      const answer = await oncePerProgram(["look-up", what, provider, key], () =>
        lookUp.ask(key, { parent: resource }),
      );
      // The engine answers so in a preview in which the provider's own configuration is unknown. [pulumi #10209]
      if (pulumi.runtime.isDryRun() && isEmpty(answer)) return unconfigured(resource, lookUp.package);
      const finding = await lookUp.evaluate(answer, key);
      logNotices([what, provider], finding.notices ?? [], resource);
      return finding;
    } catch (error) {
      return withoutAnswer(resource, lookUp, key, error);
    }
  });
  issues.reportLive(settle(finding).then(({ value }) => value?.issues ?? []));
  return finding.apply(({ value }) => (value ?? pulumi.unknown) as T);
}

function isEmpty(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && Object.keys(answer).length === 0;
}

function unconfigured(resource: pulumi.Resource, packageName = "azure-native"): Finding<never> {
  const message = `The configuration of the ${packageName} provider is known only after the update: this preview checks nothing that exists, and shows it as unknown.`;
  oncePerProgram(["unconfigured", packageName], () => pulumi.log.info(message, resource));
  return {};
}

/** What is only compared becomes a warning that names it; what an update needs stops it, unless a preview may not tell. */
function withoutAnswer<Key, Answer, T>(
  resource: pulumi.Resource,
  { path, describe, mustExist, toRead, needed, fallback }: LookUp<Key, Answer, T>,
  key: Key,
  error: unknown,
): Finding<T> {
  const what = describe(key);
  const reason = reasonOf(error);
  const advice = reason === missing ? mustExist?.(key) : undefined;
  const readable = reason === forbidden ? (toRead ?? reason.advice) : undefined;
  const mayContinue = needed === undefined || (pulumi.runtime.isDryRun() && reason !== undefined);
  if (mayContinue && advice === undefined) {
    const { words, advice: next } = reason ?? {
      words: "could not be read",
      advice: `Azure's answer: ${firstLines(error)}`,
    };
    const unchecked = needed === undefined && reason !== missing ? " Its settings are not checked." : "";
    warnOnce(`${path}: ${what} ${words}.${unchecked} ${readable ?? next}`, resource);
    return { value: fallback };
  }
  const received = `${what} ${reason?.words ?? "could not be looked up"}`;
  const sentences = [advice ?? needed, readable, `Azure's answer: ${firstLines(error)}`];
  const remedy = sentences.filter((one) => one !== undefined).join(" ");
  return { issues: [issue(found, path, { received, remedy })] };
}
