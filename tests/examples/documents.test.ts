import { expect } from "chai";
import { exampleLives, exampleWorld, only } from "./support/example";
import { tenantId } from "./support/surroundings";

const podsOf = (namespace: string) =>
  `Anyone who can create pods or service account tokens in "${namespace}" can act as it too.`;

const [handedOut] = exampleWorld("sdk-and-mount-yaml").identities ?? [];

const rbacGrants = [
  'list and read every certificate and every public key in vault "kv-shop", its settings and role assignments, and the names and settings of its secrets, but not their values, and manage alert rules, deployments and support tickets there (role Key Vault Reader on the vault)',
  'list and read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
];

exampleLives({
  folder: "managed-identity-yaml",
  creates: [
    "busybox",
    "busybox-identity",
    "busybox-credential-aks-prod",
    "busybox-grant-kv-shop-reader",
    "busybox-grant-kv-shop-secrets-user",
    "busybox-service-account",
    "busybox-secret-provider-class-kv-shop",
    "busybox-pod",
  ],
  trust: [
    'Any pod in namespace "default" of cluster "aks-prod" (resource group "platform") that runs as service account "busybox"',
    "acts as a new user-assigned identity and can:",
    ...rbacGrants,
    'Mounted from "kv-shop": key1 (public key key1), secret1.',
    podsOf("default"),
  ],
  check: ({ azure, kubernetes }) => {
    const { clientId, principalId } = only(azure, "UserAssignedIdentity");
    expect(azure.filter(({ properties }) => properties.principalId === principalId)).to.have.length(3);
    expect(only(kubernetes, "SecretProviderClass").spec).to.deep.include({ provider: "azure" });
    expect(JSON.stringify(only(kubernetes, "SecretProviderClass"))).to.include(`"clientID":"${clientId}"`);
    expect(only(kubernetes, "Pod").spec).to.deep.include({ serviceAccountName: "busybox" });
  },
});

exampleLives({
  folder: "minimal-yaml",
  creates: [
    "busybox",
    "busybox-identity",
    "busybox-credential-aks-prod",
    "busybox-grant-kv-shop-reader",
    "busybox-grant-kv-shop-secrets-user",
    "busybox-service-account",
    "busybox-secret-provider-class-kv-shop",
    "pod",
  ],
  trust: [
    'Any pod in namespace "default" of cluster "aks-prod" (resource group "platform") that runs as service account "busybox"',
    "acts as a new user-assigned identity and can:",
    ...rbacGrants,
    'Mounted from "kv-shop": key1 (public key key1), secret1.',
    podsOf("default"),
  ],
  check: ({ azure, kubernetes }) => {
    expect(only(azure, "FederatedIdentityCredential")).to.deep.include({
      subject: "system:serviceaccount:default:busybox",
      audiences: ["api://AzureADTokenExchange"],
    });
    expect(JSON.stringify(only(kubernetes, "Pod").spec)).to.include(
      '"secretProviderClass":"busybox-kv-shop"',
    );
  },
});

exampleLives({
  folder: "entra-application-typescript",
  creates: [
    "busybox",
    "busybox-application",
    "busybox-service-principal",
    "busybox-credential-aks-prod",
    "busybox-policy-kv-shop",
    "busybox-service-account",
    "busybox-secret-provider-class-kv-shop",
    "busybox-pod",
  ],
  trust: [
    'Any pod in namespace "default" of cluster "aks-prod" (resource group "platform") that runs as service account "busybox"',
    'acts as the Entra application "busybox" and can:',
    'read every certificate in vault "kv-shop" (access policy: certificates get)',
    'read every public key in vault "kv-shop" (access policy: keys get)',
    'read every secret in vault "kv-shop", private keys of its certificates included (access policy: secrets get)',
    'Mounted from "kv-shop": cert1 (certificate cert1), key1 (public key key1), secret1.',
    podsOf("default"),
  ],
  check: ({ azure, entra, kubernetes }) => {
    const { clientId } = only(entra, "Application");
    expect(entra.map(({ type }) => type.split(":").at(-1))).to.have.members([
      "Application",
      "ServicePrincipal",
      "ApplicationFederatedIdentityCredential",
    ]);
    expect(JSON.stringify(only(kubernetes, "SecretProviderClass"))).to.include(`"clientID":"${clientId}"`);
    expect(only(azure, "AccessPolicy")).to.have.nested.property(
      "policy.objectId",
      only(entra, "ServicePrincipal").objectId,
    );
    expect(only(azure, "AccessPolicy").policy).to.have.deep.property("permissions", {
      secrets: ["get"],
      keys: ["get"],
      certificates: ["get"],
    });
  },
});

