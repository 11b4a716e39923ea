import { deployer } from "../deployer";
import type { Provider, Session } from "../provider/provider";
import { sdkVersion } from "../provider/sdk-version";
import { type Properties, reveal } from "../provider/values";
import { accessPolicy } from "./access-policy";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import { authorizationFailed } from "./azure-error";
import { check } from "./check";
import { diff } from "./diff";
import { federatedIdentityCredential } from "./federated-identity-credential";
import { lookUp } from "./look-ups";
import { managedCluster } from "./managed-cluster";
import { importInputs, previewOutputs, refreshInputs } from "./outputs";
import { resourceGroup } from "./resource-group";
import type { ResourceKind } from "./resource-kind";
import { formatPath, parsePath, resourceTypeOf } from "./resource-path";
import { roleAssignment } from "./role-assignment";
import { schema } from "./schema";
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
];

export function azureNative(azure: Azure): Provider {
  return {
    name: "azure-native",
    version: sdkVersion("@pulumi/azure-native"),
    // Secrets arrive plain, and the engine marks them again. [PN provider.go Configure]
    acceptSecrets: false,
    schema,
    configure: (config) =>
      session(azure, config.subscriptionId || azure.world().subscriptionId, config.location),
  };
}

function session(azure: Azure, subscriptionId: string, configuredLocation: string | undefined): Session {
  const location = (group: string) =>
    configuredLocation ?? azure.resourceGroupLocation(subscriptionId, group);
  const idOf = (kind: ResourceKind, inputs: Properties) =>
    formatPath(kind.path, { subscriptionId, ...inputs });

  return {
    check: (request) => check(kindOf(request.type), request, location),

    diff: (request) =>
      diff(kindOf(request.type), {
        ...request,
        oldInputs: reveal(request.oldInputs) as Properties,
        news: reveal(request.news) as Properties,
      }),

    async create({ type, inputs: given, preview }) {
      const kind = kindOf(type);
      const inputs = reveal(given) as Properties;
      if (preview) return { id: "", properties: previewOutputs(inputs, kind.outputs) };
      const id = idOf(kind, inputs);
      if (azure.world().denied?.includes(type)) {
        throw authorizationFailed(deployer(azure.world()).objectId, `${resourceTypeOf(id)}/write`, id);
      }
      // [PN azure/client_azcore.go CanCreate, provider.go customCreate] GET first
      if (kind.find ? kind.find(azure, id) : azure.exists(id)) {
        const quoted = kind.custom ? `"${id}"` : `'${id}'`;
        throw new Error(`cannot create already existing resource ${quoted}`);
      }
      const answer = await kind.put(azure, id, inputs);
      azure.put(kind.token, answer);
      return { id: answer.id, properties: outputs(kind, answer) };
    },

    read({ type, id, state, inputs }) {
      const kind = kindOf(type);
      const answer = find(azure, kind, id);
      if (!answer) return undefined;
      const properties = outputs(kind, inputs && kind.ownPart ? kind.ownPart(answer, inputs) : answer);
      const path = parsePath(kind.path, id) ?? {};
      const refreshed = inputs
        ? refreshInputs(inputs, reveal(state) as Properties, properties, kind.body)
        : { ...pathInputs(kind, path), ...importInputs(properties, kind.body) };
      return { id, properties, inputs: refreshed };
    },

    async update({ type, id, state, news: given, preview }) {
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
      kind.requireExisting?.(azure, id, inputs);
      const answer = await kind.put(azure, idOf(kind, inputs), inputs, azure.get(id));
      azure.put(kind.token, answer);
      return outputs(kind, answer);
    },

    async delete({ type, id }) {
      // [PN azure/client_azcore.go Delete] 404 is no error
      const kind = kindOf(type);
      if (!find(azure, kind, id)) return;
      await kind.remove?.(azure, id);
      azure.delete(id);
    },

    invoke: (token, args) => lookUp(azure, token, reveal(args) as Properties, subscriptionId),
  };
}

function kindOf(type: string): ResourceKind {
  const kind = kinds.find((candidate) => candidate.token === type);
  if (!kind) throw new Error(`Resource type ${type} not found`);
  return kind;
}

function find(azure: Azure, kind: ResourceKind, id: string): Answer | undefined {
  return kind.find ? kind.find(azure, id) : azure.get(id);
}

function outputs(kind: ResourceKind, answer: Answer): Properties {
  return { ...answer.properties, azureApiVersion: kind.apiVersion };
}

function pathInputs(kind: ResourceKind, path: Record<string, string>): Properties {
  const named = Object.keys(kind.pathInputs).map((name) => [name, path[name]]);
  return { ...Object.fromEntries(named), azureApiVersion: kind.apiVersion };
}
