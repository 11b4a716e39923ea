import { expect } from "chai";
import { exampleLives, only } from "./support/example";

exampleLives({
  folder: "sovereign-cloud-yaml",
  creates: [
    "records",
    "records-identity",
    "records-credential-aks-virginia",
    "records-grant-kv-records-secrets-user",
    "records-service-account",
    "records-secret-provider-class-kv-records",
    "records-pod",
  ],
  trust: [
    'Any pod in namespace "agency" of cluster "aks-virginia" (resource group "platform") that runs as service account "records"',
    "acts as a new user-assigned identity and can:",
    'list and read every secret in vault "kv-records", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-records": archive.pfx (object archive).',
    'Anyone who can create pods or service account tokens in "agency" can act as it too.',
  ],
  check: ({ azure, kubernetes }) => {
    expect(only(kubernetes, "SecretProviderClass")).to.have.nested.property(
      "spec.parameters.cloudName",
      "AzureUSGovernmentCloud",
    );
    // The audience is the same in every cloud.
    expect(only(azure, "FederatedIdentityCredential").audiences).to.deep.equal([
      "api://AzureADTokenExchange",
    ]);
    expect(only(kubernetes, "Pod").spec).to.deep.include({ nodeSelector: { "kubernetes.io/os": "windows" } });
  },
});
