import { expect } from "chai";
import { isToBeTaken, keyVaultApiVersion } from "../../scripts/key-vault-api";

describe("the scheduled check of Key Vault's API version", () => {
  it("reads the version that the installed azure-native uses by default", () => {
    expect(keyVaultApiVersion()).to.match(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("reports the first version that does not retire, and none before it", () => {
    expect(["2024-11-01", "2025-05-01", "2026-02-01", "2026-04-01-preview"].map(isToBeTaken)).to.deep.equal([
      false,
      false,
      true,
      true,
    ]);
  });
});
