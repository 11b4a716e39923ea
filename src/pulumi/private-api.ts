/**
 * What Pulumi's SDK has and does not export: used here and nowhere else, each with the reason. No version up to 3.276
 * makes one of them unnecessary; read its release notes when you raise the SDK.
 */

import * as pulumi from "@pulumi/pulumi";
import { holdsDeferred } from "./deferred";

interface OutputState<T> {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<T>;
  allResources?(): Promise<Set<pulumi.Resource>>;
}

/** `apply` is not called for an unknown value, and does not report a secret one. */
export function outputState<T>(input: pulumi.Input<T>): OutputState<T> {
  return (pulumi.Output.isInstance(input) ? input : pulumi.output(input)) as unknown as OutputState<T>;
}

/** The resources that a value was computed from, known in a preview too. */
export async function resourcesOf(input: pulumi.Input<unknown>): Promise<pulumi.Resource[]> {
  if (!holdsDeferred(input)) return [];
  return [...((await outputState(input).allResources?.()) ?? [])];
}

/** What tells two programs in one process apart. */
export function currentMonitor(): object | undefined {
  return pulumi.runtime.getMonitor();
}

/** The plugin has a client for each component that it constructs, all of them of one program's monitor. */
export function monitorAddress(): string | undefined {
  const monitor = currentMonitor() as { getChannel?(): { getTarget(): string } } | undefined;
  return monitor?.getChannel?.().getTarget();
}

/** An engine that is older than error hooks fails each child that names one. */
export function engineHasErrorHooks(): boolean {
  return (currentMonitor() as { registerErrorHook?: unknown } | undefined)?.registerErrorHook !== undefined;
}

/** A failed registration would fail each child that names the hook. */
export async function isRegistered(hook: pulumi.ErrorHook): Promise<boolean> {
  const { __registered: registration } = hook as unknown as { __registered?: unknown };
  // A newer SDK may call it otherwise: better no explanation than a child that fails.
  if (!(registration instanceof Promise)) return false;
  return registration.then(
    () => true,
    () => false,
  );
}

/**
 * Options of a component whose children get hooks that are added after they were declared: the SDK reads the list of a
 * child when it sends it [runtime/resource.ts, prepareHooks], and a transformation can put a list there that still grows.
 */
export function withLateErrorHooks(opts: pulumi.ComponentResourceOptions): {
  readonly options: pulumi.ComponentResourceOptions;
  readonly addHook: (hook: pulumi.ErrorHook) => void;
} {
  const added: pulumi.ErrorHook[] = [];
  const lists = [added];
  const transformation: pulumi.ResourceTransformation = ({ props, opts: child }) => {
    const onError = [...(child.hooks?.onError ?? []), ...added];
    lists.push(onError);
    return { props, opts: { ...child, hooks: { ...child.hooks, onError } } };
  };
  return {
    options: { ...opts, transformations: [...(opts.transformations ?? []), transformation] },
    addHook: (hook) => {
      for (const list of lists) list.push(hook);
    },
  };
}

/** Pulumi waits for these before it answers; the plugin's answer to an error must come after them. */
export async function pendingCalls(): Promise<void> {
  await (pulumi.runtime as { waitForRPCs?: () => Promise<void> }).waitForRPCs?.();
}

/** The provider that a component's children of a package get, as the engine names it; undefined: the default one. */
export function providerOf(component: pulumi.Resource, packageName: string): Promise<string | undefined> {
  return pulumi.ProviderResource.register(component.getProvider(`${packageName}::`));
}

/**
 * The SDK's provider server reads the URN of `deletedWith` as a provider's reference, `<urn>::<id>`, and so takes its name
 * for an id [provider/server.ts, createProviderResource].
 */
export function wholeDeletedWith(options: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
  const { deletedWith } = options;
  if (deletedWith?.constructor.name !== "DependencyProviderResource") return options;
  const { urn, id } = deletedWith as pulumi.CustomResource;
  const parts = Promise.all([outputState(urn).promise(), outputState(id).promise()]);
  const whole = parts.then((both) => both.join("::"));
  return { ...options, deletedWith: new pulumi.DependencyResource(whole as unknown as string) };
}
