import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../validation/issue";
import { found } from "../validation/look-up-rules";
import { issue } from "../validation/rule";
import type { Gate } from "./gate";
import { type Notice, tell } from "./notice";
import { oncePerProgram, warnOnce } from "./once-per-program";
import { settle } from "./settle";

/** What a look-up found out: a value, or what is wrong with it; and what the user should know. */
export interface Finding<T> {
  readonly value?: T;
  readonly issues?: readonly Issue[];
  readonly notices?: readonly Notice[];
}

export interface LookUp<Key, Answer, T> {
  /** The Pulumi package that asks. Default: azure-native. */
  readonly package?: string;
  /** The property that names the thing, for messages. */
  readonly path: string;
  /** The thing in words, such as `AKS cluster "aks" in resource group "platform"`. */
  readonly describe: (key: Key) => string;
  readonly key: pulumi.Output<Key>;
  readonly ask: (key: Key, opts: pulumi.InvokeOptions) => Promise<Answer>;
  readonly judge: (answer: Answer, key: Key) => Finding<T> | Promise<Finding<T>>;
  /** For what no update may do without: a sentence that says how to make it. Left out: a preview goes on with a warning. */
  readonly mustExist?: (key: Key) => string;
  /** A sentence: why an update cannot do without the thing. */
  readonly needed: string;
  /** The answer is only compared with the input: who may not read it can go on. */
  readonly onlyChecks?: boolean;
}

/** Asks Azure for things that exist, in the preview too, once per program, and tells the gate what is wrong. */
export class LookUps {
  readonly #component: pulumi.Resource;
  readonly #gate: Gate;

  constructor(component: pulumi.Resource, gate: Gate) {
    this.#component = component;
    this.#gate = gate;
  }

  /** The value that was found; unknown where there is none. */
  run<Key, Answer, T>(lookUp: LookUp<Key, Answer, T>): pulumi.Output<T> {
    const finding = lookUp.key.apply(async (key): Promise<Finding<T>> => {
      if (!(await this.#gate.inputsPassed())) return {};
      try {
        const finding = await lookUp.judge(await this.#ask(lookUp, key as Key), key as Key);
        tell(
          [lookUp.describe(key as Key), await this.#provider(lookUp.package)],
          finding.notices ?? [],
          this.#component,
        );
        return finding;
      } catch (error) {
        return this.#withoutAnswer(lookUp, key as Key, error);
      }
    });
    this.#gate.checkLookup(settle(finding).then(({ value }) => [...((value as Finding<T>)?.issues ?? [])]));
    return finding.apply(({ value }) => (value ?? pulumi.unknown) as T);
  }

  async #ask<Key, Answer, T>(lookUp: LookUp<Key, Answer, T>, key: Key): Promise<Answer> {
    const provider = await this.#provider(lookUp.package);
    return oncePerProgram(["look-up", lookUp.describe(key), provider, key], () =>
      lookUp.ask(key, { parent: this.#component }),
    );
  }

  #provider(name = "azure-native"): Promise<string | undefined> {
    return pulumi.ProviderResource.register(this.#component.getProvider(`${name}::`));
  }

  #withoutAnswer<Key, Answer, T>(lookUp: LookUp<Key, Answer, T>, key: Key, error: unknown): Finding<T> {
    const what = lookUp.describe(key);
    const reason = whyNot(error);
    const advice = reason === missing ? lookUp.mustExist?.(key) : undefined;
    const mayWait = pulumi.runtime.isDryRun() || (reason === denied && lookUp.onlyChecks);
    if (reason && !advice && mayWait) {
      warnOnce(`${lookUp.path}: ${what} ${reason}. ${advices[reason]}`, this.#component);
      return {};
    }
    const received = `${what}, which ${reason ?? "could not be looked up"}`;
    const remedy = [advice ?? lookUp.needed, `Azure said: ${beginning(error)}`].filter(Boolean).join(" ");
    return { issues: [issue(found, lookUp.path, { received, remedy })] };
  }
}

const missing = "does not exist";
const denied = "may not be read by whoever deploys this";

const advices: Record<string, string> = {
  [missing]: "If this program does not make it, mend its name or resource group: the update will fail.",
  [denied]: "Its settings are not checked.",
};

const absence =
  /Status(?:Code)?[=:] ?404|RESPONSE 404|404 \(|Code="?\w*NotFound\b|No service principal found|Application not found/;
const refusal = /Status(?:Code)?[=:] ?403|RESPONSE 403|403 \(|Code="?AuthorizationFailed/;

/** Azure's two answers that need not be a mistake: what does not exist yet, and what the deployer may not read. */
function whyNot(error: unknown): string | undefined {
  const text = String(error);
  if (absence.test(text)) return missing;
  return refusal.test(text) ? denied : undefined;
}

/** Terraform's providers say in the second line what happened. */
function beginning(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error);
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).slice(0, 2).join(" ");
}
