package main

import (
	workloadidentity "github.com/example-org/pulumi-azure-workload-identity/sdk/go/azureworkloadidentity"
	appsv1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/apps/v1"
	corev1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/core/v1"
	metav1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/meta/v1"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		orders, err := workloadidentity.NewKeyVaultWorkloadIdentity(ctx, "orders", &workloadidentity.KeyVaultWorkloadIdentityArgs{
			Namespace: pulumi.String("shop"),
			Clusters: map[string]workloadidentity.ClusterArgs{
				"aks-prod": {ResourceGroupName: pulumi.String("platform")},
			},
			UserAssignedIdentity: &workloadidentity.UserAssignedIdentityArgs{ResourceGroupName: pulumi.String("shop")},
			KeyVaults: map[string]workloadidentity.KeyVaultArgs{
				"kv-shop": {
					ResourceGroupName: pulumi.String("shop"),
					Objects: map[string]workloadidentity.KeyVaultObjectArgs{
						"db-password": {},
						"tls.pem":     {ObjectName: pulumi.StringRef("web-tls")},
					},
					Env: map[string]string{"DB_PASSWORD": "db-password"},
				},
			},
			PodLabels: pulumi.StringMap{"app": pulumi.String("orders")},
		})
		if err != nil {
			return err
		}

		// The volume, its mount and the variable, by the key of their vault.
		kvShop := pulumi.String("kv-shop")
		volume := corev1.VolumeArgs{
			Name: orders.VolumeNames.MapIndex(kvShop),
			Csi: corev1.CSIVolumeSourceArgs{
				Driver:   orders.CsiDriverName,
				ReadOnly: pulumi.Bool(true),
				VolumeAttributes: pulumi.StringMap{
					"secretProviderClass": orders.SecretProviderClassNames.MapIndex(kvShop),
				},
			},
		}
		mount := corev1.VolumeMountArgs{
			Name:      orders.VolumeNames.MapIndex(kvShop),
			MountPath: orders.MountPaths.MapIndex(kvShop),
			ReadOnly:  pulumi.Bool(true),
		}
		password := corev1.EnvVarArgs{
			Name: pulumi.String("DB_PASSWORD"),
			ValueFrom: corev1.EnvVarSourceArgs{
				SecretKeyRef: corev1.SecretKeySelectorArgs{
					Name: orders.EnvSecretNames.MapIndex(kvShop),
					Key:  pulumi.String("DB_PASSWORD"),
				},
			},
		}

		_, err = appsv1.NewDeployment(ctx, "orders", &appsv1.DeploymentArgs{
			Metadata: metav1.ObjectMetaArgs{Name: pulumi.String("orders"), Namespace: pulumi.String("shop")},
			Spec: appsv1.DeploymentSpecArgs{
				Selector: metav1.LabelSelectorArgs{MatchLabels: pulumi.StringMap{"app": pulumi.String("orders")}},
				Template: corev1.PodTemplateSpecArgs{
					Metadata: metav1.ObjectMetaArgs{Labels: orders.PodLabels},
					Spec: corev1.PodSpecArgs{
						ServiceAccountName: orders.ServiceAccountName,
						Volumes:            corev1.VolumeArray{volume},
						Containers: corev1.ContainerArray{corev1.ContainerArgs{
							Name:         pulumi.String("app"),
							Image:        pulumi.String("example/orders:1.0.0"),
							VolumeMounts: corev1.VolumeMountArray{mount},
							Env:          corev1.EnvVarArray{password},
						}},
					},
				},
			},
		})
		if err != nil {
			return err
		}

		ctx.Export("trust", orders.Trust)
		return nil
	})
}
