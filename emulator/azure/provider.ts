import type { Provider, Session } from "../provider/provider";
import { sdkVersion } from "../provider/sdk-version";
import { type Properties, reveal } from "../provider/values";
import { same } from "../records";
import { accessPolicy } from "./access-policy";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import { AzureError, authorizationFailed } from "./azure-error";
import { check } from "./check";
import { diff } from "./diff";
import { federatedIdentityCredential } from "./federated-identity-credential";
import { lookUp } from "./look-ups";
import { managedCluster } from "./managed-cluster";
import { importInputs, previewOutputs, refreshInputs } from "./outputs";
import { postgresqlAdministrator } from "./postgresql-administrator";
import { resourceGroup } from "./resource-group";
import type { ResourceKind } from "./resource-kind";
import { formatPath, parsePath, resourceTypeOf } from "./resource-path";
import { roleAssignment } from "./role-assignment";
import { schema } from "./schema";
import { blobContainer, storageAccount } from "./storage";
import { userAssignedIdentity } from "./user-assigned-identity";
import { vault } from "./vault";
import { vaultSecret } from "./vault-secret";

const kinds = [
  userAssignedIdentity,
  federatedIdentityCredential,
  roleAssignment,
  vault,
  accessPolicy,
  resourceGroup,
  managedCluster,
  vaultSecret,
  storageAccount,
  blobContainer,
  postgresqlAdministrator,
];

export function azureNative(azure: Azure): Provider {
  return {
    name: "azure-native",
    version: sdkVersion("@pulumi/azure-native"),
    // Secrets arrive without their marks, and the engine marks them again. [PN provider.go Configure]
    acceptSecrets: false,
    schema,
    configure: (config) =>
      session(azure, config.subscriptionId || azure.world().subscriptionId, config.location),
  };
}

function session(azure: Azure, subscriptionId: string, configuredLocation: string | undefined): Session {
  const groupLocations = new Map<string, string>();
  /** [PN provider.go getDefaultLocation] kept by each provider; whatever fails is as if the group had none */
  const locationOfGroup = (group: string): string | undefined => {
    const known = groupLocations.get(group);
    if (known) return known;
    try {
      azure.manager.send({
        method: "GET",
        target: `/subscriptions/${subscriptionId}/resourceGroups/${group}`,
      });
    } catch {
      return undefined;
    }
    const found = azure.resourceGroupLocation(subscriptionId, group);
    if (found) groupLocations.set(group, found);
    return found;
  };
  const location = (group: string) => configuredLocation ?? locationOfGroup(group);
  const idOf = (kind: ResourceKind, inputs: Properties) =>
    formatPath(kind.path, { subscriptionId, ...inputs });

  return {
    check: (request) => {
      const kind = kindOf(request.type);
      const { inputs, failures } = check(kind, request, location);
      return { inputs, failures: [...missingGroup(azure, subscriptionId, kind, inputs), ...failures] };
    },

    diff: (request) =>
      diff(kindOf(request.type), {
        ...request,
        oldInputs: reveal(request.oldInputs) as Properties,
        news: reveal(request.news) as Properties,
      }),

    async create({ type, inputs: given, preview, warn }) {
      const kind = kindOf(type);
      const inputs = reveal(given) as Properties;
      if (preview) return { id: "", properties: previewOutputs(inputs, kind.outputs) };
      const id = idOf(kind, inputs);
      readBeforeCreate(azure, kind, id);
      if (kind.find ? kind.find(azure, id) : azure.exists(id)) {
        const quoted = kind.custom ? `"${id}"` : `'${id}'`;
        throw new Error(`cannot create already existing resource ${quoted}`);
      }
      const answer = await write(azure, kind, id, () => kind.put(azure, id, inputs));
      await readAfterWrite(azure, kind, answer, () => warn(unread("Create")));
      return { id: answer.id, properties: outputs(kind, answer) };
    },

    read({ type, id, state, inputs }) {
      const kind = kindOf(type);
      azure.manager.send(requestsOf(kind, id).read);
      const answer = find(azure, kind, id);
      if (!answer) return undefined;
      const part = inputs && !kind.separatePart?.givenIn(inputs) ? kind.separatePart : undefined;
      const properties = outputs(kind, part ? part.without(answer) : answer);
      const path = parsePath(kind.path, id) ?? {};
      const refreshed = inputs
        ? refreshInputs(inputs, reveal(state) as Properties, properties, kind.body)
        : { ...pathInputs(kind, path), ...importInputs(properties, kind.body) };
      return { id, properties, inputs: refreshed };
    },

    async update({ type, id, state, news: given, preview, warn }) {
      const kind = kindOf(type);
      const inputs = reveal(given) as Properties;
      if (preview) {
        // [PN provider.go Update] only these two are known to stay
        const { name, location: place } = state;
        const stable = Object.fromEntries(
          Object.entries({ name, location: place }).filter(([, v]) => v !== undefined),
        );
        return { ...previewOutputs(inputs, kind.outputs), ...stable };
      }
      // [PN crud.go MaintainSubResourcePropertiesIfNotSet] what the inputs leave out is read, to be sent again
      if (kind.separatePart && !kind.separatePart.givenIn(inputs))
        azure.manager.send(requestsOf(kind, id).read);
      kind.requireExisting?.(azure, id, inputs);
      const put = () => kind.put(azure, idOf(kind, inputs), inputs, azure.get(id));
      const answer = await write(azure, kind, id, put);
      await readAfterWrite(azure, kind, answer, () => warn(unread("Update")));
      return outputs(kind, answer);
    },

    async delete({ type, id }) {
      // [PN azure/client_azcore.go Delete] 404 is no error
      const kind = kindOf(type);
      azure.manager.send(requestsOf(kind, id).remove);
      if (!find(azure, kind, id)) return;
      await kind.remove?.(azure, id);
      azure.delete(id);
    },

    invoke: (token, args) => lookUp(azure, token, reveal(args) as Properties, subscriptionId),
  };
}

