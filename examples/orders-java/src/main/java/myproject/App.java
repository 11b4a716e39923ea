package myproject;

import com.pulumi.Pulumi;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentity;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentityArgs;
import com.pulumi.azureworkloadidentity.inputs.ClusterArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultObjectArgs;
import com.pulumi.azureworkloadidentity.inputs.UserAssignedIdentityArgs;
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

          // The volume, its mount and the variable, by the key of their vault.
          var volumeName = orders.volumeNames().applyValue(names -> names.get("kv-shop"));
          var volume =
              VolumeArgs.builder()
                  .name(volumeName)
                  .csi(
                      CSIVolumeSourceArgs.builder()
                          .driver(orders.csiDriverName())
                          .readOnly(true)
                          .volumeAttributes(
                              orders
                                  .secretProviderClassNames()
                                  .applyValue(
                                      names ->
                                          Map.of("secretProviderClass", names.get("kv-shop"))))
                          .build())
                  .build();
          var mount =
              VolumeMountArgs.builder()
                  .name(volumeName)
                  .mountPath(orders.mountPaths().applyValue(paths -> paths.get("kv-shop")))
                  .readOnly(true)
                  .build();
          var password =
              EnvVarArgs.builder()
                  .name("DB_PASSWORD")
                  .valueFrom(
                      EnvVarSourceArgs.builder()
                          .secretKeyRef(
                              SecretKeySelectorArgs.builder()
                                  .name(
                                      orders
                                          .envSecretNames()
                                          .applyValue(names -> names.get("kv-shop")))
                                  .key("DB_PASSWORD")
                                  .build())
                          .build())
                  .build();

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
                                          .volumes(volume)
                                          .containers(
                                              ContainerArgs.builder()
                                                  .name("app")
                                                  .image("example/orders:1.0.0")
                                                  .volumeMounts(mount)
                                                  .env(password)
                                                  .build())
                                          .build())
                                  .build())
                          .build())
                  .build());

          context.export("trust", orders.trust());
        });
  }
}
