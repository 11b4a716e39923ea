import { join, resolve } from "node:path";
import { type ClusterDeclaration, loadWorld, type World } from "../../emulator/index";

const worldFile = resolve(__dirname, "../../emulator/world.yaml");

const handedOut = {
  name: "k8saas-sandbox-customer-workload-id",
  resourceGroupName: "k8saas-sandbox",
  clientId: "5b8f2f6e-26a7-4f7e-8c0a-3f5b1f1f9f10",
  principalId: "c7a4f6d2-7a56-4f0e-9d43-2f0f6c0a8b21",
};

/** Examples whose stack needs configuration. */
const configuration: Record<string, Record<string, string>> = {
  "aks-walkthrough-typescript": { "aks-walkthrough:testSecret": "Hello from Key Vault" },
  "blue-green-typescript": { "blue-green:blueContext": "aks-blue", "blue-green:greenContext": "aks-green" },
  [join("platform-and-application", "application")]: {
    "application:platformStack": "organization/platform/registered",
  },
  "sovereign-cloud-yaml": { "azure-native:environment": "usgovernment" },
};

export function configurationOf(example: string): Record<string, string> {
  return configuration[example] ?? {};
}

/** What every example finds in Azure, Entra and Kubernetes. */
export function worldOf(example: string): World {
  const world = loadWorld(worldFile);
  const vaults = [
    ...world.vaults,
    { name: "kv-legacy", resourceGroupName: "shop", enableRbacAuthorization: false },
    { name: "kv-records", resourceGroupName: "agency", enableRbacAuthorization: true },
    { name: "kv-mounted", resourceGroupName: "customer", enableRbacAuthorization: true },
    { name: "kv-read-by-sdk", resourceGroupName: "customer", enableRbacAuthorization: true },
    { name: "codesamples-kv", resourceGroupName: "codesamples", enableRbacAuthorization: true },
  ];
  // Its document grants access policies on the vault that the others reach by roles.
  if (example === "entra-application-typescript") {
    vaults.unshift({ name: "kv-shop", resourceGroupName: "shop", enableRbacAuthorization: false });
  }
  return {
    ...world,
    resourceGroups: undefined,
    namespaces: ["shop", "agency", "customer-namespaces"],
    clusters: [...world.clusters, ...["aks-blue", "aks-virginia"].map((name) => cluster(name, world))],
    vaults: vaults.filter(({ name }, i) => vaults.findIndex((other) => other.name === name) === i),
    identities: [handedOut],
    applications: [
      {
        clientId: "aead113c-24c6-47e3-93ce-3a7dafc5fd99",
        objectId: "d5c6a8c1-1d7a-4d0c-8f36-0f7d1a6b3c32",
        displayName: "csi-secret",
        servicePrincipal: { objectId: "e1d7b9f4-9a0b-4a67-b0f5-6c8e2d4f5a43" },
      },
    ],
    kubernetesObjects: [
      {
        manifest: {
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: {
            name: "k8saas-customer-sa-workload-id",
            namespace: "customer-namespaces",
            annotations: { "azure.workload.identity/client-id": handedOut.clientId },
          },
        },
      },
    ],
  };
}

function cluster(name: string, { tenantId }: World): ClusterDeclaration {
  const issuerURL = `https://westeurope.oic.prod-aks.azure.com/${tenantId}/${name}/`;
  const location = "westeurope";
  return { name, resourceGroupName: "platform", location, oidcIssuer: { enabled: true, issuerURL } };
}
