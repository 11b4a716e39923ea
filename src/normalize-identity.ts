import type * as pulumi from "@pulumi/pulumi";
import type { EntraApplication, KeyVaultWorkloadIdentityArgs, UserAssignedIdentity } from "./args";
import { type ResourceReference, resourceType } from "./model/resource-id";
import type { Gate } from "./pulumi/gate";
import { isKnownMap, plainGroup, resourceReference, type TextMap, textMap } from "./pulumi/read-input";
import * as azure from "./validation/azure-names";
import { anyText, listOf, text } from "./validation/check";
import { givenBy, property } from "./validation/issue";

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

export function normalizeIdentity(args: KeyVaultWorkloadIdentityArgs, gate: Gate): NormalizedIdentity {
  if ((args.userAssignedIdentity === undefined) === (args.application === undefined)) {
    const both = args.application !== undefined;
    gate.report({
      path: both ? "application" : "userAssignedIdentity",
      expected: both
        ? "left out, since userAssignedIdentity is given: a pod acts as one of the two"
        : "given, or else application: the pods act as one of the two",
    });
  }
  if (args.application !== undefined) {
    return normalizeApplication(args.application, plainGroup(gate, "application", args.application), gate);
  }
  return normalizeManagedIdentity(
    args.userAssignedIdentity,
    plainGroup(gate, "userAssignedIdentity", args.userAssignedIdentity),
    gate,
  );
}

function normalizeManagedIdentity(
  given: unknown,
  identity: UserAssignedIdentity,
  gate: Gate,
): NormalizedIdentity {
  const path = "userAssignedIdentity";
  const { id, ...own } = identity;
  if (isKnownMap(given)) reportTwoWays(path, "id", "resourceGroupName", identity, gate);
  if (id !== undefined) {
    const type = resourceType.userAssignedIdentity;
    const identity = resourceReference(gate, path, { id, name: "" }, type, azure.identityName);
    return { kind: "existing managed identity", path, identity };
  }
  const at = (name: string) => property(path, name);
  const { resourceGroupName = "" } = own;
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
    tags: own.tags === undefined ? undefined : textMap(gate, at("tags"), own.tags, anyText, anyText),
  };
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
  gate.report({
    path,
    expected: `given by ${existing} alone, for one that exists, or by ${fresh} for a new one`,
    received: names.length === 0 ? "empty" : givenBy(group, names),
  });
}
