from typing import Sequence, cast

from pulumi import Config, Output, export, get_project
from pulumi_azure_workload_identity import KeyVaultWorkloadIdentity
from pulumi_kubernetes.apps.v1 import Deployment, DeploymentSpecArgs
from pulumi_kubernetes.core.v1 import (
    ContainerArgs,
    PodSpecArgs,
    PodTemplateSpecArgs,
    VolumeArgs,
    VolumeMountArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs

config = Config()
namespace = config.require("namespace")
vault_resource_group = config.require("vaultResourceGroup")
app = get_project()

identity = KeyVaultWorkloadIdentity(
    app,
    namespace=namespace,
    clusters={config.require("cluster"): {"resource_group_name": config.require("clusterResourceGroup")}},
    user_assigned_identity={"resource_group_name": vault_resource_group},
    key_vaults={
        config.require("vault"): {
            "resource_group_name": vault_resource_group,
            "objects": {config.require("secret"): {}},
        }
    },
    pod_labels={"app": app},
)

# The lists fit a pod spec as they are; only their types are of another package.
Deployment(
    app,
    metadata=ObjectMetaArgs(name=app, namespace=namespace),
    spec=DeploymentSpecArgs(
        selector=LabelSelectorArgs(match_labels={"app": app}),
        template=PodTemplateSpecArgs(
            metadata=ObjectMetaArgs(labels=identity.pod_labels),
            spec=PodSpecArgs(
                service_account_name=identity.service_account_name,
                volumes=cast(Output[Sequence[VolumeArgs]], identity.volumes),
                containers=[
                    ContainerArgs(
                        name="app",
                        # Your image; this one waits, so that you can look at /mnt/secrets-store.
                        image="mcr.microsoft.com/azurelinux/base/core:3.0",
                        command=["sleep", "infinity"],
                        volume_mounts=cast(Output[Sequence[VolumeMountArgs]], identity.volume_mounts),
                    )
                ],
            ),
        ),
    ),
)

export("trust", identity.trust)
