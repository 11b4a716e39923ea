import type { ClusterDeclaration } from "../../../emulator";
import { aksCluster, tenantId } from "../../examples/support/surroundings";
import { buildPrograms } from "../programs";
import { TestCluster } from "../test-cluster/test-cluster";

/** The issuers of the test cluster's clusters, which a world declares for its own. */
export const issuers = {
  blue: `https://westeurope.oic.prod-aks.azure.com/${tenantId}/5d2b7a64-0e0f-4f57-8f0b-61c4d6b0a9c3/`,
  green: `https://westeurope.oic.prod-aks.azure.com/${tenantId}/0a6f3c1e-9b52-4d7e-8a43-2f5be1c7d690/`,
} as const;

export type ClusterName = keyof typeof issuers;

/** What Azure knows of one of the test cluster's clusters. */
export function aks(name: string, cluster: ClusterName): ClusterDeclaration {
  return { ...aksCluster(name), oidcIssuer: { enabled: true, issuerURL: issuers[cluster] } };
}

let testCluster: Promise<TestCluster> | undefined;

/** One test cluster for all tests of the run: it takes longer to start than most of them. */
export function sharedTestCluster(): Promise<TestCluster> {
  testCluster ??= buildPrograms().then((programs) =>
    TestCluster.start({ programs, clusters: issuers, tenantId }),
  );
  return testCluster;
}

// Registered once for the whole run: this file is loaded while the test files are.
after(async function () {
  this.timeout(60_000);
  const started = await testCluster?.catch(() => undefined);
  await started?.stop();
});
