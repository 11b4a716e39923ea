import type { Azure } from "../azure/azure";
import { CertificateAuthority } from "../certificates/authority";
import { allHostNames, hostsOf } from "../clouds";
import type { Directory } from "../entra/directory";
import { AccessTokens } from "../login/access-tokens";
import type { KeysOf } from "../login/assertion";
import { Clients } from "../login/clients";
import { Login } from "../login/login";
import { VaultObjects } from "../vault/objects";
import { Vaults } from "../vault/vault";
import { Late } from "./late";
import { type EndpointRequest, startListener } from "./listener";
import { startProxy } from "./proxy";

export interface EndpointOptions {
  /** The key set of a cluster's issuer; undefined where nothing is published. */
  keysOf: KeysOf;
  /** How often a role assignment or an access policy is missed before it is in force; none at first. */
  grantsTakeEffectAfter?: number;
  /** The same for federated credentials. */
  credentialsTakeEffectAfter?: number;
}

/** The login and vault hosts of the cloud, behind a proxy on this machine. */
export interface Endpoints {
  /** HTTPS_PROXY is http://127.0.0.1:<proxyPort>. */
  proxyPort: number;
  /** PEM, for SSL_CERT_FILE. */
  caCertificate: string;
  /** What was asked, oldest first. */
  requests: EndpointRequest[];
  /** Both may be changed at any time; Infinity holds grants back until then. */
  grantsTakeEffectAfter: number;
  credentialsTakeEffectAfter: number;
  stop(): Promise<void>;
}

/** Keys take long to generate, so the process has one authority. */
let certified: ReturnType<typeof certify> | undefined;

function certify() {
  const authority = new CertificateAuthority("emulator");
  const server = authority.issue({ commonName: "emulator", names: allHostNames() });
  return { caCertificate: authority.certificate, server };
}

export async function startEndpoints(
  azure: Azure,
  directory: Directory,
  { keysOf, grantsTakeEffectAfter = 0, credentialsTakeEffectAfter = 0 }: EndpointOptions,
): Promise<Endpoints> {
  const hosts = () => hostsOf(azure.world());
  certified ??= certify();
  const { caCertificate, server } = certified;
  const tokens = await AccessTokens.create();
  const requests: EndpointRequest[] = [];
  const late = { grantsTakeEffectAfter, credentialsTakeEffectAfter };

  const clients = new Clients(azure, directory);
  const credentials = new Late(() => endpoints.credentialsTakeEffectAfter);
  const grants = new Late(() => endpoints.grantsTakeEffectAfter);
  const services = [
    new Login({ hosts, clients, keysOf, tokens, late: credentials }),
    new Vaults({ hosts, azure, objects: new VaultObjects(azure), tokens, late: grants }),
  ];

  const listener = await startListener(server, services, (request) => requests.push(request));
  const proxy = await startProxy(
    listener.port,
    (host) => services.some((service) => service.serves(host)),
    (host) =>
      requests.push({
        host,
        method: "CONNECT",
        path: "",
        status: 403,
        refusal: "no such host in this cloud",
      }),
  );
  const endpoints: Endpoints = {
    proxyPort: proxy.port,
    caCertificate,
    requests,
    ...late,
    stop: async () => {
      await proxy.stop();
      await listener.stop();
    },
  };
  return endpoints;
}
