import { diffProperties } from "../provider/diff";
import type { Provider, Session } from "../provider/provider";
import { sdkVersion } from "../provider/sdk-version";
import { type Properties, reveal, unknown } from "../provider/values";
import { application } from "./application";
import { check } from "./check";
import type { Directory } from "./directory";
import { denied, EntraError, notFound } from "./entra-error";
import type { EntraKind } from "./entra-kind";
import { federatedIdentityCredential } from "./federated-identity-credential";
import { lookUp } from "./look-ups";
import { schema } from "./schema";
import { servicePrincipal } from "./service-principal";

const kinds = [application, servicePrincipal, federatedIdentityCredential];

/** azuread: the Terraform provider of that name behind Pulumi's bridge. */
export function azuread(directory: Directory): Provider {
  return {
    name: "azuread",
    version: sdkVersion("@pulumi/azuread"),
    // [TB provider.go Configure]
    acceptSecrets: false,
    schema,
    configure: ({ tenantId }) => session(directory, tenantId || directory.world().tenantId),
  };
}

function session(directory: Directory, tenantId: string): Session {
  return {
    check: (request) => check(kindOf(request.type, "Check"), request),

    diff({ type, oldInputs, news }) {
      const kind = kindOf(type, "Diff");
      const changes = diffProperties(
        reveal(oldInputs) as Properties,
        reveal(news) as Properties,
        (path) => kind.inputs[path.split(/[.[]/)[0] as string]?.forceNew === true,
      );
      // Delete-first is for types with a name that the bridge could have generated. [TB schema.go nameRequiresDeleteBeforeReplace]
      return { changes, deleteBeforeReplace: false };
    },

    async create({ type, inputs: given, preview }) {
      const kind = kindOf(type, "Create");
      const inputs = reveal(given) as Properties;
      if (preview) {
        const undecided = kind.computed.map((name) => [name, unknown]);
        return { id: "", properties: { ...inputs, ...Object.fromEntries(undecided) } };
      }
      if (directory.world().denied?.includes(type)) {
        throw new EntraError(`Could not create ${describe(type)}`, denied());
      }
      const { id, outputs } = kind.create(directory, inputs);
      const properties = { ...inputs, ...outputs };
      directory.put(kind.token, { id, properties });
      return { id, properties };
    },

    read({ id, inputs, type }) {
      const kind = kindOf(type, "Read");
      kind.read(directory, id);
      const record = directory.get(id);
      if (!record) return undefined;
      // A refresh keeps to what was given; an import takes all. [TB schema.go ExtractInputsFromOutputs]
      const names = Object.keys(inputs ?? kind.inputs).filter(
        (name) => record.properties[name] !== undefined,
      );
      const now = Object.fromEntries(names.map((name) => [name, record.properties[name]]));
      return { id: record.id, properties: record.properties, inputs: now };
    },

    async update({ type, id, state, news, preview }) {
      const kind = kindOf(type, "Update");
      const inputs = reveal(news) as Properties;
      const outputs = pick(reveal(state) as Properties, kind.computed);
      if (preview) return { ...inputs, ...outputs };
      const record = directory.get(id);
      if (!record) throw new EntraError(`Updating ${id}`, notFound(String(id.split("/").pop())));
      const properties = { ...inputs, ...outputs, ...kind.update(directory, record, inputs) };
      directory.put(kind.token, { id, properties });
      return properties;
    },

    async delete({ type, id, state }) {
      const kind = kindOf(type, "Delete");
      const record = directory.get(id);
      try {
        if (!record) throw kind.removalError(id, notFound(String(id.split("/").pop())));
        kind.remove(directory, record);
        directory.delete(id);
      } catch (error) {
        // Every error for an adopted service principal is ignored. [TA servicePrincipalResourceDelete]
        if (!state.useExisting) throw error;
      }
    },

    invoke: (token, args) => lookUp(directory, token, reveal(args) as Properties, tenantId),
  };
}

/** `service principal`, as in the errors of the Terraform provider. */
function describe(type: string): string {
  const name = type.split(":").pop() ?? "";
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}

function kindOf(type: string, doing: string): EntraKind {
  const kind = kinds.find((candidate) => candidate.token === type);
  if (!kind) throw new Error(`unrecognized resource type (${doing}): ${type}`);
  return kind;
}

function pick(properties: Properties, names: string[]): Properties {
  return Object.fromEntries(names.map((name) => [name, properties[name]]));
}
