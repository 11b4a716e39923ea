import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";

const config = new pulumi.Config();
const namespace = config.require("namespace");
const vaultResourceGroup = config.require("vaultResourceGroup");
const app = pulumi.getProject();

const identity = new KeyVaultWorkloadIdentity(app, {
  namespace,
  clusters: { [config.require("cluster")]: { resourceGroupName: config.require("clusterResourceGroup") } },
  userAssignedIdentity: { resourceGroupName: vaultResourceGroup },
  keyVaults: {
    [config.require("vault")]: {
      resourceGroupName: vaultResourceGroup,
      objects: { [config.require("secret")]: {} },
    },
  },
  podLabels: { app },
});

new k8s.apps.v1.Deployment(app, {
  metadata: { name: app, namespace },
  spec: {
    selector: { matchLabels: { app } },
    template: {
      metadata: { labels: identity.podLabels },
      spec: {
        serviceAccountName: identity.serviceAccountName,
        volumes: identity.volumes,
        containers: [
          {
            name: "app",
            // Your image; this one waits, so that you can look: kubectl exec deploy/${PROJECT} -- ls -R /mnt/secrets-store
            image: "mcr.microsoft.com/azurelinux/base/core:3.0",
            command: ["sleep", "infinity"],
            volumeMounts: identity.volumeMounts,
          },
        ],
      },
    },
  },
});

export const trust = identity.trust;