exampleLives({
  folder: "sdk-and-mount-yaml",
  creates: [
    "tutorial",
    "tutorial-grant-kv-mounted-secrets-user",
    "tutorial-grant-kv-read-by-sdk-secrets-user",
    "tutorial-service-account-patch",
    "tutorial-secret-provider-class-kv-mounted",
    "pod",
  ],
  trust: [
    'Any pod in namespace "customer-namespaces" that runs as service account "k8saas-customer-sa-workload-id", on the clusters that were federated elsewhere,',
    'acts as the existing user-assigned identity "k8saas-sandbox-customer-workload-id" in resource group "k8saas-sandbox" and can:',
    'list and read every secret in vault "kv-mounted", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'list and read every secret in vault "kv-read-by-sdk", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "kv-mounted": wid-tuto-password.',
    'Read from "kv-read-by-sdk" by the workload itself, not mounted: api-token.',
    "The identity existed before: its other permissions stay, and anyone with another credential of it can do the same.",
    podsOf("customer-namespaces"),
  ],
  check: ({ azure, kubernetes }) => {
    const assignments = azure.filter(({ type }) => type.endsWith(":RoleAssignment"));
    expect(assignments.map(({ properties }) => properties.principalId)).to.deep.equal([
      handedOut?.principalId,
      handedOut?.principalId,
    ]);
    expect(only(kubernetes, "ServiceAccount").metadata).to.have.deep.property("annotations", {
      "azure.workload.identity/client-id": handedOut?.clientId,
      "azure.workload.identity/tenant-id": tenantId,
    });
    expect(JSON.stringify(only(kubernetes, "Pod").spec)).to.include(
      '{"name":"KEYVAULT_URL","value":"https://kv-read-by-sdk.vault.azure.net/"}',
    );
    expect(only(kubernetes, "Pod").metadata).to.have.deep.property("labels", {
      app: "tutorial",
      "azure.workload.identity/use": "true",
    });
  },
});

exampleLives({
  folder: "cluster-outside-azure-yaml",
  creates: [
    "csi-secret",
    "csi-secret-credential-eks-demo",
    "csi-secret-grant-codesamples-kv-secrets-user",
    "csi-secret-service-account",
    "csi-secret-secret-provider-class-codesamples-kv",
    "pod",
  ],
  trust: [
    'Any pod in namespace "default" of cluster "eks-demo" (issuer "https://oidc.eks.eu-west-1.amazonaws.com/id/D5394633E53DE1B716D39A2E7A5C1F48") that runs as service account "workload-identity-sa"',
    "acts as the existing Entra application aead113c-24c6-47e3-93ce-3a7dafc5fd99 and can:",
    'list and read every secret in vault "codesamples-kv", private keys of its certificates included (role Key Vault Secrets User on the vault)',
    'Mounted from "codesamples-kv": demo-secret.',
    "The identity existed before: its other permissions stay, and anyone with another credential of it can do the same.",
    podsOf("default"),
  ],
  check: ({ azure, entra, kubernetes }) => {
    expect(only(entra, "ApplicationFederatedIdentityCredential")).to.deep.include({
      issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/D5394633E53DE1B716D39A2E7A5C1F48",
      subject: "system:serviceaccount:default:workload-identity-sa",
      audiences: ["api://AzureADTokenExchange"],
    });
    expect(only(azure, "RoleAssignment").principalId).to.equal("7c1d5a36-0b7e-4d0f-8c57-5c2e9a4b6d18");
    expect(only(kubernetes, "SecretProviderClass")).to.have.nested.property(
      "spec.parameters.clientID",
      "aead113c-24c6-47e3-93ce-3a7dafc5fd99",
    );
  },
});
