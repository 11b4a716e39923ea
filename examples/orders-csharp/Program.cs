using System.Collections.Generic;
using System.Linq;
using Pulumi.AzureWorkloadIdentity;
using Pulumi.AzureWorkloadIdentity.Inputs;
using Pulumi.AzureWorkloadIdentity.Outputs;
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
                    Volumes = orders.Volumes.Apply(all => all.Select(ToVolume).ToList()),
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = "app",
                            Image = "example/orders:1.0.0",
                            VolumeMounts = orders.VolumeMounts.Apply(all => all.Select(ToMount).ToList()),
                            Env = orders.Env.Apply(all => all.Select(ToVariable).ToList()),
                        },
                    },
                },
            },
        },
    });

    return new Dictionary<string, object?> { ["trust"] = orders.Trust };
});

// The lists of the component in the types of the Kubernetes SDK: copy these functions.

static VolumeArgs ToVolume(Volume volume) => new()
{
    Name = volume.Name,
    Csi = new CSIVolumeSourceArgs
    {
        Driver = volume.Csi.Driver,
        ReadOnly = volume.Csi.ReadOnly,
        VolumeAttributes = volume.Csi.VolumeAttributes,
    },
};

static VolumeMountArgs ToMount(VolumeMount mount) => new()
{
    Name = mount.Name,
    MountPath = mount.MountPath,
    ReadOnly = mount.ReadOnly,
};

static EnvVarArgs ToVariable(EnvVar variable) => new()
{
    Name = variable.Name,
    ValueFrom = new EnvVarSourceArgs
    {
        SecretKeyRef = new SecretKeySelectorArgs
        {
            Name = variable.ValueFrom.SecretKeyRef.Name,
            Key = variable.ValueFrom.SecretKeyRef.Key,
        },
    },
};
