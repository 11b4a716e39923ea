import type { EntraApplication, KeyVaultWorkloadIdentityArgs, UserAssignedIdentity } from "../../args";
import { childName } from "../../model/names";
import { resourceType } from "../../model/resource-id";
import { identityName } from "../../rules/azure-names";
import { newOrExisting, oneIdentity, someIdentity } from "../../rules/combinations";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";
import type { NormalizedIdentity } from "../../workload";
import { resourceReference } from "./resource-reference";
import { checkDerivedName, describeGiven, givenNames, type Scope } from "./scope";

type Args = Partial<KeyVaultWorkloadIdentityArgs>;

export function normalizeIdentity(scope: Scope, args: Args): NormalizedIdentity {
  const given = givenNames(scope, "", args, ["userAssignedIdentity", "application"]);
  if (given.length === 2) scope.issues.report(issue(oneIdentity, "application"));
  if (given.length === 0) scope.issues.report(issue(someIdentity, "userAssignedIdentity"));
  const { userAssignedIdentity, application } = args;
  if (application !== undefined) {
    reportTwoWays(scope, "application", "clientId", "displayName", application);
    return normalizeApplication(application);
  }
  if (userAssignedIdentity !== undefined) {
    reportTwoWays(scope, "userAssignedIdentity", "id", "resourceGroupName", userAssignedIdentity);
  }
  return normalizeManagedIdentity(scope, userAssignedIdentity);
}

function normalizeManagedIdentity(scope: Scope, given: UserAssignedIdentity = {}): NormalizedIdentity {
  const path = "userAssignedIdentity";
  const { id, resourceGroupName = "", name, location, tags } = given;
  if (id !== undefined) {
    const identity = resourceReference({ id }, resourceType.userAssignedIdentity);
    return { kind: "existing managed identity", path, identity };
  }
  if (name === undefined) {
    const { component } = scope;
    const remedy = `It begins with the component's name, ${show(component)}, by default: rename that, or set a name here.`;
    // The name that Pulumi gives, but for the random part.
    checkDerivedName(scope, `${path}.name`, `${childName.identity(component)}00000000`, identityName, remedy);
  }
  return {
    kind: "new managed identity",
    path,
    resourceGroupName,
    name,
    location,
    tags,
  };
}

function normalizeApplication({ clientId, displayName = "", owners }: EntraApplication): NormalizedIdentity {
  const path = "application";
  if (clientId !== undefined) {
    return { kind: "existing application", path: `${path}.clientId`, clientId };
  }
  return {
    kind: "new application",
    path,
    displayName,
    owners,
  };
}

/** An existing identity takes nothing else; a new one needs what it is created from. */
function reportTwoWays(scope: Scope, path: string, existing: string, fresh: string, group: object): void {
  const given = givenNames(scope, path, group, [existing, fresh, ...Object.keys(group)]);
  const names = [...new Set(given)];
  if (names.includes(existing) ? names.length === 1 : names.includes(fresh)) return;
  const received = names.length === 0 ? "nothing is given" : describeGiven(names, names);
  scope.issues.report(issue(newOrExisting, path, { received, fill: { existing, fresh } }));
}
