import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { type Call, type FaultHook, nameOf, typeOf } from "./calls";
import { EngineLog } from "./engine-log";
import type { Autonaming, Diff, Provider, Session } from "./provider";
import { fromStruct, toStruct } from "./values";

// biome-ignore lint/suspicious/noExplicitAny: each method has its own request message
type Handler = (request: any, peer: string) => unknown;

/** The methods of Pulumi's provider protocol, by name, of one provider. */
export function resourceProvider(
  provider: Provider,
  calls: Call[],
  faultHook: FaultHook,
): Record<string, Handler> {
  // Each provider resource of a program is configured over a connection of its own.
  const sessions = new Map<string, Session>();
  let latest: Session | undefined;
  const engine = new EngineLog();
  const session = (peer: string): Session => {
    const found = sessions.get(peer) ?? latest;
    if (!found) throw new Error(`${provider.name} is not configured yet`);
    return found;
  };

  const record = async <T>(call: Omit<Call, "provider" | "startedAt" | "endedAt">, work: () => T) => {
    const entry: Call = { provider: provider.name, ...call, startedAt: Date.now(), endedAt: Number.NaN };
    calls.push(entry);
    try {
      await faultHook(entry, "asked");
      const answer = await work();
      await faultHook(entry, "done");
      return answer;
    } finally {
      entry.endedAt = Date.now();
    }
  };
  const about = (urn: string, id?: string) => ({ type: typeOf(urn), urn, name: nameOf(urn), id });

  return {
    attach: (request: plugin.PluginAttach) => engine.attach(request.getAddress()),
    cancel: () => undefined,
    getPluginInfo: () => {
      const info = new plugin.PluginInfo();
      info.setVersion(provider.version);
      return info;
    },
    getSchema: () => {
      const response = new rpc.GetSchemaResponse();
      response.setSchema(JSON.stringify(provider.schema));
      return response;
    },
    checkConfig: (request: rpc.CheckRequest) => {
      const response = new rpc.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    },
    diffConfig: (request: rpc.DiffRequest) => {
      const response = new rpc.DiffResponse();
      const diff = provider.diffConfig?.(fromStruct(request.getOlds()), fromStruct(request.getNews()));
      if (!diff) return response;
      const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
      response.setChanges(diff.diffs.length > 0 ? DIFF_SOME : DIFF_NONE);
      response.setDiffsList(diff.diffs);
      response.setReplacesList(diff.replaces);
      return response;
    },
    configure: (request: rpc.ConfigureRequest, peer) => {
      const config: Record<string, string> = {};
      request.getVariablesMap().forEach((value: string, key: string) => {
        config[key.replace(`${provider.name}:config:`, "")] = value;
      });
      latest = provider.configure(config);
      sessions.set(peer, latest);
      const response = new rpc.ConfigureResponse();
      response.setAcceptsecrets(provider.acceptSecrets);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },

    check: (request: rpc.CheckRequest, peer) =>
      record({ method: "check", ...about(request.getUrn()), preview: false }, () => {
        const { inputs, failures } = session(peer).check({
          type: typeOf(request.getUrn()),
          name: nameOf(request.getUrn()),
          olds: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
          randomSeed: request.getRandomseed_asU8(),
          autonaming: autonaming(request.getAutonaming()),
        });
        const response = new rpc.CheckResponse();
        response.setInputs(toStruct(inputs));
        for (const reason of failures) response.addFailures(checkFailure(reason));
        return response;
      }),

    diff: (request: rpc.DiffRequest, peer) =>
      record({ method: "diff", ...about(request.getUrn(), request.getId()), preview: false }, () =>
        diffResponse(
          session(peer).diff({
            type: typeOf(request.getUrn()),
            oldInputs: fromStruct(request.getOldInputs()),
            state: fromStruct(request.getOlds()),
            news: fromStruct(request.getNews()),
          }),
        ),
      ),

    create: (request: rpc.CreateRequest, peer) =>
      record({ method: "create", ...about(request.getUrn()), preview: request.getPreview() }, async () => {
        const { id, properties } = await session(peer).create({
          type: typeOf(request.getUrn()),
          urn: request.getUrn(),
          inputs: fromStruct(request.getProperties()),
          preview: request.getPreview(),
          warn: (message) => engine.warn(request.getUrn(), message),
        });
        const response = new rpc.CreateResponse();
        response.setId(id);
        response.setProperties(toStruct(properties));
        return response;
      }),

    read: (request: rpc.ReadRequest, peer) =>
      record({ method: "read", ...about(request.getUrn(), request.getId()), preview: false }, async () => {
        const found = await session(peer).read({
          type: typeOf(request.getUrn()),
          id: request.getId(),
          state: fromStruct(request.getProperties()),
          inputs: request.hasInputs() ? fromStruct(request.getInputs()) : undefined,
        });
        const response = new rpc.ReadResponse();
        if (!found) return response;
        response.setId(found.id);
        response.setProperties(toStruct(found.properties));
        response.setInputs(toStruct(found.inputs));
        return response;
      }),

    update: (request: rpc.UpdateRequest, peer) =>
      record(
        { method: "update", ...about(request.getUrn(), request.getId()), preview: request.getPreview() },
        async () => {
          const properties = await session(peer).update({
            type: typeOf(request.getUrn()),
            urn: request.getUrn(),
            id: request.getId(),
            state: fromStruct(request.getOlds()),
            news: fromStruct(request.getNews()),
            preview: request.getPreview(),
            warn: (message) => engine.warn(request.getUrn(), message),
          });
          const response = new rpc.UpdateResponse();
          response.setProperties(toStruct(properties));
          return response;
        },
      ),

    delete: (request: rpc.DeleteRequest, peer) =>
      record({ method: "delete", ...about(request.getUrn(), request.getId()), preview: false }, () =>
        session(peer).delete({
          type: typeOf(request.getUrn()),
          id: request.getId(),
          state: fromStruct(request.getProperties()),
        }),
      ),

    invoke: (request: rpc.InvokeRequest, peer) =>
      record({ method: "invoke", type: request.getTok(), preview: request.getPreview() }, () => {
        const response = new rpc.InvokeResponse();
        response.setReturn(toStruct(session(peer).invoke(request.getTok(), fromStruct(request.getArgs()))));
        return response;
      }),
  };
}

