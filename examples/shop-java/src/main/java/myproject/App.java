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

          var vaults = List.of("kv-shared", "kv-shop");
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
                                          .volumes(
                                              vaults.stream()
                                                  .map(vault -> volume(checkout, vault))
                                                  .toList())
                                          .containers(
                                              ContainerArgs.builder()
                                                  .name("app")
                                                  .image("example/checkout:1.0.0")
                                                  .volumeMounts(
                                                      vaults.stream()
                                                          .map(vault -> mount(checkout, vault))
                                                          .toList())
                                                  .env(variable(checkout, "kv-shop", "API_TOKEN"))
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

  private static VolumeArgs volume(KeyVaultWorkloadIdentity identity, String vault) {
    return VolumeArgs.builder()
        .name(identity.volumeNames().applyValue(names -> names.get(vault)))
        .csi(
            CSIVolumeSourceArgs.builder()
                .driver(identity.csiDriverName())
                .readOnly(true)
                .volumeAttributes(
                    identity
                        .secretProviderClassNames()
                        .applyValue(names -> Map.of("secretProviderClass", names.get(vault))))
                .build())
        .build();
  }

  private static VolumeMountArgs mount(KeyVaultWorkloadIdentity identity, String vault) {
    return VolumeMountArgs.builder()
        .name(identity.volumeNames().applyValue(names -> names.get(vault)))
        .mountPath(identity.mountPaths().applyValue(paths -> paths.get(vault)))
        .readOnly(true)
        .build();
  }

  private static EnvVarArgs variable(
      KeyVaultWorkloadIdentity identity, String vault, String name) {
    return EnvVarArgs.builder()
        .name(name)
        .valueFrom(
            EnvVarSourceArgs.builder()
                .secretKeyRef(
                    SecretKeySelectorArgs.builder()
                        .name(identity.envSecretNames().applyValue(names -> names.get(vault)))
                        .key(name)
                        .build())
                .build())
        .build();
  }
}
