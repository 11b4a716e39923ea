using System.Collections.Generic;
using Pulumi.AzureWorkloadIdentity;
using Pulumi.AzureWorkloadIdentity.Inputs;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

return await Pulumi.Deployment.RunAsync(() =>
{
    var orders = new KeyVaultWorkloadIdentity("orders", new()
    {
        Namespace = "shop",
        Clusters = { { "aks-prod", new ClusterArgs { ResourceGroupName = "platform" } } },
        UserAssignedIdentity = new UserAssignedIdentityArgs { ResourceGroupName = "shop" },
        KeyVaults =
        {
            {
                "kv-shop", new KeyVaultArgs
                {
                    ResourceGroupName = "shop",
                    Objects =
                    {
                        { "db-password", new KeyVaultObjectArgs() },
                        { "tls.pem", new KeyVaultObjectArgs { ObjectName = "web-tls" } },
                    },
                    Env = { { "DB_PASSWORD", "db-password" } },
                }
            },
        },
        PodLabels = { { "app", "orders" } },
    });

    // The volume, its mount and the variable, by the key of their vault.
    var volumeName = orders.VolumeNames.Apply(names => names["kv-shop"]);
    var volume = new VolumeArgs
    {
        Name = volumeName,
        Csi = new CSIVolumeSourceArgs
        {
            Driver = orders.CsiDriverName,
            ReadOnly = true,
            VolumeAttributes =
            {
                { "secretProviderClass", orders.SecretProviderClassNames.Apply(names => names["kv-shop"]) },
            },
        },
    };
    var mount = new VolumeMountArgs
    {
        Name = volumeName,
        MountPath = orders.MountPaths.Apply(paths => paths["kv-shop"]),
        ReadOnly = true,
    };
    var password = new EnvVarArgs
    {
        Name = "DB_PASSWORD",
        ValueFrom = new EnvVarSourceArgs
        {
            SecretKeyRef = new SecretKeySelectorArgs
            {
                Name = orders.EnvSecretNames.Apply(names => names["kv-shop"]),
                Key = "DB_PASSWORD",
            },
        },
    };

    new Deployment("orders", new()
    {
        Metadata = new ObjectMetaArgs { Name = "orders", Namespace = "shop" },
        Spec = new DeploymentSpecArgs
        {
            Selector = new LabelSelectorArgs { MatchLabels = { { "app", "orders" } } },
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = orders.PodLabels },
                Spec = new PodSpecArgs
                {
                    ServiceAccountName = orders.ServiceAccountName,
                    Volumes = { volume },
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = "app",
                            Image = "example/orders:1.0.0",
                            VolumeMounts = { mount },
                            Env = { password },
                        },
                    },
                },
            },
        },
    });

    return new Dictionary<string, object?> { ["trust"] = orders.Trust };
});
