import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { explainRefusal } from "../model/refusals";
import { oncePerProgram } from "./once-per-program";
import { settle } from "./settle";

interface Explanations {
  /** The options for the component, whose children inherit from it. */
  readonly options: pulumi.ComponentResourceOptions;
  /** To be awaited before the first child; never rejects. */
  readonly register: (component: pulumi.Resource) => Promise<void>;
}

/** Prints a sentence of ours beside the error of a child: the engine tells the reason to error hooks only. */
export function explainRefusals(name: string, opts: pulumi.ComponentResourceOptions = {}): Explanations {
  const registered: pulumi.ErrorHook[] = [];
  const lists: pulumi.ErrorHook[][] = [];
  // In SDK 3.230 mergeOptions, which each child goes through, drops such hooks, and a transformation comes after it.
  // 3.270 keeps them: once that is the oldest SDK, `options.hooks` can take the transformation's place.
  const addHooks: pulumi.ResourceTransformation = ({ props, opts: child }) => {
    const onError = [...(child.hooks?.onError ?? []), ...registered];
    lists.push(onError);
    return { props, opts: { ...child, hooks: { ...child.hooks, onError } } };
  };
  return {
    options: { ...opts, transformations: [...(opts?.transformations ?? []), addHooks] },
    register: async (component) => {
      // Kept as long as the program runs: of the component no more than its URN.
      const urn = settle(component.urn);
      const hook = newHook(name, async ({ type, name: child, newInputs = {}, errors }) => {
        const { value = "" } = await urn;
        const [message = ""] = errors;
        const text = explainRefusal({
          type,
          name: child,
          message,
          inputs: newInputs,
          parent: `${name}=${value}`,
        });
        if (text !== undefined) await pulumi.log.warn(text, new pulumi.DependencyResource(value));
      });
      if (!hook || !(await isRegistered(hook))) return;
      // Only now, before the first child is sent: an engine without such hooks must not be asked for one.
      for (const list of [registered, ...lists]) list.push(hook);
    },
  };
}

function newHook(
  component: string,
  tell: (args: pulumi.ErrorHookArgs) => Promise<void>,
): pulumi.ErrorHook | undefined {
  const monitor = pulumi.runtime.getMonitor() as { registerErrorHook?: unknown } | undefined;
  if (monitor?.registerErrorHook === undefined) return undefined;
  // Pulumi starts a server for hooks in every Construct and never stops it: the first component's serves them all.
  const first = oncePerProgram(["error hooks"], () => new AsyncResource("error hooks"));
  const callback: pulumi.ErrorHookFunction = async (args) => {
    // The engine calls back from outside, where Pulumi would not know which engine to log to. A hook that fails would
    // take the place of the error that it is about.
    await first.runInAsyncScope(tell, undefined, args).catch(() => {});
    return false;
  };
  return first.runInAsyncScope(() => new pulumi.ErrorHook(hookName(component), callback));
}

/** The engine takes a name once, and components under different parents may share theirs. */
function hookName(component: string): string {
  const count = oncePerProgram(["refusals of", component], () => ({ value: 0 }));
  count.value += 1;
  return `azure-workload-identity/${component}/${count.value}`;
}

/** Pulumi keeps the registration to itself, and fails each child with it. */
async function isRegistered(hook: pulumi.ErrorHook): Promise<boolean> {
  const { __registered: registration } = hook as unknown as { __registered?: unknown };
  // A newer Pulumi may call it otherwise: better no advice than a child that fails.
  if (!(registration instanceof Promise)) return false;
  try {
    await registration;
    return true;
  } catch {
    return false;
  }
}
