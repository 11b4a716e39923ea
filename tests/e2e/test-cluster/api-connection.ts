import { Agent, request as httpsRequest, type RequestOptions } from "node:https";
import { ApiError } from "../../../emulator/kubernetes/api-error";
import type { Properties } from "../../../emulator/provider/values";

interface ApiRequest {
  readonly method?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly contentType?: string;
  readonly accept?: string;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/**
 * A connection to a real API server. The client library reads the kubeconfig; requests are plain, because its typed
 * ones drop the unknown fields that the server should refuse.
 */
export class ApiConnection {
  readonly #resources = new Map<string, Promise<readonly Resource[]>>();

  private constructor(
    private readonly server: string,
    private readonly agent: Agent,
  ) {}

  static async open(kubeconfig: string, context: string): Promise<ApiConnection> {
    // It is an ES module, which only newer versions of Node can require.
    const { KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    if (context) config.setCurrentContext(context);
    const server = config.getCurrentCluster()?.server;
    if (server === undefined) throw new Error(`context "${config.getCurrentContext()}" does not exist`);
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    // To shake hands for each request takes both sides longer than to answer it.
    return new ApiConnection(server, new Agent({ ca, cert, key, keepAlive: true }));
  }

  /** The server's answer; its refusals are thrown as `ApiError`. */
  async request(path: string, request: ApiRequest = {}): Promise<Properties> {
    const { status, text } = await this.send(path, request);
    const answer = parse(text);
    if (status < 300) return answer;
    const { kind = "" } = (answer.details ?? {}) as { kind?: string };
    throw new ApiError(String(answer.reason ?? status), String(answer.message ?? text), kind);
  }

  /** Where the objects of a kind are, or one of them, by the server's own discovery. */
  async pathOf(apiVersion: string, kind: string, namespace?: string, name?: string): Promise<string> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = await this.find(root, kind);
    const place = resource.namespaced ? `/namespaces/${namespace ?? "default"}` : "";
    return `${root}${place}/${resource.name}${name === undefined ? "" : `/${name}`}`;
  }

  private async find(root: string, kind: string): Promise<Resource> {
    const known = this.#resources.get(root) ?? this.discover(root);
    this.#resources.set(root, known);
    const resource = (await known).find((one) => one.kind === kind && !one.name.includes("/"));
    if (resource) return resource;
    // It may be served later: custom resources come at any time.
    this.#resources.delete(root);
    throw new ApiError("NotFound", `no matches for kind "${kind}" in "${root}"`);
  }

  private async discover(root: string): Promise<readonly Resource[]> {
    const answer = await this.request(root).catch((error: ApiError) => {
      if (error.reason === "NotFound" || error.reason === "404") return { resources: [] };
      throw error;
    });
    return answer.resources as Resource[];
  }

  private send(path: string, asked: ApiRequest): Promise<{ status: number; text: string }> {
    const url = new URL(path, this.server);
    for (const [name, value] of Object.entries(asked.query ?? {})) url.searchParams.set(name, value);
    const headers = {
      accept: asked.accept ?? "application/json",
      ...(asked.body ? { "content-type": asked.contentType ?? "application/json" } : {}),
    };
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, method: asked.method ?? "GET", headers };
      const sent = httpsRequest(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      sent.on("error", reject);
      sent.end(asked.body && JSON.stringify(asked.body));
    });
  }
}

/** Not everything that the server says is JSON: "ok", "404 page not found". */
function parse(text: string): Properties {
  try {
    return JSON.parse(text) as Properties;
  } catch {
    return { message: text };
  }
}
