import { AsyncResource } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { explainError } from "../model/provider-errors";
import { retryDelay } from "../model/retries";
import { engineHasErrorHooks, isRegistered, withLateErrorHooks } from "./private-api";
import { oncePerProgram } from "./program";
import { type Settled, settle } from "./settle";

interface Explanations {
  /** The options for the component, whose children inherit from it. */
  readonly options: pulumi.ComponentResourceOptions;
  /** To be awaited before the first child; never rejects. */
  readonly register: (component: pulumi.Resource, deployer: pulumi.Output<string>) => Promise<void>;
}

/** Tries again where that helps, else logs advice beside the error of a child: the engine passes it to error hooks only. */
export function explainErrors(name: string, opts: pulumi.ComponentResourceOptions = {}): Explanations {
  const { options, addHook } = withLateErrorHooks(opts);
  return {
    options,
    register: async (component, deployer) => {
      if (!engineHasErrorHooks()) return;
      // Kept as long as the program runs: of the component no more than these two.
      const context = { name, urn: settle(component.urn), deployer: settle(deployer) };
      const hook = newHook(name, (failure) => retryOrExplain(context, failure));
      // Only now, before the first child is sent: an engine without such hooks must not be asked for one.
      if (await isRegistered(hook)) addHook(hook);
    },
  };
}

interface FailedComponent {
  readonly name: string;
  readonly urn: Promise<Settled<string>>;
  readonly deployer: Promise<Settled<string>>;
}

/** Returns whether the engine is to try again. */
async function retryOrExplain(
  component: FailedComponent,
  { type, name, newInputs: inputs = {}, errors }: pulumi.ErrorHookArgs,
): Promise<boolean> {
  const { value: urn = "" } = await component.urn;
  const resource = new pulumi.DependencyResource(urn);
  const [message = ""] = errors;
  const delay = retryDelay(type, message, errors.length);
  if (delay !== undefined) {
    const progress = `${name}: the new identity is not known everywhere in Azure yet; next try in ${delay} s`;
    await pulumi.log.info(progress, resource);
    await setTimeout(delay * 1000);
    return true;
  }
  const { value: deployer } = await component.deployer;
  const parent = `${component.name}=${urn}`;
  const text = explainError({ type, name, message, inputs, parent, deployer });
  if (text !== undefined) await pulumi.log.warn(text, resource);
  return false;
}

function newHook(
  component: string,
  handle: (failure: pulumi.ErrorHookArgs) => Promise<boolean>,
): pulumi.ErrorHook {
  // Pulumi starts a server for hooks in every Construct and never stops it: the first component's serves them all.
  const first = oncePerProgram(["error hooks"], () => new AsyncResource("error hooks"));
  // The engine calls back from outside, where Pulumi would not know which engine to log to. A hook that fails would
  // take the place of the error that it is about.
  const callback = (failure: pulumi.ErrorHookArgs) =>
    first.runInAsyncScope(handle, undefined, failure).catch(() => false);
  return first.runInAsyncScope(() => new pulumi.ErrorHook(hookName(component), callback));
}

/** The engine takes a name once, and components under different parents may share theirs. */
function hookName(component: string): string {
  const count = oncePerProgram(["error hooks of", component], () => ({ value: 0 }));
  count.value += 1;
  return `azure-workload-identity/${component}/${count.value}`;
}
