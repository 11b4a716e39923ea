import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { explainError } from "../model/provider-errors";
import { engineHasErrorHooks, isRegistered } from "./private-api";
import { oncePerProgram } from "./program";
import { settle } from "./settle";

interface Explanations {
  /** The options for the component, whose children inherit from it. */
  readonly options: pulumi.ComponentResourceOptions;
  /** To be awaited before the first child; never rejects. */
  readonly register: (component: pulumi.Resource) => Promise<void>;
}

/** Logs a sentence of this package beside the error of a child: the engine passes the reason to error hooks only. */
export function explainErrors(name: string, opts: pulumi.ComponentResourceOptions = {}): Explanations {
  const registered: pulumi.ErrorHook[] = [];
  const lists: pulumi.ErrorHook[][] = [];
  // A transformation, because the lists can still be filled after the children were declared.
  const addHooks: pulumi.ResourceTransformation = ({ props, opts: child }) => {
    const onError = [...(child.hooks?.onError ?? []), ...registered];
    lists.push(onError);
    return { props, opts: { ...child, hooks: { ...child.hooks, onError } } };
  };
  return {
    options: { ...opts, transformations: [...(opts?.transformations ?? []), addHooks] },
    register: async (component) => {
      if (!engineHasErrorHooks()) return;
      const hook = newHook(name, async ({ type, name: child, newInputs = {}, errors }) => {
        const parent = `${name}=${(await settle(component.urn)).value}`;
        const [message = ""] = errors;
        const text = explainError({ type, name: child, message, inputs: newInputs, parent });
        if (text !== undefined) await pulumi.log.warn(text, component);
      });
      if (!(await isRegistered(hook))) return;
      // Only now, before the first child is sent: an engine without such hooks must not be asked for one.
      for (const list of [registered, ...lists]) list.push(hook);
    },
  };
}

function newHook(
  component: string,
  explain: (args: pulumi.ErrorHookArgs) => Promise<void>,
): pulumi.ErrorHook {
  // The engine calls back from outside, where Pulumi would not know which engine to log to.
  const bound = AsyncResource.bind(explain);
  return new pulumi.ErrorHook(hookName(component), async (args) => {
    // A hook that fails would take the place of the error that it is about.
    await bound(args).catch(() => {});
    return false;
  });
}

/** The engine takes a name once, and components under different parents may share theirs. */
function hookName(component: string): string {
  const count = oncePerProgram(["error hooks of", component], () => ({ value: 0 }));
  count.value += 1;
  return `azure-workload-identity/${component}/${count.value}`;
}
