using System.Collections.Generic;
using System.Linq;
using Pulumi.AzureWorkloadIdentity;
using Pulumi.AzureWorkloadIdentity.Inputs;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

return await Pulumi.Deployment.RunAsync(() =>
{
    var ns = new Namespace("checkout", new()
    {
        Metadata = new ObjectMetaArgs { Name = "checkout", Labels = { { "team", "payments" } } },
    });

    var checkout = new KeyVaultWorkloadIdentity("checkout", new()
    {
        Namespace = ns.Metadata.Apply(metadata => metadata.Name),
        Clusters =
        {
            { "aks-prod", new ClusterArgs { ResourceGroupName = "platform" } },
            { "aks-green", new ClusterArgs { ResourceGroupName = "platform" } },
        },
        Application = new EntraApplicationArgs { DisplayName = "checkout" },
        ServiceAccount = new WorkloadServiceAccountArgs { TokenExpirationSeconds = 7200 },
        KeyVaults =
        {
            {
                "kv-shared", new KeyVaultArgs
                {
                    ResourceGroupName = "platform",
                    RoleScope = RoleScope.Object,
                    Objects =
                    {
                        {
                            "ca.pem",
                            new KeyVaultObjectArgs { ObjectName = "corporate-root", ObjectType = ObjectType.Certificate }
                        },
                    },
                    MountPath = "/etc/ca",
                }
            },
            {
                "kv-shop", new KeyVaultArgs
                {
                    ResourceGroupName = "shop",
                    Objects =
                    {
                        { "tls.pem", new KeyVaultObjectArgs { ObjectName = "checkout-tls" } },
                        { "db-password", new KeyVaultObjectArgs { ObjectVersionHistory = 2 } },
                        { "api-token", new KeyVaultObjectArgs { FilePermission = "0400" } },
                    },
                    SyncedSecrets =
                    {
                        {
                            "checkout-tls", new SyncedSecretArgs
                            {
                                Type = "kubernetes.io/tls",
                                Data = { { "tls.crt", "tls.pem" }, { "tls.key", "tls.pem" } },
                                Labels = ns.Metadata.Apply(metadata => metadata.Labels),
                            }
                        },
                    },
                    Env = { { "API_TOKEN", "api-token" } },
                }
            },
        },
        PodLabels = { { "app", "checkout" } },
    });

    // Volumes and mounts by the keys of their vaults.
    var vaults = new[] { "kv-shared", "kv-shop" };
    var volumes = vaults.Select(vault => new VolumeArgs
    {
        Name = checkout.VolumeNames.Apply(names => names[vault]),
        Csi = new CSIVolumeSourceArgs
        {
            Driver = checkout.CsiDriverName,
            ReadOnly = true,
            VolumeAttributes =
            {
                { "secretProviderClass", checkout.SecretProviderClassNames.Apply(names => names[vault]) },
            },
        },
    }).ToArray();
    var mounts = vaults.Select(vault => new VolumeMountArgs
    {
        Name = checkout.VolumeNames.Apply(names => names[vault]),
        MountPath = checkout.MountPaths.Apply(paths => paths[vault]),
        ReadOnly = true,
    }).ToArray();
    var token = new EnvVarArgs
    {
        Name = "API_TOKEN",
        ValueFrom = new EnvVarSourceArgs
        {
            SecretKeyRef = new SecretKeySelectorArgs
            {
                Name = checkout.EnvSecretNames.Apply(names => names["kv-shop"]),
                Key = "API_TOKEN",
            },
        },
    };

    new Deployment("checkout", new()
    {
        Metadata = new ObjectMetaArgs { Name = "checkout", Namespace = checkout.Namespace },
        Spec = new DeploymentSpecArgs
        {
            Selector = new LabelSelectorArgs { MatchLabels = { { "app", "checkout" } } },
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = checkout.PodLabels },
                Spec = new PodSpecArgs
                {
                    ServiceAccountName = checkout.ServiceAccountName,
                    Volumes = volumes,
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = "app",
                            Image = "example/checkout:1.0.0",
                            VolumeMounts = mounts,
                            Env = { token },
                        },
                    },
                },
            },
        },
    });

    return new Dictionary<string, object?> { ["trust"] = checkout.Trust };
});
