from typing import Sequence, cast

from pulumi import Output, export
from pulumi_azure_workload_identity import KeyVaultWorkloadIdentity
from pulumi_kubernetes.apps.v1 import Deployment, DeploymentSpecArgs
from pulumi_kubernetes.core.v1 import (
    ContainerArgs,
    EnvVarArgs,
    PodSpecArgs,
    PodTemplateSpecArgs,
    VolumeArgs,
    VolumeMountArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs

orders = KeyVaultWorkloadIdentity(
    "orders",
    namespace="shop",
    clusters={"aks-prod": {"resource_group_name": "platform"}},
    user_assigned_identity={"resource_group_name": "shop"},
    key_vaults={
        "kv-shop": {
            "resource_group_name": "shop",
            "objects": {"db-password": {}, "tls.pem": {"object_name": "web-tls"}},
            "env": {"DB_PASSWORD": "db-password"},
        }
    },
    pod_labels={"app": "orders"},
)

# The lists fit a pod spec as they are; only their types are of another package.
Deployment(
    "orders",
    metadata=ObjectMetaArgs(name="orders", namespace="shop"),
    spec=DeploymentSpecArgs(
        selector=LabelSelectorArgs(match_labels={"app": "orders"}),
        template=PodTemplateSpecArgs(
            metadata=ObjectMetaArgs(labels=orders.pod_labels),
            spec=PodSpecArgs(
                service_account_name=orders.service_account_name,
                volumes=cast(Output[Sequence[VolumeArgs]], orders.volumes),
                containers=[
                    ContainerArgs(
                        name="app",
                        image="example/orders:1.0.0",
                        volume_mounts=cast(Output[Sequence[VolumeMountArgs]], orders.volume_mounts),
                        env=cast(Output[Sequence[EnvVarArgs]], orders.env),
                    )
                ],
            ),
        ),
    ),
)

export("trust", orders.trust)
