import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KeyVaultProviderClient } from "../kubelet/key-vault-provider-client";
import type { Programs } from "../programs";
import { ClusterProcess } from "./cluster-process";
import type { Keeper } from "./keeper";
import { freePort } from "./ports";

export interface KeyVaultProvider {
  readonly client: KeyVaultProviderClient;
  stop(): Promise<void>;
}

/** Starts the Key Vault provider, all of whose traffic goes to the login and vaults behind the proxy. */
export async function startKeyVaultProvider(
  keeper: Keeper,
  programs: Programs,
  azure: { proxyPort: number; caCertificate: string },
): Promise<KeyVaultProvider> {
  // Its health and metrics listen on all interfaces; they have no option that changes it.
  const [healthPort, metricsPort] = [await freePort(), await freePort()];
  const name = `key-vault-provider-${healthPort}`;
  const socket = join(keeper.folder, `${healthPort}.sock`);
  const authorityFile = join(keeper.folder, `${name}.crt`);
  writeFileSync(authorityFile, azure.caCertificate);
  const client = new KeyVaultProviderClient(programs.proto, socket);
  const process = await ClusterProcess.start(keeper, {
    name,
    command: programs.keyVaultProvider,
    args: [
      ...["--endpoint", `unix://${socket}`],
      ...["--healthz-port", String(healthPort), "--prometheus-port", String(metricsPort)],
    ],
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${azure.proxyPort}`,
      SSL_CERT_FILE: authorityFile,
      // No certificate of this machine is trusted.
      SSL_CERT_DIR: join(keeper.folder, "none"),
    },
    isReady: async () => Boolean(await client.version()),
  });
  return {
    client,
    stop: async () => {
      client.close();
      await process.stop();
    },
  };
}
