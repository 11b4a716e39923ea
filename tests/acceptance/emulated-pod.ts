import { parse } from "yaml";
import type { Emulator, Endpoints, Recorded } from "../../emulator";
import { type TokenIssuer, Workload } from "../emulator/workload";
import type { PodContent } from "./acceptance";

/** Reads as the Key Vault provider does for a pod of `orders`: it signs in with the pod's token and asks the vault. */
export async function readEmulatedPod(
  cloud: Emulator,
  endpoints: Endpoints,
  issuer: TokenIssuer,
): Promise<PodContent> {
  const { parameters, secretObjects } = specOf(cloud, "SecretProviderClass");
  const { template } = specOf(cloud, "Deployment");
  const { serviceAccountName, containers } = template.spec;
  const cluster = only(cloud.azure, "ManagedCluster");
  const assertion = await issuer.token({
    iss: (cluster.properties.oidcIssuerProfile as { issuerURL: string }).issuerURL,
    sub: `system:serviceaccount:shop:${serviceAccountName}`,
  });
  const workload = new Workload(endpoints);
  const { body: login } = await workload.post(
    `https://login.microsoftonline.com/${parameters.tenantID}/oauth2/v2.0/token`,
    {
      grant_type: "client_credentials",
      client_id: parameters.clientID,
      client_assertion: assertion,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      scope: "https://vault.azure.net/.default",
    },
  );
  const files: Record<string, string> = {};
  for (const text of parse(parameters.objects).array as string[]) {
    const { objectName, objectAlias = objectName } = parse(text);
    const url = `https://${parameters.keyvaultName}.vault.azure.net/secrets/${objectName}?api-version=7.4`;
    const { body } = await workload.get(url, login.access_token);
    files[objectAlias] = body.value;
  }
  const { name, key } = containers[0].env[0].valueFrom.secretKeyRef;
  const synced = secretObjects.find((one: { secretName: string }) => one.secretName === name);
  const source = synced.data.find((one: { key: string }) => one.key === key);
  return { files, dbPassword: files[source.objectName] ?? "" };
}

// biome-ignore lint/suspicious/noExplicitAny: specs of several kinds
function specOf(cloud: Emulator, kind: string): any {
  return only(cloud.kubernetes, kind).properties.spec;
}

function only(records: readonly Recorded[], kind: string): Recorded {
  const [found, ...others] = records.filter(({ type }) => type.endsWith(`:${kind}`));
  if (!found || others.length > 0) throw new Error(`expected one ${kind}`);
  return found;
}
