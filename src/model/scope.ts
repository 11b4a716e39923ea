/** What a role can be assigned on: a resource or a part of one, a resource group, a subscription or a management group. */

import { quote } from "./quote";
import { guidPattern, sameText } from "./resource-id";

interface Scope {
  readonly subscriptionId?: string;
  readonly resourceGroupName?: string;
  /** Both without a resource: the scope is what is above. */
  readonly type?: string;
  readonly name?: string;
  readonly managementGroup?: string;
}

const inSubscription = new RegExp(
  `^/subscriptions/(${guidPattern})(?:/resourceGroups/([^/]+))?((?:/providers/[-\\w.]+(?:/\\w+/[^/]+)+)*)$`,
  "i",
);
const managementGroup = /^\/providers\/Microsoft\.Management\/managementGroups\/([-\w().]{0,89}[-\w()])$/i;
/** azure-native puts a scope into an address as it is: what would mean another address there is no scope. */
const otherAddress = /[\s<>%?#\\"\p{Cc}\p{Cf}]|\/\.{1,2}(?:\/|$)/u;

/** Undefined where the text is no such id. */
export function parseScope(id: string): Scope | undefined {
  if (otherAddress.test(id)) return undefined;
  const group = managementGroup.exec(id)?.[1];
  if (group !== undefined) return { managementGroup: group };
  const [, subscriptionId, resourceGroupName, resource = ""] = inSubscription.exec(id) ?? [];
  if (subscriptionId === undefined) return undefined;
  const innermost = /\/providers\/((?!.*\/providers\/).+)$/i.exec(resource)?.[1];
  if (innermost === undefined) return { subscriptionId, resourceGroupName };
  const [namespace, ...steps] = innermost.split("/");
  const every = (odd: number) => steps.filter((_, index) => index % 2 === odd).join("/");
  return { subscriptionId, resourceGroupName, type: `${namespace}/${every(0)}`, name: every(1) };
}

/** `Microsoft.Storage/storageAccounts "stshop" in resource group "shop"`; `own` is the subscription that need not be named. */
export function describeScope(id: string, own?: string): string {
  const scope = parseScope(id);
  if (scope === undefined) return quote(id);
  const { subscriptionId = "", resourceGroupName, type, name = "" } = scope;
  if (scope.managementGroup !== undefined)
    return `everything in management group ${quote(scope.managementGroup)}`;
  const what = type === undefined ? "everything" : `${type} ${quote(name)}`;
  const isElsewhere = own === undefined || !sameText(subscriptionId, own);
  const places = [
    ...(resourceGroupName === undefined ? [] : [`resource group ${quote(resourceGroupName)}`]),
    ...(resourceGroupName === undefined || isElsewhere ? [`subscription ${quote(subscriptionId)}`] : []),
  ];
  return `${what} in ${places.join(" of ")}`;
}

/** For a picture: `storageAccounts/queueServices/queues st/default/q`, `everything in resource group shop`. */
export function shortScope(id: string): string {
  const { subscriptionId, resourceGroupName, type, name, managementGroup } = parseScope(id) ?? {};
  if (type !== undefined) return `${type.replace(/^[^/]+\//, "")} ${name}`;
  if (managementGroup !== undefined) return `everything in management group ${managementGroup}`;
  if (resourceGroupName !== undefined) return `everything in resource group ${resourceGroupName}`;
  return subscriptionId === undefined ? id : `everything in subscription ${subscriptionId}`;
}

/** Azure answers with the subscription of the scope; above subscriptions there is none. */
export function roleDefinitionId(roleGuid: string, scope: string): string {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? "";
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid}`;
}
