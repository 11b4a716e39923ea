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
		namespace, err := corev1.NewNamespace(ctx, "checkout", &corev1.NamespaceArgs{
			Metadata: metav1.ObjectMetaArgs{
				Name:   pulumi.String("checkout"),
				Labels: pulumi.StringMap{"team": pulumi.String("payments")},
			},
		})
		if err != nil {
			return err
		}

		certificate := workloadidentity.ObjectTypeCertificate
		onObjects := workloadidentity.RoleScopeObject
		checkout, err := workloadidentity.NewKeyVaultWorkloadIdentity(ctx, "checkout", &workloadidentity.KeyVaultWorkloadIdentityArgs{
			Namespace: namespace.Metadata.Name().Elem(),
			Clusters: map[string]workloadidentity.ClusterArgs{
				"aks-prod":  {ResourceGroupName: pulumi.String("platform")},
				"aks-green": {ResourceGroupName: pulumi.String("platform")},
			},
			Application:    &workloadidentity.EntraApplicationArgs{DisplayName: pulumi.String("checkout")},
			ServiceAccount: &workloadidentity.WorkloadServiceAccountArgs{TokenExpirationSeconds: pulumi.Int(7200)},
			KeyVaults: map[string]workloadidentity.KeyVaultArgs{
				"kv-shared": {
					ResourceGroupName: pulumi.String("platform"),
					RoleScope:         &onObjects,
					Objects: map[string]workloadidentity.KeyVaultObjectArgs{
						"ca.pem": {ObjectName: pulumi.StringRef("corporate-root"), ObjectType: &certificate},
					},
					MountPath: pulumi.String("/etc/ca"),
				},
				"kv-shop": {
					ResourceGroupName: pulumi.String("shop"),
					Objects: map[string]workloadidentity.KeyVaultObjectArgs{
						"tls.pem":     {ObjectName: pulumi.StringRef("checkout-tls")},
						"db-password": {ObjectVersionHistory: pulumi.IntRef(2)},
						"api-token":   {FilePermission: pulumi.String("0400")},
					},
					SyncedSecrets: map[string]workloadidentity.SyncedSecretArgs{
						"checkout-tls": {
							Type:   pulumi.StringRef("kubernetes.io/tls"),
							Data:   map[string]string{"tls.crt": "tls.pem", "tls.key": "tls.pem"},
							Labels: namespace.Metadata.Labels(),
						},
					},
					Env: map[string]string{"API_TOKEN": "api-token"},
				},
			},
			PodLabels: pulumi.StringMap{"app": pulumi.String("checkout")},
		})
		if err != nil {
			return err
		}

		// Volumes and mounts by the keys of their vaults.
		var volumes corev1.VolumeArray
		var mounts corev1.VolumeMountArray
		for _, key := range []string{"kv-shared", "kv-shop"} {
			vault := pulumi.String(key)
			volumes = append(volumes, corev1.VolumeArgs{
				Name: checkout.VolumeNames.MapIndex(vault),
				Csi: corev1.CSIVolumeSourceArgs{
					Driver:   checkout.CsiDriverName,
					ReadOnly: pulumi.Bool(true),
					VolumeAttributes: pulumi.StringMap{
						"secretProviderClass": checkout.SecretProviderClassNames.MapIndex(vault),
					},
				},
			})
			mounts = append(mounts, corev1.VolumeMountArgs{
				Name:      checkout.VolumeNames.MapIndex(vault),
				MountPath: checkout.MountPaths.MapIndex(vault),
				ReadOnly:  pulumi.Bool(true),
			})
		}
		token := corev1.EnvVarArgs{
			Name: pulumi.String("API_TOKEN"),
			ValueFrom: corev1.EnvVarSourceArgs{
				SecretKeyRef: corev1.SecretKeySelectorArgs{
					Name: checkout.EnvSecretNames.MapIndex(pulumi.String("kv-shop")),
					Key:  pulumi.String("API_TOKEN"),
				},
			},
		}

		_, err = appsv1.NewDeployment(ctx, "checkout", &appsv1.DeploymentArgs{
			Metadata: metav1.ObjectMetaArgs{Name: pulumi.String("checkout"), Namespace: checkout.Namespace},
			Spec: appsv1.DeploymentSpecArgs{
				Selector: metav1.LabelSelectorArgs{MatchLabels: pulumi.StringMap{"app": pulumi.String("checkout")}},
				Template: corev1.PodTemplateSpecArgs{
					Metadata: metav1.ObjectMetaArgs{Labels: checkout.PodLabels},
					Spec: corev1.PodSpecArgs{
						ServiceAccountName: checkout.ServiceAccountName,
						Volumes:            volumes,
						Containers: corev1.ContainerArray{corev1.ContainerArgs{
							Name:         pulumi.String("app"),
							Image:        pulumi.String("example/checkout:1.0.0"),
							VolumeMounts: mounts,
							Env:          corev1.EnvVarArray{token},
						}},
					},
				},
			},
		})
		if err != nil {
			return err
		}

		ctx.Export("trust", checkout.Trust)
		return nil
	})
}
