import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

// AKS cluster → kubectl context. A cluster joins or leaves with its entry.
const contexts = new pulumi.Config().requireObject<Record<string, string>>("contexts");
const vault = { resourceGroupName: "shop", objects: { "db-password": {} } };

// Azure, once for all clusters: the identity, a credential for each cluster, the grants.
const shared = new KeyVaultWorkloadIdentity("orders", {
  namespace: "shop",
  clusters: Object.fromEntries(
    Object.keys(contexts).map((name) => [name, { resourceGroupName: "platform" }]),
  ),
  serviceAccount: { management: "External" },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: { "kv-shop": { ...vault, mount: false } },
});

// Kubernetes, for each cluster with a provider of its own: a provider that moves to another cluster moves no objects.
for (const [name, context] of Object.entries(contexts)) {
  const provider = new k8s.Provider(name, { context });
  const orders = new KeyVaultWorkloadIdentity(
    `orders-${name}`,
    {
      namespace: "shop",
      serviceAccount: { name: "orders" },
      userAssignedIdentity: { id: shared.identityId },
      keyVaults: { "kv-shop": { ...vault, grants: "External" } },
      podLabels: { app: "orders" },
    },
    { providers: [provider] },
  );
  const container = { name: "app", image: "example/orders:1.0.0", volumeMounts: orders.volumeMounts };
  const { serviceAccountName, volumes, podLabels: labels, podAnnotations: annotations } = orders;
  const podSpec = { serviceAccountName, volumes, containers: [container] };
  const template = { metadata: { labels, annotations }, spec: podSpec };
  const metadata = { name: "orders", namespace: "shop" };
  const spec = { selector: { matchLabels: { app: "orders" } }, template };
  new k8s.apps.v1.Deployment(`deployment-${name}`, { metadata, spec }, { provider });
}

export const trust = shared.trust;
