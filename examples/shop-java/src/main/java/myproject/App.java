package myproject;

import com.pulumi.Pulumi;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentity;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentityArgs;
import com.pulumi.azureworkloadidentity.enums.ObjectType;
import com.pulumi.azureworkloadidentity.enums.RoleScope;
import com.pulumi.azureworkloadidentity.inputs.ClusterArgs;
import com.pulumi.azureworkloadidentity.inputs.EntraApplicationArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultObjectArgs;
import com.pulumi.azureworkloadidentity.inputs.SyncedSecretArgs;
import com.pulumi.azureworkloadidentity.inputs.WorkloadServiceAccountArgs;
import com.pulumi.azureworkloadidentity.outputs.EnvVar;
import com.pulumi.azureworkloadidentity.outputs.Volume;
import com.pulumi.azureworkloadidentity.outputs.VolumeMount;
import com.pulumi.core.Output;
import com.pulumi.kubernetes.apps.v1.Deployment;
import com.pulumi.kubernetes.apps.v1.DeploymentArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentSpecArgs;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
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
          var namespace =
              new Namespace(
                  "checkout",
                  NamespaceArgs.builder()
                      .metadata(
                          ObjectMetaArgs.builder()
                              .name("checkout")
                              .labels(Map.of("team", "payments"))
                              .build())
                      .build());
          var namespaceName = namespace.metadata().applyValue(it -> it.name().orElseThrow());
          var namespaceLabels = namespace.metadata().applyValue(it -> it.labels());

          var checkout =
              new KeyVaultWorkloadIdentity(
                  "checkout",
                  KeyVaultWorkloadIdentityArgs.builder()
                      .namespace(namespaceName)
                      .clusters(
                          Map.of(
                              "aks-prod",
                              ClusterArgs.builder().resourceGroupName("platform").build(),
                              "aks-green",
                              ClusterArgs.builder().resourceGroupName("platform").build()))
                      .application(EntraApplicationArgs.builder().displayName("checkout").build())
                      .serviceAccount(
                          WorkloadServiceAccountArgs.builder().tokenExpirationSeconds(7200).build())
                      .keyVaults(Map.of("kv-shared", kvShared(), "kv-shop", kvShop(namespaceLabels)))
                      .podLabels(Map.of("app", "checkout"))
                      .build());

          new Deployment(
              "checkout",
              DeploymentArgs.builder()
                  .metadata(
                      ObjectMetaArgs.builder()
                          .name("checkout")
                          .namespace(checkout.namespace())
                          .build())
                  .spec(
                      DeploymentSpecArgs.builder()
                          .selector(
                              LabelSelectorArgs.builder()
                                  .matchLabels(Map.of("app", "checkout"))
                                  .build())
                          .template(
                              PodTemplateSpecArgs.builder()
                                  .metadata(
                                      ObjectMetaArgs.builder().labels(checkout.podLabels()).build())
                                  .spec(
                                      PodSpecArgs.builder()
                                          .serviceAccountName(checkout.serviceAccountName())
                                          .volumes(volumes(checkout.volumes()))
                                          .containers(
                                              ContainerArgs.builder()
                                                  .name("app")
                                                  .image("example/checkout:1.0.0")
                                                  .volumeMounts(mounts(checkout.volumeMounts()))
                                                  .env(env(checkout.env()))
                                                  .build())
                                          .build())
                                  .build())
                          .build())
                  .build());

          context.export("trust", checkout.trust());
        });
  }

  private static KeyVaultArgs kvShared() {
    return KeyVaultArgs.builder()
        .resourceGroupName("platform")
        .roleScope(RoleScope.Object)
        .objects(
            Map.of(
                "ca.pem",
                KeyVaultObjectArgs.builder()
                    .objectName("corporate-root")
                    .objectType(ObjectType.Certificate)
                    .build()))
        .mountPath("/etc/ca")
        .build();
  }

  private static KeyVaultArgs kvShop(Output<Map<String, String>> labels) {
    return KeyVaultArgs.builder()
        .resourceGroupName("shop")
        .objects(
            Map.of(
                "tls.pem",
                KeyVaultObjectArgs.builder().objectName("checkout-tls").build(),
                "db-password",
                KeyVaultObjectArgs.builder().objectVersionHistory(2).build(),
                "api-token",
                KeyVaultObjectArgs.builder().filePermission("0400").build()))
        .syncedSecrets(
            Map.of(
                "checkout-tls",
                SyncedSecretArgs.builder()
                    .type("kubernetes.io/tls")
                    .data(Map.of("tls.crt", "tls.pem", "tls.key", "tls.pem"))
                    .labels(labels)
                    .build()))
        .env(Map.of("API_TOKEN", "api-token"))
        .build();
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
