import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildOwnPrograms } from "../../emulator/engine/own-programs";
import { sdkVersion } from "../../emulator/provider/sdk-version";

const kubernetesVersion = { major: 1, minor: 36, patch: 2 };

/** The real parts, as executables and files of their own modules. */
export interface Programs {
  readonly etcd: string;
  readonly kubeApiserver: string;
  readonly kubeControllerManager: string;
  /** What a user looks at a cluster with. */
  readonly kubectl: string;
  /** Pulumi's provider; its schema lies beside it. */
  readonly kubernetesProvider: string;
  readonly keyVaultProvider: string;
  /** Our main, around the CSI driver's packages. */
  readonly csiDriver: string;
  /** Our main, around the workload identity webhook's package. */
  readonly webhook: string;
  /** The protocol between CSI driver and provider. */
  readonly proto: string;
  /** Manifests of the CSI driver: its custom resources and itself. */
  readonly driverManifests: readonly string[];
  /** The values of the Key Vault provider's chart. */
  readonly providerChartValues: string;
  readonly webhookManifests: string;
}

/** Builds what is not in the cache; about 25 minutes the first time. */
export async function buildPrograms(): Promise<Programs> {
  const kubernetes = await buildOwnPrograms("kubernetes", join(__dirname, "programs/kubernetes"), {
    programs: {
      etcd: "go.etcd.io/etcd/server/v3",
      "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
      "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
    },
    linkerFlags: versionFlags(),
  });
  // On its own, so that the servers are not built again for it.
  const kubectl = await buildOwnPrograms("kubectl", join(__dirname, "programs/kubectl"), {
    programs: { kubectl: "k8s.io/kubernetes/cmd/kubectl" },
    linkerFlags: versionFlags(),
  });
  const kubernetesProvider = await buildKubernetesProvider();
  const secretsStore = await buildOwnPrograms("secrets-store", join(__dirname, "programs/secrets-store"), {
    programs: {
      "key-vault-provider": "github.com/Azure/secrets-store-csi-driver-provider-azure/cmd",
      "csi-driver": "./csi-driver",
    },
    moduleFiles: {
      "sigs.k8s.io/secrets-store-csi-driver": [
        "provider/v1alpha1/service.proto",
        "config/crd/bases",
        "deploy/csidriver.yaml",
      ],
      "github.com/Azure/secrets-store-csi-driver-provider-azure": [
        "charts/csi-secrets-store-provider-azure/values.yaml",
      ],
    },
  });
  const webhook = await buildOwnPrograms("webhook", join(__dirname, "programs/webhook"), {
    programs: { webhook: "." },
    moduleFiles: {
      "github.com/Azure/azure-workload-identity": ["manifest_staging/deploy/azure-wi-webhook.yaml"],
    },
  });
  const customResources = join(secretsStore, "bases");
  return {
    etcd: join(kubernetes, "etcd"),
    kubeApiserver: join(kubernetes, "kube-apiserver"),
    kubeControllerManager: join(kubernetes, "kube-controller-manager"),
    kubectl: join(kubectl, "kubectl"),
    kubernetesProvider,
    keyVaultProvider: join(secretsStore, "key-vault-provider"),
    csiDriver: join(secretsStore, "csi-driver"),
    webhook: join(webhook, "webhook"),
    proto: join(secretsStore, "service.proto"),
    driverManifests: [
      ...readdirSync(customResources).map((file) => join(customResources, file)),
      join(secretsStore, "csidriver.yaml"),
    ],
    providerChartValues: join(secretsStore, "values.yaml"),
    webhookManifests: join(webhook, "azure-wi-webhook.yaml"),
  };
}

/** As the provider of the installed SDK: the engine compares their versions. */
async function buildKubernetesProvider(): Promise<string> {
  const module = "github.com/pulumi/pulumi-kubernetes/provider/v4";
  const name = "pulumi-resource-kubernetes";
  const folder = await buildOwnPrograms(
    "kubernetes-provider",
    join(__dirname, "programs/kubernetes-provider"),
    {
      programs: { [name]: "." },
      linkerFlags: `-X ${module}/pkg/version.Version=${sdkVersion("@pulumi/kubernetes")}`,
      moduleFiles: { [module]: [`cmd/${name}/schema.json`, `cmd/${name}/terraform-mapping.json`] },
    },
  );
  return join(folder, name);
}

/** As Kubernetes' own build sets them; without, the servers call themselves v0.0.0 and feature gates differ. */
function versionFlags(): string {
  const { major, minor, patch } = kubernetesVersion;
  const values = { gitVersion: `v${major}.${minor}.${patch}`, gitMajor: major, gitMinor: minor };
  return Object.entries(values)
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(" ");
}