function autonaming(options: rpc.CheckRequest.AutonamingOptions | undefined): Autonaming | undefined {
  const modes = ["propose", "enforce", "disable"] as const;
  return options && { proposedName: options.getProposedName(), mode: modes[options.getMode()] ?? "propose" };
}

function checkFailure(reason: string): rpc.CheckFailure {
  const failure = new rpc.CheckFailure();
  failure.setReason(reason);
  return failure;
}

function diffResponse(diff: Diff): rpc.DiffResponse {
  const { Kind } = rpc.PropertyDiff;
  const plain = { add: Kind.ADD, delete: Kind.DELETE, update: Kind.UPDATE };
  const replacing = { add: Kind.ADD_REPLACE, delete: Kind.DELETE_REPLACE, update: Kind.UPDATE_REPLACE };
  const changes = Object.entries(diff.changes);
  const response = new rpc.DiffResponse();
  response.setChanges(
    changes.length > 0 ? rpc.DiffResponse.DiffChanges.DIFF_SOME : rpc.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setReplacesList(changes.filter(([, { replace }]) => replace).map(([path]) => path));
  response.setDiffsList([...new Set(changes.map(([path]) => path.split(/[.[]/)[0] as string))]);
  response.setDeletebeforereplace(diff.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const [path, { kind, replace }] of changes) {
    const property = new rpc.PropertyDiff();
    property.setKind(replace ? replacing[kind] : plain[kind]);
    property.setInputdiff(true);
    response.getDetaileddiffMap().set(path, property);
  }
  return response;
}
