/** What the cases are, and the inputs that they consist of. */

import * as pulumi from "@pulumi/pulumi";
import { smallInput } from "../support/input";

interface Cases<T> {
  readonly accepted: readonly T[];
  readonly refused: readonly T[];
}

/** By the id of a rule about one value: tried at every position that the rule applies to. */
export type ValueCases = Readonly<Record<string, Cases<string | number | boolean>>>;

/** An input, and the component's name where it matters. */
export type Given = readonly [input: unknown, component?: string];

/** By the id of a rule that needs a whole input. */
export type InputCases = Readonly<Record<string, Cases<Given>>>;

export const guid = "00000000-0000-0000-0000-00000000000a";
export const group = { resourceGroupName: "g" };
export const identityId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/abc`;
export const vaultId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/abc`;
export const clusterId = `/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/abc`;
export const oidcIssuerUrl = "https://issuer.example.com/";

export const a = (length: number) => "a".repeat(length);
export const later = <T>(value: T) => pulumi.output(value);
export const unknown = pulumi.output(pulumi.unknown);

export const given = (args: Record<string, unknown>): Given => [smallInput({ ...args })];
export const named = (component: string, args: Record<string, unknown> = {}): Given => [
  smallInput(args),
  component,
];
export const vault = (properties: object): Given => given({ vault: properties });
export const objects = (files: object, more: object = {}): Given => vault({ objects: files, ...more });
export const object = (properties: object): Given => objects({ a: properties });
export const cluster = (one: unknown): Given => given({ clusters: { aks: one } });
export const account = (serviceAccount: object): Given => given({ serviceAccount });
export const managed = (userAssignedIdentity: unknown): Given => given({ userAssignedIdentity });
export const application = (one: unknown): Given =>
  given({ userAssignedIdentity: undefined, application: one });
