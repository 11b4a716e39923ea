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

		_, err = appsv1.NewDeployment(ctx, "checkout", &appsv1.DeploymentArgs{
			Metadata: metav1.ObjectMetaArgs{Name: pulumi.String("checkout"), Namespace: checkout.Namespace},
			Spec: appsv1.DeploymentSpecArgs{
				Selector: metav1.LabelSelectorArgs{MatchLabels: pulumi.StringMap{"app": pulumi.String("checkout")}},
				Template: corev1.PodTemplateSpecArgs{
					Metadata: metav1.ObjectMetaArgs{Labels: checkout.PodLabels},
					Spec: corev1.PodSpecArgs{
						ServiceAccountName: checkout.ServiceAccountName,
						Volumes:            volumes(checkout.Volumes),
						Containers: corev1.ContainerArray{corev1.ContainerArgs{
							Name:         pulumi.String("app"),
							Image:        pulumi.String("example/checkout:1.0.0"),
							VolumeMounts: mounts(checkout.VolumeMounts),
							Env:          env(checkout.Env),
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

// The lists of the component in the types of the Kubernetes SDK: copy these functions.

func volumes(of workloadidentity.VolumeArrayOutput) corev1.VolumeArrayOutput {
	return of.ApplyT(func(all []workloadidentity.Volume) (converted []corev1.Volume) {
		for _, v := range all {
			converted = append(converted, corev1.Volume{Name: v.Name, Csi: &corev1.CSIVolumeSource{
				Driver:           v.Csi.Driver,
				ReadOnly:         &v.Csi.ReadOnly,
				VolumeAttributes: v.Csi.VolumeAttributes,
			}})
		}
		return converted
	}).(corev1.VolumeArrayOutput)
}

func mounts(of workloadidentity.VolumeMountArrayOutput) corev1.VolumeMountArrayOutput {
	return of.ApplyT(func(all []workloadidentity.VolumeMount) (converted []corev1.VolumeMount) {
		for _, m := range all {
			converted = append(converted, corev1.VolumeMount{Name: m.Name, MountPath: m.MountPath, ReadOnly: &m.ReadOnly})
		}
		return converted
	}).(corev1.VolumeMountArrayOutput)
}

func env(of workloadidentity.EnvVarArrayOutput) corev1.EnvVarArrayOutput {
	return of.ApplyT(func(all []workloadidentity.EnvVar) (converted []corev1.EnvVar) {
		for _, e := range all {
			key := e.ValueFrom.SecretKeyRef
			converted = append(converted, corev1.EnvVar{Name: e.Name, ValueFrom: &corev1.EnvVarSource{
				SecretKeyRef: &corev1.SecretKeySelector{Name: &key.Name, Key: key.Key},
			}})
		}
		return converted
	}).(corev1.EnvVarArrayOutput)
}
