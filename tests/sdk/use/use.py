"""Every kind of input, with classes and members of enumerations, and with dictionaries and their values as text."""

from typing import Optional

import pulumi
import pulumi_azure_workload_identity as awi

group: pulumi.Output[str] = pulumi.Output.from_input("platform")

orders = awi.KeyVaultWorkloadIdentity(
    "orders",
    namespace=group,
    clusters={
        "aks-prod": awi.ClusterArgs(resource_group_name=group),
        "edge": awi.ClusterArgs(oidc_issuer_url="https://issuer.test/"),
    },
    user_assigned_identity=awi.UserAssignedIdentityArgs(
        resource_group_name="shop", tags={"team": group}
    ),
    service_account=awi.WorkloadServiceAccountArgs(
        management=awi.ServiceAccountManagement.CREATE, token_expiration_seconds=3600
    ),
    key_vaults={
        "kv-shop": awi.KeyVaultArgs(
            resource_group_name="shop",
            role_scope=awi.RoleScope.OBJECT,
            objects={
                "db-password": awi.KeyVaultObjectArgs(),
                "ca.pem": awi.KeyVaultObjectArgs(object_type="cert"),
                "signing": awi.KeyVaultObjectArgs(
                    object_type=awi.ObjectType.KEY, object_version_history=2
                ),
            },
            env={"DB_PASSWORD": "db-password"},
            synced_secrets={"copy": awi.SyncedSecretArgs(data={"password": "db-password"})},
        )
    },
    pod_labels={"app": group},
    opts=pulumi.ResourceOptions(protect=True),
)

reports = awi.KeyVaultWorkloadIdentity(
    "reports",
    namespace="shop",
    clusters={"aks-prod": {"resource_group_name": group}},
    application={"display_name": "reports"},
    key_vaults={
        "kv-shop": {
            "resource_group_name": "shop",
            "permission_model": "AccessPolicy",
            "objects": {"db-password": {"object_encoding": "hex"}, "signing": {"object_type": "key"}},
            "secret_provider_class": {"management": "External"},
        },
        "kv-roles": {
            "resource_group_name": "shop",
            "role_scope": "Object",
            "objects": {"ca.pem": {"object_type": "cert", "object_format": "pem"}},
        },
    },
    service_account={"management": "External"},
    cloud="AzureChinaCloud",
)

driver: pulumi.Output[str] = orders.volumes.apply(lambda volumes: volumes[0].csi.driver)
secret: pulumi.Output[str] = orders.env.apply(lambda env: env[0].value_from.secret_key_ref.name)
volume: pulumi.Output[Optional[str]] = orders.volume_names.apply(lambda names: names.get("kv-shop"))
who: pulumi.Output[str] = reports.trust.apply(lambda lines: lines["as"])
