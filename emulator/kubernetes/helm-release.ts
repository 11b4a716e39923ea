import { diffProperties } from "../provider/diff";
import type { Session } from "../provider/provider";
import { uniqueName } from "../provider/unique-name";
import { type Properties, reveal } from "../provider/values";
import type { ApiError } from "./api-error";
import type { ApiServer, Write } from "./api-server";
import { dnsSubdomain } from "./names";
import type { KubernetesObject, ObjectKind } from "./object-kind";

/** Kept as if it were an object of the cluster. No chart is fetched, and nothing of one is rendered. */
const release: ObjectKind = {
  apiVersion: "helm.sh/v3",
  kind: "Release",
  resource: "releases",
  namespaced: true,
  name: dnsSubdomain,
  fields: ["inputs"],
  replaces: [],
  validate: () => [],
};

export const releaseToken = "kubernetes:helm.sh/v3:Release";
export const releaseShape = {
  required: ["chart"],
  inputs: ["name", "namespace", "version", "values"],
  outputs: ["status"],
};

const write: Write = { manager: "Helm", force: true, dryRun: false };

/** Helm releases of the kubernetes provider: inputs that are kept, a name that is taken, a namespace that is missing. */
export function withHelmReleases(objects: Session, api: ApiServer, defaultNamespace = "default"): Session {
  const stateOf = (inputs: Properties) => ({ ...inputs, status: { ...placeOf(inputs), status: "deployed" } });

  const releases: Omit<Session, "invoke"> = {
    // [KP helm_release.go assignNameIfAutonameable, setDefaults]
    check: ({ name, olds, news, randomSeed }) => {
      const old = reveal(olds) as Properties;
      const named = news.name || old.name || uniqueName(randomSeed, `${name}-`, 8);
      const inputs = { ...news, name: named, namespace: news.namespace || defaultNamespace };
      return { inputs, failures: [] };
    },
    // [KP helm_release.go Diff forceNewFields]
    diff: ({ oldInputs, news }) => ({
      changes: diffProperties(reveal(oldInputs) as Properties, reveal(news) as Properties, (path) =>
        ["name", "namespace"].includes(path),
      ),
      deleteBeforeReplace: false,
    }),
    async create({ inputs, preview }) {
      if (preview) return { id: "", properties: inputs };
      const { name, namespace } = placeOf(inputs);
      try {
        api.create(release, objectOf(inputs), write);
      } catch (error) {
        const { reason, message } = error as ApiError;
        // [Helm v3 pkg/action/install.go availableName]
        if (reason === "AlreadyExists") throw new Error("cannot re-use a name that is still in use");
        throw new Error(`create: failed to create: ${message}`);
      }
      return { id: `${namespace}/${name}`, properties: stateOf(inputs) };
    },
    async read({ id }) {
      const [namespace, name = ""] = id.split("/");
      const live = api.get(release.apiVersion, release.kind, namespace, name);
      if (!live) return undefined;
      const inputs = live.inputs as Properties;
      return { id, properties: stateOf(inputs), inputs };
    },
    async update({ news, preview }) {
      if (!preview) api.apply(release, objectOf(news), write);
      return preview ? news : stateOf(news);
    },
    async delete({ id }) {
      const [namespace, name = ""] = id.split("/");
      api.delete(release, namespace, name);
    },
  };

  const of = (type: string) => (type === releaseToken ? releases : objects);
  return {
    check: (request) => of(request.type).check(request),
    diff: (request) => of(request.type).diff(request),
    create: (request) => of(request.type).create(request),
    read: (request) => of(request.type).read(request),
    update: (request) => of(request.type).update(request),
    delete: (request) => of(request.type).delete(request),
    invoke: objects.invoke,
  };
}

function placeOf(inputs: Properties): { name: string; namespace: string } {
  const { name, namespace } = reveal(inputs) as { name: string; namespace: string };
  return { name, namespace };
}

function objectOf(inputs: Properties): KubernetesObject {
  const { apiVersion, kind } = release;
  return { apiVersion, kind, metadata: placeOf(inputs), inputs: reveal(inputs) };
}
