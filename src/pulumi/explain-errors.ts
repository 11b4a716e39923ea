import { AsyncResource } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { explainError } from "../model/provider-errors";
import { retryDelay } from "../model/retries";
import { engineHasErrorHooks, isRegistered } from "./private-api";
import { oncePerProgram } from "./program";
import { settle } from "./settle";

interface Explanations {
  /** The options for the component, whose children inherit from it. */
  readonly options: pulumi.ComponentResourceOptions;
  /** To be awaited before the first child; never rejects. */
  readonly register: (component: pulumi.Resource, deployer: pulumi.Output<string>) => Promise<void>;
}

/** Tries again where that helps, else logs advice beside the error of a child: the engine passes it to error hooks only. */
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
    register: async (component, deployer) => {
      if (!engineHasErrorHooks()) return;
      const hook = newHook(name, async ({ type, name: child, newInputs = {}, errors }) => {
        const [message = ""] = errors;
        const delay = retryDelay(type, message, errors.length);
        if (delay !== undefined) {
          await pulumi.log.info(
            `${child}: the new identity is not known everywhere in Azure yet; next try in ${delay} s`,
            component,
          );
          await setTimeout(delay * 1000);
          return true;
        }
        const parent = `${name}=${(await settle(component.urn)).value}`;
        const failed = {
          type,
          name: child,
          message,
          inputs: newInputs,
          parent,
          deployer: (await settle(deployer)).value,
        };
        const text = explainError(failed);
        if (text !== undefined) await pulumi.log.warn(text, component);
        return false;
      });
      if (!(await isRegistered(hook))) return;
      // Only now, before the first child is sent: an engine without such hooks must not be asked for one.
      for (const list of [registered, ...lists]) list.push(hook);
    },
  };
}

function newHook(
  component: string,
  handle: (args: pulumi.ErrorHookArgs) => Promise<boolean>,
): pulumi.ErrorHook {
  // The engine calls back from outside, where Pulumi would not know which engine to log to.
  const bound = AsyncResource.bind(handle);
  // A hook that fails would take the place of the error that it is about.
  return new pulumi.ErrorHook(hookName(component), (args) => bound(args).catch(() => false));
}

/** The engine takes a name once, and components under different parents may share theirs. */
function hookName(component: string): string {
  const count = oncePerProgram(["error hooks of", component], () => ({ value: 0 }));
  count.value += 1;
  return `azure-workload-identity/${component}/${count.value}`;
}
