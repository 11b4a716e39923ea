import { expect } from "chai";
import * as vocabulary from "../../src/model/vocabulary";

describe("the vocabulary", () => {
  it("spells every name as the programs that read it spell it", () => {
    expect({ ...vocabulary }).to.deep.equal({
      secretProviderClassApiVersion: "secrets-store.csi.x-k8s.io/v1",
      secretProviderClassKind: "SecretProviderClass",
      csiDriverName: "secrets-store.csi.k8s.io",
      csiProviderName: "azure",
      secretProviderClassAttribute: "secretProviderClass",
      tokenAudience: "api://AzureADTokenExchange",
      publicCloud: "AzurePublicCloud",
      cloudOfVaultHost: {
        "vault.azure.net": "AzurePublicCloud",
        "vault.usgovcloudapi.net": "AzureUSGovernmentCloud",
        "vault.azure.cn": "AzureChinaCloud",
      },
      parameter: {
        clientId: "clientID",
        keyVaultName: "keyvaultName",
        tenantId: "tenantID",
        cloudName: "cloudName",
        objects: "objects",
      },
      webhook: {
        prefix: "azure.workload.identity/",
        useLabel: "azure.workload.identity/use",
        clientIdAnnotation: "azure.workload.identity/client-id",
        tenantIdAnnotation: "azure.workload.identity/tenant-id",
        tokenExpirationAnnotation: "azure.workload.identity/service-account-token-expiration",
      },
      opaqueSecret: "Opaque",
    });
  });
});
