import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../validation/issue";
import type { Gate } from "./gate";
import { oncePerProgram, warnOnce } from "./once-per-program";
import { settle } from "./settle";

/** What a look-up found out: a value, or what is wrong with it. */
export interface Finding<T> {
  readonly value?: T;
  readonly issues?: readonly Issue[];
}

export interface LookUp<Key, Answer, T> {
  /** The property that names the thing, for messages. */
  readonly path: string;
  /** The thing in words, such as `AKS cluster "aks" in resource group "platform"`. */
  readonly describe: (key: Key) => string;
  readonly key: pulumi.Output<Key>;
  readonly ask: (key: Key, opts: pulumi.InvokeOptions) => Promise<Answer>;
  readonly judge: (answer: Answer, key: Key) => Finding<T>;
  /** Why nothing can be done in an update without an answer; undefined where it can. */
  readonly needed?: string;
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
        return lookUp.judge(await this.#ask(lookUp, key as Key), key as Key);
      } catch (error) {
        return this.#withoutAnswer(lookUp, key as Key, error);
      }
    });
    this.#gate.checkLookup(settle(finding).then(({ value }) => [...((value as Finding<T>)?.issues ?? [])]));
    return finding.apply((found) => (found.value ?? pulumi.unknown) as T);
  }

  async #ask<Key, Answer, T>({ ask, path }: LookUp<Key, Answer, T>, key: Key): Promise<Answer> {
    const provider = await pulumi.ProviderResource.register(this.#component.getProvider("azure-native::"));
    return oncePerProgram(["look-up", path.split(/[.[]/)[0], provider, key], () =>
      ask(key, { parent: this.#component }),
    );
  }

  #withoutAnswer<Key, Answer, T>(lookUp: LookUp<Key, Answer, T>, key: Key, error: unknown): Finding<T> {
    const what = lookUp.describe(key);
    const reason = whyNot(error);
    if (reason === undefined)
      return { issues: [issue(lookUp.path, `${what} could not be looked up`, error)] };
    if (pulumi.runtime.isDryRun() || lookUp.needed === undefined) {
      warnOnce(`${lookUp.path}: ${what} ${reason}; its settings are not checked.`, this.#component);
      return {};
    }
    return { issues: [issue(lookUp.path, `${what} ${reason}, and ${lookUp.needed}`, error)] };
  }
}

/** Azure's two answers that need not be a mistake: what does not exist yet, and what the deployer may not read. */
function whyNot(error: unknown): string | undefined {
  const text = String(error);
  if (/\b404\b|NotFound|was not found/i.test(text)) return "does not exist";
  if (/\b403\b|AuthorizationFailed|Forbidden/i.test(text)) return "may not be read by whoever deploys this";
  return undefined;
}

function issue(path: string, sentence: string, error: unknown): Issue {
  const [firstLine = ""] = String(error instanceof Error ? error.message : error).split("\n");
  return {
    path,
    expected: "something that Azure answers for",
    remedy: `${sentence}. Azure said: ${firstLine}`,
  };
}
