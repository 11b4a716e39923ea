import { expect } from "chai";
import { exampleLives, only, succeeded } from "./support/example";

exampleLives({
  folder: "aks-walkthrough-typescript",
  creates: [
    "wikvcsi",
    "wikvcsi",
    "wikvcsi",
    "test-secret",
    "demo",
    "kvcsi",
    "kvcsi-identity",
    "kvcsi-credential-wikvcsi",
    "kvcsi-grant-wikvcsi-secrets-user",
    "kvcsi-service-account",
    "kvcsi-secret-provider-class-wikvcsi",
    "kvcsi-pod",
  ],
  trust: [
    'Any pod in namespace "demo" of cluster "wikvcsi" (AKS cluster not known yet) that runs as service account "kvcsi"',
    "acts as a new user-assigned identity and can:",
    'list and read every secret in a vault not known yet (key "wikvcsi"), private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from a vault not known yet (key "wikvcsi"): TestSecret.',
    'Copied into Kubernetes Secret "foosecret" (secretvalue from TestSecret): readable by anyone who can read Secrets in "demo".',
    'Copied into Kubernetes Secret "kvcsi-wikvcsi-env" (SECRET_DATA from TestSecret): readable by anyone who can read Secrets in "demo".',
    'Anyone who can create pods or service account tokens in "demo" can act as it too.',
  ],
  check: async ({ azure, kubernetes }, workspace) => {
    // The cluster exists now, so that its settings are looked at: none of them stops a pod.
    const { diagnostics } = succeeded(await workspace.preview());
    expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);

    const { oidcIssuerProfile } = only(azure, "ManagedCluster") as {
      oidcIssuerProfile?: { issuerURL: string };
    };
    expect(only(azure, "FederatedIdentityCredential")).to.deep.include({
      issuer: oidcIssuerProfile?.issuerURL,
      subject: "system:serviceaccount:demo:kvcsi",
    });
    const vault = azure.find(({ type }) => type.endsWith(":Vault"));
    expect(only(kubernetes, "SecretProviderClass")).to.have.nested.property(
      "spec.parameters.keyvaultName",
      vault?.properties.name,
    );
    expect(only(kubernetes, "SecretProviderClass").spec).to.have.property("secretObjects").with.length(2);
    expect(JSON.stringify(only(kubernetes, "Pod").spec)).to.include('"name":"SECRET_DATA"');
  },
});
