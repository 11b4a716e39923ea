package myproject;

import com.pulumi.Pulumi;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentity;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentityArgs;
import com.pulumi.azureworkloadidentity.inputs.ClusterArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultObjectArgs;
import com.pulumi.azureworkloadidentity.inputs.UserAssignedIdentityArgs;
import com.pulumi.azureworkloadidentity.outputs.EnvVar;
import com.pulumi.azureworkloadidentity.outputs.Volume;
import com.pulumi.azureworkloadidentity.outputs.VolumeMount;
import com.pulumi.core.Output;
import com.pulumi.kubernetes.apps.v1.Deployment;
import com.pulumi.kubernetes.apps.v1.DeploymentArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.CSIVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodTemplateSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.SecretKeySelectorArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import java.util.List;
import java.util.Map;

public class App {
  public static void main(String[] args) {
    Pulumi.run(
        context -> {
          var orders =
              new KeyVaultWorkloadIdentity(
                  "orders",
                  KeyVaultWorkloadIdentityArgs.builder()
                      .namespace("shop")
                      .clusters(
                          Map.of(
                              "aks-prod",
                              ClusterArgs.builder().resourceGroupName("platform").build()))
                      .userAssignedIdentity(
                          UserAssignedIdentityArgs.builder().resourceGroupName("shop").build())
                      .keyVaults(
                          Map.of(
                              "kv-shop",
                              KeyVaultArgs.builder()
                                  .resourceGroupName("shop")
                                  .objects(
                                      Map.of(
                                          "db-password",
                                          KeyVaultObjectArgs.Empty,
                                          "tls.pem",
                                          KeyVaultObjectArgs.builder()
                                              .objectName("web-tls")
                                              .build()))
                                  .env(Map.of("DB_PASSWORD", "db-password"))
                                  .build()))
                      .podLabels(Map.of("app", "orders"))
                      .build());

          new Deployment(
              "orders",
              DeploymentArgs.builder()
                  .metadata(ObjectMetaArgs.builder().name("orders").namespace("shop").build())
                  .spec(
                      DeploymentSpecArgs.builder()
                          .selector(
                              LabelSelectorArgs.builder()
                                  .matchLabels(Map.of("app", "orders"))
                                  .build())
                          .template(
                              PodTemplateSpecArgs.builder()
                                  .metadata(
                                      ObjectMetaArgs.builder().labels(orders.podLabels()).build())
                                  .spec(
                                      PodSpecArgs.builder()
                                          .serviceAccountName(orders.serviceAccountName())
                                          .volumes(volumes(orders.volumes()))
                                          .containers(
                                              ContainerArgs.builder()
                                                  .name("app")
                                                  .image("example/orders:1.0.0")
                                                  .volumeMounts(mounts(orders.volumeMounts()))
                                                  .env(env(orders.env()))
                                                  .build())
                                          .build())
                                  .build())
                          .build())
                  .build());

          context.export("trust", orders.trust());
        });
  }

  // The lists of the component in the types of the Kubernetes SDK: copy these functions.

  private static Output<List<VolumeArgs>> volumes(Output<List<Volume>> of) {
    return of.applyValue(all -> all.stream().map(App::volume).toList());
  }

  private static Output<List<VolumeMountArgs>> mounts(Output<List<VolumeMount>> of) {
    return of.applyValue(all -> all.stream().map(App::mount).toList());
  }

  private static Output<List<EnvVarArgs>> env(Output<List<EnvVar>> of) {
    return of.applyValue(all -> all.stream().map(App::variable).toList());
  }

  private static VolumeArgs volume(Volume volume) {
    return VolumeArgs.builder()
        .name(volume.name())
        .csi(
            CSIVolumeSourceArgs.builder()
                .driver(volume.csi().driver())
                .readOnly(volume.csi().readOnly())
                .volumeAttributes(volume.csi().volumeAttributes())
                .build())
        .build();
  }

  private static VolumeMountArgs mount(VolumeMount mount) {
    return VolumeMountArgs.builder()
        .name(mount.name())
        .mountPath(mount.mountPath())
        .readOnly(mount.readOnly())
        .build();
  }

  private static EnvVarArgs variable(EnvVar variable) {
    var key = variable.valueFrom().secretKeyRef();
    return EnvVarArgs.builder()
        .name(variable.name())
        .valueFrom(
            EnvVarSourceArgs.builder()
                .secretKeyRef(
                    SecretKeySelectorArgs.builder().name(key.name()).key(key.key()).build())
                .build())
        .build();
  }
}
