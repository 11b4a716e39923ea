import { expect } from "chai";
import { vaultUri } from "../../src/model/vault-uri";

describe("the URI of a vault", () => {
  it("is in the vault's cloud, in lower case, and ends with a slash as Azure shows it", () => {
    expect(vaultUri("KV-Shop")).to.equal("https://kv-shop.vault.azure.net/");
    expect(vaultUri("kv", "AzurePublicCloud")).to.equal("https://kv.vault.azure.net/");
    expect(vaultUri("kv", "AzureUSGovernmentCloud")).to.equal("https://kv.vault.usgovcloudapi.net/");
    expect(vaultUri("kv", "AzureChinaCloud")).to.equal("https://kv.vault.azure.cn/");
  });
});
