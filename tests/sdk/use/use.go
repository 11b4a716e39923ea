// Every kind of input: outputs, plain maps, enumerations, whole numbers.
package main

import (
	awi "github.com/example-org/pulumi-azure-workload-identity/sdk/go/azureworkloadidentity"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		group := pulumi.String("platform").ToStringOutput()
		permissionModel := awi.PermissionModelAzureRbac
		management := awi.ServiceAccountManagementCreate
		key := awi.ObjectTypeKey
		orders, err := awi.NewKeyVaultWorkloadIdentity(ctx, "orders", &awi.KeyVaultWorkloadIdentityArgs{
			Namespace: group,
			Clusters: map[string]awi.ClusterArgs{
				"aks-prod": {ResourceGroupName: group},
				"edge":     {OidcIssuerUrl: pulumi.String("https://issuer.test/")},
			},
			UserAssignedIdentity: &awi.UserAssignedIdentityArgs{
				ResourceGroupName: pulumi.String("shop"),
				Tags:              pulumi.StringMap{"team": group},
			},
			ServiceAccount: &awi.WorkloadServiceAccountArgs{
				Management:             &management,
				TokenExpirationSeconds: pulumi.Int(3600),
			},
			KeyVaults: map[string]awi.KeyVaultArgs{
				"kv-shop": {
					ResourceGroupName: pulumi.String("shop"),
					PermissionModel:   &permissionModel,
					Objects: map[string]awi.KeyVaultObjectArgs{
						"db-password": {},
						"tls.pem":     {ObjectName: pulumi.StringRef("web-tls"), ObjectFormat: awi.ObjectFormatPem},
						"signing":     {ObjectType: &key, ObjectVersionHistory: pulumi.IntRef(2)},
					},
					Env: map[string]string{"DB_PASSWORD": "db-password"},
					SyncedSecrets: map[string]awi.SyncedSecretArgs{
						"copy": {Data: map[string]string{"password": "db-password"}},
					},
				},
			},
			PodLabels: pulumi.StringMap{"app": group},
		}, pulumi.Protect(true))
		if err != nil {
			return err
		}
		ctx.Export("driver", orders.Volumes.Index(pulumi.Int(0)).Csi().Driver())
		ctx.Export("volume", orders.VolumeNames.MapIndex(pulumi.String("kv-shop")))
		ctx.Export("trust", orders.Trust)
		return nil
	})
}
