import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../rules/issue";
import { found } from "../rules/live-checks";
import { issue } from "../rules/rule";
import type { ComponentContext } from "./context";
import { logNotices, type Notice, warnOnce } from "./notices";
import { providerOf } from "./private-api";
import { oncePerProgram } from "./program";
import { settle } from "./settle";

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
  readonly key: pulumi.Output<Key>;
  readonly ask: (key: Key, opts: pulumi.InvokeOptions) => Promise<Answer>;
  readonly evaluate: (answer: Answer, key: Key) => Finding<T> | Promise<Finding<T>>;
  /** For what no update can do without: a sentence that says how to create it. Left out: a preview continues with a warning. */
  readonly mustExist?: (key: Key) => string;
  /** A sentence: why an update cannot do without the thing. */
  readonly needed: string;
  /** The answer is only compared with the input: a deployer who may not read it can continue. */
  readonly onlyChecks?: boolean;
}

/** Asks for something that exists, in the preview too, once per program. The value is unknown where there is none. */
export function lookUp<Key, Answer, T>(
  context: ComponentContext,
  lookUp: LookUp<Key, Answer, T>,
): pulumi.Output<T> {
  const { resource, issues } = context;
  const finding = lookUp.key.apply(async (given): Promise<Finding<T>> => {
    if (!(await issues.areInputsValid())) return {};
    const key = given as Key;
    const provider = await providerOf(resource, lookUp.package ?? "azure-native");
    const what = lookUp.describe(key);
    try {
      const answer = await oncePerProgram(["look-up", what, provider, key], () =>
        lookUp.ask(key, { parent: resource }),
      );
      const finding = await lookUp.evaluate(answer, key);
      logNotices([what, provider], finding.notices ?? [], resource);
      return finding;
    } catch (error) {
      return withoutAnswer(resource, lookUp, key, error);
    }
  });
  issues.reportLive(settle(finding).then(({ value }) => (value as Finding<T> | undefined)?.issues ?? []));
  return finding.apply(({ value }) => (value ?? pulumi.unknown) as T);
}

function withoutAnswer<Key, Answer, T>(
  resource: pulumi.Resource,
  { path, describe, mustExist, needed, onlyChecks }: LookUp<Key, Answer, T>,
  key: Key,
  error: unknown,
): Finding<T> {
  const what = describe(key);
  const reason = reasonOf(error);
  const advice = reason === missing ? mustExist?.(key) : undefined;
  const mayWait = pulumi.runtime.isDryRun() || (reason === denied && onlyChecks);
  if (reason && !advice && mayWait) {
    warnOnce(`${path}: ${what} ${reason}. ${advices[reason]}`, resource);
    return {};
  }
  const received = `${what} ${reason ?? "could not be looked up"}`;
  const remedy = [advice ?? needed, `Azure's answer: ${firstLines(error)}`].join(" ");
  return { issues: [issue(found, path, { received, remedy })] };
}

const missing = "does not exist";
const denied = "cannot be read by the deployer";

const advices: Record<string, string> = {
  [missing]: "If this program does not create it, correct its name or resource group: the update will fail.",
  [denied]: "Its settings are not checked.",
};

const absence =
  /Status(?:Code)?[=:] ?404|RESPONSE 404|404 \(|Code="?\w*NotFound\b|No service principal found|Application not found/;
const denial = /Status(?:Code)?[=:] ?403|RESPONSE 403|403 \(|Code="?AuthorizationFailed/;

/** The two answers that need not be a mistake: what does not exist yet, and what the deployer cannot read. */
function reasonOf(error: unknown): string | undefined {
  const text = String(error);
  if (absence.test(text)) return missing;
  return denial.test(text) ? denied : undefined;
}

/** Terraform's providers say in the second line what happened. */
function firstLines(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error);
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).slice(0, 2).join(" ");
}
