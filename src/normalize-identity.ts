import type * as pulumi from "@pulumi/pulumi";
import type { EntraApplication, KeyVaultWorkloadIdentityArgs, UserAssignedIdentity } from "./args";
import { childName } from "./model/names";
import { type ResourceReference, resourceType } from "./model/resource-id";
import type { Gate } from "./pulumi/gate";
import { isKnownMap, plainGroup, resourceReference, type TextMap, textMap } from "./pulumi/read-input";
import * as azure from "./validation/azure-names";
import { isMap, keyOf, listOf, text } from "./validation/check";
import { newOrExisting, oneIdentity, someIdentity } from "./validation/combinations";
import { givenBy, property, show } from "./validation/issue";
import { misspeltOneOf } from "./validation/near";
import { issue } from "./validation/rule";

/** Who the pods act as: one of four ways. */
export type NormalizedIdentity =
  | {
      readonly kind: "new managed identity";
      readonly path: string;
      readonly resourceGroupName: pulumi.Output<string>;
      readonly name?: pulumi.Output<string>;
      readonly location?: pulumi.Output<string>;
      readonly tags?: TextMap;
    }
  | {
      readonly kind: "existing managed identity";
      readonly path: string;
      readonly identity: pulumi.Output<ResourceReference>;
    }
  | {
      readonly kind: "new application";
      readonly path: string;
      readonly displayName: pulumi.Output<string>;
      readonly owners?: pulumi.Output<string[]>;
    }
  | {
      readonly kind: "existing application";
      readonly path: string;
      readonly clientId: pulumi.Output<string>;
    };

export function normalizeIdentity(
  component: string,
  args: KeyVaultWorkloadIdentityArgs,
  gate: Gate,
): NormalizedIdentity {
  if ((args.userAssignedIdentity === undefined) === (args.application === undefined)) {
    const both = args.application !== undefined;
    if (both) gate.report(issue(oneIdentity, "application"));
    else if (!misspeltOneOf(args, ["userAssignedIdentity", "application"]))
      gate.report(issue(someIdentity, "userAssignedIdentity"));
  }
  if (args.application !== undefined) {
    return normalizeApplication(args.application, plainGroup(gate, "application", args.application), gate);
  }
  return normalizeManagedIdentity(
    component,
    args.userAssignedIdentity,
    plainGroup(gate, "userAssignedIdentity", args.userAssignedIdentity),
    gate,
  );
}

function normalizeManagedIdentity(
  component: string,
  given: unknown,
  identity: UserAssignedIdentity,
  gate: Gate,
): NormalizedIdentity {
  const path = "userAssignedIdentity";
  const { id, ...own } = identity;
  if (isKnownMap(given)) reportTwoWays(path, "id", "resourceGroupName", identity, gate);
  if (id !== undefined) {
    const type = resourceType.userAssignedIdentity;
    const rules = { id: azure.identityId, name: azure.identityName };
    const identity = resourceReference(gate, path, { id, name: "" }, type, rules);
    return { kind: "existing managed identity", path, identity };
  }
  const at = (name: string) => property(path, name);
  const { resourceGroupName = "" } = own;
  if (own.name === undefined) checkAutomaticName(component, at("name"), gate);
  return {
    kind: "new managed identity",
    path,
    resourceGroupName: gate.checkName(
      at("resourceGroupName"),
      resourceGroupName,
      // What is missing altogether has been reported.
      own.resourceGroupName === undefined ? () => [] : text(azure.resourceGroupName),
    ),
    name: gate.checkOptionalName(at("name"), own.name, text(azure.identityName)),
    location: gate.checkOptional(at("location"), own.location, text(azure.location)),
    tags: normalizeTags(own.tags, at("tags"), gate),
  };
}

/** The name that Pulumi gives, but for the random part. */
function checkAutomaticName(component: string, path: string, gate: Gate): void {
  const remedy = `Left out, it begins with the component's name, ${show(component)}: rename that, or give a name here.`;
  const name = `${childName.identity(component)}00000000`;
  gate.checkPlain(path, name, text({ ...azure.identityName, remedy }));
}

function normalizeTags(tags: TextMap | undefined, path: string, gate: Gate): TextMap | undefined {
  if (tags === undefined) return undefined;
  gate.check<unknown>(path, tags, (value) => {
    const count = isMap(value) ? Object.keys(value).length : 0;
    return count > 50 ? [issue(azure.tagCount, path, { received: `${count} tags` })] : [];
  });
  return textMap(gate, path, tags, keyOf(azure.tagName), text(azure.tagValue));
}

function normalizeApplication(given: unknown, application: EntraApplication, gate: Gate): NormalizedIdentity {
  const path = "application";
  const at = (name: string) => property(path, name);
  const { clientId, displayName = "", owners } = application;
  if (isKnownMap(given)) reportTwoWays(path, "clientId", "displayName", application, gate);
  if (clientId !== undefined) {
    const checked = gate.checkName(at("clientId"), clientId, text(azure.guid));
    return { kind: "existing application", path: at("clientId"), clientId: checked };
  }
  return {
    kind: "new application",
    path,
    displayName: gate.checkName(
      at("displayName"),
      displayName,
      application.displayName === undefined ? () => [] : text(azure.displayName),
    ),
    owners: gate.checkOptional(at("owners"), owners, listOf(text(azure.guid))) as
      | pulumi.Output<string[]>
      | undefined,
  };
}

/** An existing thing takes nothing else; a new one needs what it is made from. */
function reportTwoWays(path: string, existing: string, fresh: string, group: object, gate: Gate): void {
  const names = Object.entries(group).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (names.includes(existing) ? names.length === 1 : names.includes(fresh)) return;
  // A way under a wrong name has been reported.
  if (!names.includes(existing) && misspeltOneOf(group, [existing, fresh])) return;
  const received = names.length === 0 ? "empty" : givenBy(group, names);
  gate.report(issue(newOrExisting, path, { received, fill: { existing, fresh } }));
}
