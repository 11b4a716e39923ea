import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

export interface MountRequest {
  readonly attributes: string;
  readonly secrets: string;
  readonly target_path: string;
  readonly permission: string;
}

export interface MountResponse {
  readonly object_version: readonly { readonly id: string; readonly version: string }[];
  readonly files: readonly {
    readonly path: string;
    readonly mode: number;
    readonly contents: Buffer;
  }[];
}

type Call<Request, Response> = (
  request: Request,
  callback: (error: grpc.ServiceError | null, response: Response) => void,
) => void;

interface Client extends grpc.Client {
  Version: Call<{ version: string }, { runtime_version: string }>;
  Mount: Call<MountRequest, MountResponse>;
}

/** Speaks the protocol between CSI driver and provider, as the driver's module defines it. */
export class KeyVaultProviderClient {
  readonly #client: Client;

  constructor(proto: string, socket: string) {
    const { v1alpha1 } = grpc.loadPackageDefinition(loadSync(proto, { keepCase: true, defaults: true }));
    const Provider = (v1alpha1 as grpc.GrpcObject).CSIDriverProvider as grpc.ServiceClientConstructor;
    const credentials = grpc.credentials.createInsecure();
    this.#client = new Provider(`unix://${socket}`, credentials) as unknown as Client;
  }

  version(): Promise<{ runtime_version: string }> {
    return call((callback) => this.#client.Version({ version: "v1alpha1" }, callback));
  }

  mount(request: MountRequest): Promise<MountResponse> {
    return call((callback) => this.#client.Mount(request, callback));
  }

  close(): void {
    this.#client.close();
  }
}

/** Fails with the provider's own words. */
function call<Response>(
  start: (callback: (error: grpc.ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(new Error(error.details)) : resolve(response)));
  });
}
