using System.Collections.Generic;
using System.Linq;
using Pulumi.AzureWorkloadIdentity;
using Pulumi.AzureWorkloadIdentity.Inputs;
using Pulumi.AzureWorkloadIdentity.Outputs;
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
                    Volumes = checkout.Volumes.Apply(all => all.Select(ToVolume).ToList()),
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = "app",
                            Image = "example/checkout:1.0.0",
                            VolumeMounts = checkout.VolumeMounts.Apply(all => all.Select(ToMount).ToList()),
                            Env = checkout.Env.Apply(all => all.Select(ToVariable).ToList()),
                        },
                    },
                },
            },
        },
    });

    return new Dictionary<string, object?> { ["trust"] = checkout.Trust };
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