/** Beside azure-native's own words, which ask for a location only: the emulator's. */
function missingGroup(
  azure: Azure,
  subscriptionId: string,
  kind: ResourceKind,
  inputs: Properties,
): string[] {
  const { location, resourceGroupName: name } = inputs;
  if (!kind.body.location?.required || kind === resourceGroup || location !== undefined) return [];
  if (typeof name !== "string" || !same(subscriptionId, azure.world().subscriptionId)) return [];
  if (azure.resourceGroupLocation(subscriptionId, name) !== undefined) return [];
  return [
    `the emulator's world has no resource group '${name}'. Add it to 'resourceGroups' in world.yaml, or create it in the program.`,
  ];
}

function kindOf(type: string): ResourceKind {
  const kind = kinds.find((candidate) => candidate.token === type);
  if (!kind) throw new Error(`Resource type ${type} not found`);
  return kind;
}

function requestsOf(
  kind: ResourceKind,
  id: string,
): Required<ReturnType<NonNullable<ResourceKind["requests"]>>> {
  const request = (method: "GET" | "PUT" | "DELETE") => ({ method, target: id, apiVersion: kind.apiVersion });
  return kind.requests?.(id) ?? { read: request("GET"), write: request("PUT"), remove: request("DELETE") };
}

/** [PN azure/client_azcore.go CanCreate, provider.go customCreate] */
function readBeforeCreate(azure: Azure, kind: ResourceKind, id: string): void {
  try {
    azure.manager.send(requestsOf(kind, id).read);
  } catch (error) {
    if (kind.custom || !(error instanceof AzureError)) throw error;
    throw new Error(`cannot check existence of resource '${id}': status code ${error.status}, ${error.body}`);
  }
}

/** A write, with what it reads before. [PN custom_keyvault_accesspolicy.go write] */
async function write(
  azure: Azure,
  kind: ResourceKind,
  id: string,
  put: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const requests = requestsOf(kind, id);
  if (kind.custom) azure.manager.send(requests.read);
  azure.manager.send(requests.write);
  if (azure.world().denied?.includes(kind.token)) {
    const { target, action = `${resourceTypeOf(target)}/write` } = requests.write;
    throw authorizationFailed(azure.deployer.objectId, action, target);
  }
  const answer = await put();
  azure.put(kind.token, answer);
  return answer;
}

/** [PN provider.go readAfterWrite] an error is a warning; [PN custom_keyvault_accesspolicy.go write] its own type fails */
async function readAfterWrite(
  azure: Azure,
  kind: ResourceKind,
  { id }: Answer,
  warn: () => Promise<void>,
): Promise<void> {
  azure.manager.send(requestsOf(kind, id).read);
  if (!azure.replication.missesRead(id)) return;
  if (kind.custom) throw new Error("newly written access policy not found");
  await warn();
}

const unread = (operation: string) =>
  `Failed to read resource after ${operation}. Please report this issue.\n` +
  "Verbose logs contain more information, see https://www.pulumi.com/docs/support/troubleshooting/#verbose-logging.";

function find(azure: Azure, kind: ResourceKind, id: string): Answer | undefined {
  return kind.find ? kind.find(azure, id) : azure.get(id);
}

function outputs(kind: ResourceKind, answer: Answer): Properties {
  return { ...answer.properties, azureApiVersion: kind.apiVersion };
}

/** [PN convert/responseToSdkInputs.go] all that the path names; PN #3586: `policy.objectId`, with the dot, is one of them */
function pathInputs(kind: ResourceKind, path: Record<string, string>): Properties {
  const names = [...kind.path.matchAll(/\{([\w.]+)\}/g)].map(([, name = ""]) => name);
  const inputs = names.filter((name) => name !== "subscriptionId");
  const named = inputs.map((name) => [name, path[name.split(".").pop() ?? ""]]);
  return { ...Object.fromEntries(named), azureApiVersion: kind.apiVersion };
}
