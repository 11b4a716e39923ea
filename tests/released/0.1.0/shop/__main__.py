from typing import Sequence, cast

from pulumi import Output, export
from pulumi_azure_workload_identity import KeyVaultWorkloadIdentity
from pulumi_kubernetes.apps.v1 import Deployment, DeploymentSpecArgs
from pulumi_kubernetes.core.v1 import (
    ContainerArgs,
    EnvVarArgs,
    Namespace,
    PodSpecArgs,
    PodTemplateSpecArgs,
    VolumeArgs,
    VolumeMountArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs

namespace = Namespace(
    "checkout", metadata={"name": "checkout", "labels": {"team": "payments"}}
)

checkout = KeyVaultWorkloadIdentity(
    "checkout",
    namespace=namespace.metadata.name,
    clusters={
        "aks-prod": {"resource_group_name": "platform"},
        "aks-green": {"resource_group_name": "platform"},
    },
    application={"display_name": "checkout"},
    service_account={"token_expiration_seconds": 7200},
    key_vaults={
        "kv-shared": {
            "resource_group_name": "platform",
            "role_scope": "Object",
            "objects": {
                "ca.pem": {"object_name": "corporate-root", "object_type": "cert"}
            },
            "mount_path": "/etc/ca",
        },
        "kv-shop": {
            "resource_group_name": "shop",
            "objects": {
                "tls.pem": {"object_name": "checkout-tls"},
                "db-password": {"object_version_history": 2},
                "api-token": {"file_permission": "0400"},
            },
            "synced_secrets": {
                "checkout-tls": {
                    "type": "kubernetes.io/tls",
                    "data": {"tls.crt": "tls.pem", "tls.key": "tls.pem"},
                    "labels": namespace.metadata.labels,
                }
            },
            "env": {"API_TOKEN": "api-token"},
        },
    },
    pod_labels={"app": "checkout"},
)

# The lists fit a pod spec as they are; only their types are of another package.
Deployment(
    "checkout",
    metadata=ObjectMetaArgs(name="checkout", namespace=checkout.namespace),
    spec=DeploymentSpecArgs(
        selector=LabelSelectorArgs(match_labels={"app": "checkout"}),
        template=PodTemplateSpecArgs(
            metadata=ObjectMetaArgs(labels=checkout.pod_labels),
            spec=PodSpecArgs(
                service_account_name=checkout.service_account_name,
                volumes=cast(Output[Sequence[VolumeArgs]], checkout.volumes),
                containers=[
                    ContainerArgs(
                        name="app",
                        image="example/checkout:1.0.0",
                        volume_mounts=cast(Output[Sequence[VolumeMountArgs]], checkout.volume_mounts),
                        env=cast(Output[Sequence[EnvVarArgs]], checkout.env),
                    )
                ],
            ),
        ),
    ),
)

export("trust", checkout.trust)
