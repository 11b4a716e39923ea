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

		_, err = appsv1.NewDeployment(ctx, "orders", &appsv1.DeploymentArgs{
			Metadata: metav1.ObjectMetaArgs{Name: pulumi.String("orders"), Namespace: pulumi.String("shop")},
			Spec: appsv1.DeploymentSpecArgs{
				Selector: metav1.LabelSelectorArgs{MatchLabels: pulumi.StringMap{"app": pulumi.String("orders")}},
				Template: corev1.PodTemplateSpecArgs{
					Metadata: metav1.ObjectMetaArgs{Labels: orders.PodLabels},
					Spec: corev1.PodSpecArgs{
						ServiceAccountName: orders.ServiceAccountName,
						Volumes:            volumes(orders.Volumes),
						Containers: corev1.ContainerArray{corev1.ContainerArgs{
							Name:         pulumi.String("app"),
							Image:        pulumi.String("example/orders:1.0.0"),
							VolumeMounts: mounts(orders.VolumeMounts),
							Env:          env(orders.Env),
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
