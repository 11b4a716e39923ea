import com.pulumi.Pulumi;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentity;
import com.pulumi.azureworkloadidentity.KeyVaultWorkloadIdentityArgs;
import com.pulumi.azureworkloadidentity.enums.ObjectFormat;
import com.pulumi.azureworkloadidentity.enums.ObjectType;
import com.pulumi.azureworkloadidentity.enums.PermissionModel;
import com.pulumi.azureworkloadidentity.enums.ServiceAccountManagement;
import com.pulumi.azureworkloadidentity.inputs.ClusterArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultArgs;
import com.pulumi.azureworkloadidentity.inputs.KeyVaultObjectArgs;
import com.pulumi.azureworkloadidentity.inputs.SyncedSecretArgs;
import com.pulumi.azureworkloadidentity.inputs.UserAssignedIdentityArgs;
import com.pulumi.azureworkloadidentity.inputs.WorkloadServiceAccountArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.Map;

/** Every kind of input: outputs, plain maps, enumerations, whole numbers. */
public final class Use {
  private Use() {}

  public static void main(String[] arguments) {
    Pulumi.run(
        context -> {
          Output<String> group = Output.of("platform");
          var vault =
              KeyVaultArgs.builder()
                  .resourceGroupName("shop")
                  .permissionModel(PermissionModel.AzureRbac)
                  .objects(
                      Map.of(
                          "db-password", KeyVaultObjectArgs.Empty,
                          "tls.pem",
                              KeyVaultObjectArgs.builder()
                                  .objectName("web-tls")
                                  .objectFormat(ObjectFormat.Pem)
                                  .build(),
                          "signing",
                              KeyVaultObjectArgs.builder()
                                  .objectType(ObjectType.Key)
                                  .objectVersionHistory(2)
                                  .build()))
                  .env(Map.of("DB_PASSWORD", "db-password"))
                  .syncedSecrets(
                      Map.of(
                          "copy",
                          SyncedSecretArgs.builder().data(Map.of("password", "db-password")).build()))
                  .build();
          var orders =
              new KeyVaultWorkloadIdentity(
                  "orders",
                  KeyVaultWorkloadIdentityArgs.builder()
                      .namespace(group)
                      .clusters(
                          Map.of("aks-prod", ClusterArgs.builder().resourceGroupName(group).build()))
                      .userAssignedIdentity(
                          UserAssignedIdentityArgs.builder().resourceGroupName("shop").build())
                      .serviceAccount(
                          WorkloadServiceAccountArgs.builder()
                              .management(ServiceAccountManagement.Create)
                              .tokenExpirationSeconds(3600)
                              .build())
                      .keyVaults(Map.of("kv-shop", vault))
                      .podLabels(Map.of("app", "orders"))
                      .build(),
                  ComponentResourceOptions.builder().protect(true).build());
          Output<String> driver = orders.volumes().applyValue(volumes -> volumes.get(0).csi().driver());
          context.export("driver", driver);
          context.export("volume", orders.volumeNames().applyValue(names -> names.get("kv-shop")));
          context.export("trust", orders.trust());
        });
  }
}
