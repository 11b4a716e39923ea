import type * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../validation/issue";
import type { Gate } from "./gate";

// Not a field of the component: every field, a private one too, would become an output in all languages.
const gates = new WeakMap<pulumi.Resource, Gate>();

export function rememberGate(component: pulumi.Resource, gate: Gate): void {
  gates.set(component, gate);
}

/** The issues of a component that was just constructed; who asks has to report them. */
export async function claimIssues(component: pulumi.Resource): Promise<Issue[]> {
  return (await gates.get(component)?.claim()) ?? [];
}
