using System.Collections.Generic;
using Pulumi;
using Pulumi.AzureWorkloadIdentity;
using Pulumi.AzureWorkloadIdentity.Inputs;

// Every kind of input: outputs, plain maps, enumerations, whole numbers.
return await Deployment.RunAsync(() =>
{
    var group = Output.Create("platform");
    var orders = new KeyVaultWorkloadIdentity("orders", new()
    {
        Namespace = group,
        Clusters = { ["aks-prod"] = new ClusterArgs { ResourceGroupName = group } },
        UserAssignedIdentity = new UserAssignedIdentityArgs { ResourceGroupName = "shop", Tags = { ["team"] = group } },
        ServiceAccount = new WorkloadServiceAccountArgs
        {
            Management = ServiceAccountManagement.Create,
            TokenExpirationSeconds = 3600,
        },
        KeyVaults =
        {
            ["kv-shop"] = new KeyVaultArgs
            {
                ResourceGroupName = "shop",
                PermissionModel = PermissionModel.AzureRbac,
                Objects =
                {
                    ["db-password"] = new KeyVaultObjectArgs(),
                    ["signing"] = new KeyVaultObjectArgs { ObjectType = ObjectType.Key, ObjectVersionHistory = 2 },
                },
                Env = { ["DB_PASSWORD"] = "db-password" },
                SyncedSecrets = { ["copy"] = new SyncedSecretArgs { Data = { ["password"] = "db-password" } } },
            },
        },
        PodLabels = { ["app"] = group },
    });
    return new Dictionary<string, object?>
    {
        ["volume"] = orders.VolumeNames.Apply(names => names["kv-shop"]),
        ["trust"] = orders.Trust,
    };
});
