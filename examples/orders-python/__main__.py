from typing import Sequence, cast

from pulumi import Output, export
from pulumi_azure_workload_identity import KeyVaultWorkloadIdentity
from pulumi_kubernetes.apps.v1 import Deployment
from pulumi_kubernetes.core.v1 import EnvVarArgsDict, VolumeArgsDict, VolumeMountArgsDict

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
    metadata={"name": "orders", "namespace": "shop"},
    spec={
        "selector": {"match_labels": {"app": "orders"}},
        "template": {
            "metadata": {"labels": orders.pod_labels},
            "spec": {
                "service_account_name": orders.service_account_name,
                "volumes": cast(Output[Sequence[VolumeArgsDict]], orders.volumes),
                "containers": [
                    {
                        "name": "app",
                        "image": "example/orders:1.0.0",
                        "volume_mounts": cast(Output[Sequence[VolumeMountArgsDict]], orders.volume_mounts),
                        "env": cast(Output[Sequence[EnvVarArgsDict]], orders.env),
                    }
                ],
            },
        },
    },
)

export("trust", orders.trust)
