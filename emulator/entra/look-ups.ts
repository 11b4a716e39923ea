import { lookUpFailure } from "../look-up-failure";
import type { Properties } from "../provider/values";
import { same } from "../records";
import type { Recorded } from "../store";
import type { Directory } from "./directory";
import { denied, EntraError, servicePrincipalNamed, throttled, unavailable } from "./entra-error";
import { terraformName, uuid } from "./entra-kind";
import { applicationToken, servicePrincipalToken } from "./tokens";

interface LookUp {
  type: string;
  /** Plural, as the provider's sentences name what is listed. */
  things: string;
  title: string;
  /** Exactly one of these is given. */
  by: string[];
  withoutObject(objectId: string): EntraError;
  without(property: string, filter: string): EntraError;
}

const lookUps: Record<string, LookUp> = {
  // [TA serviceprincipals/service_principal_data_source.go]
  "azuread:index/getServicePrincipal:getServicePrincipal": {
    type: servicePrincipalToken,
    things: "service principals",
    title: "Service principal",
    by: ["clientId", "displayName", "objectId"],
    withoutObject: (objectId) =>
      new EntraError(`${servicePrincipalNamed(objectId)} was not found`, "", "object_id"),
    without: (property, filter) =>
      property === "displayName"
        ? new EntraError(
            "Service principal not found",
            `no service principals found matching filter: "${filter}"`,
          )
        : new EntraError("No service principal found", "no service principal found"),
  },
  // [TA applications/application_data_source.go]
  "azuread:index/getApplication:getApplication": {
    type: applicationToken,
    things: "applications",
    title: "Application",
    by: ["clientId", "displayName", "identifierUri", "objectId"],
    withoutObject: (objectId) =>
      new EntraError(`Application with object ID "${objectId}" was not found`, "", "object_id"),
    without: (_property, filter) =>
      new EntraError("Application not found", `no applications found matching filter: "${filter}"`),
  },
};

/** Answers a look-up as the bridged provider does. [TB provider.go Invoke] */
export function lookUp(directory: Directory, token: string, args: Properties, tenantId: string): Properties {
  if (token === "azuread:index/getClientConfig:getClientConfig") {
    const { clientId, objectId } = directory.deployer;
    return { id: `${tenantId}-${clientId}-${objectId}`, tenantId, clientId, objectId };
  }
  const found = lookUps[token];
  if (!found) throw new Error(`unrecognized data function (Invoke): ${token}`);
  const [property, value] = onlyArgument(found, args);
  try {
    const { id, properties } = find(directory, token, found, property, value);
    return { ...properties, id };
  } catch (error) {
    throw new Error(`invoking ${token}: ${(error as Error).message}`);
  }
}

function onlyArgument({ by }: LookUp, args: Properties): [string, string] {
  const given = by.filter((property) => args[property] !== undefined);
  const list = (properties: string[]) => `\`${properties.map(terraformName).join(",")}\``;
  const [property] = given;
  if (property === undefined) throw new Error(`one of ${list(by)} must be specified`);
  if (given.length > 1)
    throw new Error(`only one of ${list(by)} can be specified, but ${list(given)} were specified.`);
  const value = String(args[property]);
  const fault = property.endsWith("Id") && uuid(value, terraformName(property));
  if (fault) throw new Error(`[${terraformName(property)}] ${fault}`);
  return [property, value];
}

function find(
  directory: Directory,
  token: string,
  lookUp: LookUp,
  property: string,
  value: string,
): Recorded {
  const { things, title, type } = lookUp;
  const filter = `${property === "clientId" ? "appId" : property} eq '${value.replaceAll("'", "''")}'`;
  const collection = `/${type === applicationToken ? "applications" : "servicePrincipals"}`;
  const path = property === "objectId" ? `${collection}/${value}` : `${collection}?$filter=${filter}`;
  const toError = (answer: string) =>
    property === "objectId"
      ? new EntraError(`Retrieving ${title} with object ID "${value}"`, answer, "object_id")
      : new EntraError(`Listing ${things} for filter "${filter}"`, answer);
  directory.graph.send("GET", path, toError);
  const failure = lookUpFailure(directory.world(), token, value);
  const answers = { Throttled: throttled, ServerError: unavailable, Forbidden: denied };
  if (failure === "NoNetwork") throw toError(directory.graph.unreachable(path));
  if (failure && failure !== "Missing") throw toError(answers[failure]());
  const matching = (failure === "Missing" ? [] : directory.all(type)).filter(({ properties }) =>
    property === "identifierUri"
      ? ((properties.identifierUris ?? []) as string[]).includes(value)
      : same(String(properties[property]), value),
  );
  const [first, second] = matching;
  if (second) {
    throw new EntraError(`Multiple ${things} found`, `found multiple ${things} matching filter: "${filter}"`);
  }
  if (!first) throw property === "objectId" ? lookUp.withoutObject(value) : lookUp.without(property, filter);
  return first;
}
