import { expect } from "chai";
import type { FailedChild } from "../../src/model/advice";
import { explainError } from "../../src/model/provider-errors";

const vault = "/subscriptions/s/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop";
const identity =
  "/subscriptions/s/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
const guid = "01234567-89ab-cdef-0123-456789abcdef";
const parent = "orders=urn:pulumi:dev::shop::azure-workload-identity:index:KeyVaultWorkloadIdentity::orders";
const take = (type: string, id: string) =>
  `pulumi import ${type} child ${id} --parent ${parent} --protect=false --generate-code=false`;

const roleAssignment = {
  type: "azure-native:authorization:RoleAssignment",
  inputs: { scope: vault, roleAssignmentName: guid },
};
const credential = {
  type: "azure-native:managedidentity:FederatedIdentityCredential",
  inputs: {
    resourceGroupName: "shop",
    resourceName: "id",
    federatedIdentityCredentialResourceName: "orders-aks",
  },
};
const managedIdentity = { type: "azure-native:managedidentity:UserAssignedIdentity", inputs: {} };
const policy = {
  type: "azure-native:keyvault:AccessPolicy",
  inputs: { vaultName: "kv-shop", policy: { objectId: guid } },
};
const application = { type: "azuread:index/application:Application", inputs: {} };
const applicationCredential = {
  type: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  inputs: { applicationId: `/applications/${guid}` },
};
const metadata = { name: "orders", namespace: "shop" };
const serviceAccount = { type: "kubernetes:core/v1:ServiceAccount", inputs: { metadata } };
const patch = { type: "kubernetes:core/v1:ServiceAccountPatch", inputs: { metadata } };
const providerClass = {
  type: "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
  inputs: { metadata },
};

type Child = Pick<FailedChild, "type" | "inputs">;

/** Of an entry of `roleAssignments`. */
const account = "/subscriptions/s/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/st";
const role = { type: "azure-native:authorization:RoleAssignment", name: "orders-role-storage" };

describe("what is explained of a role on another resource", () => {
  const explain = (message: string, inputs: Record<string, unknown> = { scope: account }) =>
    explainError({ ...role, inputs, message, parent }) ?? "";

  it("names roleAssignments where another owner assigned it, or a key was renamed", () => {
    const id = `${account}/providers/Microsoft.Authorization/roleAssignments/${guid}`;
    for (const text of [
      explain(`cannot create already existing resource '${id}'`),
      explain(`Status=409 Code="RoleAssignmentExists" Message="${existing} ${guid}."`),
    ]) {
      expect(text).to.include("to them: take the entry out of `roleAssignments`.");
      expect(text).not.to.include("vault");
    }
    expect(explain(`cannot create already existing resource '${id}'`)).to.include(
      "If a key of `roleAssignments` or the component was renamed",
    );
  });

  it("names a role that may assign others than those of Key Vault", () => {
    const message = `The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${account}/providers/Microsoft.Authorization/roleAssignments/${guid}'`;
    expect(explain(message)).to.include(
      `take the entry out of \`roleAssignments\`. To grant it: az role assignment create --assignee <deployer> --role "Role Based Access Control Administrator" --scope "${account}"`,
    );
  });

  it("says what to change where there is nothing with the id in its scope", () => {
    for (const code of ["ResourceNotFound", "ResourceGroupNotFound", "ParentResourceNotFound"]) {
      expect(explain(`Status=404 Code="${code}" Message="x"`)).to.include(
        "What the role is assigned on does not exist. Correct the `scope` in `roleAssignments`, or create it first; " +
          "where this program creates it, pass its `id` as an output.",
      );
    }
  });

  it("says where custom roles exist", () => {
    const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
    const message = `Status=400 Code="RoleDefinitionDoesNotExist" Message="The specified role definition with ID 'x' does not exist."`;
    expect(explain(message, { scope: account, roleDefinitionId })).to.include(
      `There is no role definition ${guid} here`,
    );
  });
});

function explained(child: Child, message: string): string | undefined {
  return explainError({ ...child, name: "child", message, parent, deployer: guid });
}

const azcore = (status: number, words: string, code: string, message: string) =>
  `PUT https://management.azure.com/x\n---\nRESPONSE ${status}: ${status} ${words}\nERROR CODE: ${code}\n---\n` +
  `{ "error": { "code": "${code}", "message": "${message}" } }\n---`;
const assignmentId = `${vault}/providers/Microsoft.Authorization/roleAssignments/${guid}`;
const existing = "The role assignment already exists. The ID of the existing role assignment is";

/** The provider's message → what the explanation must hold. */
const cases: readonly [what: string, child: Child, message: string, ...holds: string[]][] = [
  [
    "a role assignment under the component's own name",
    roleAssignment,
    `cannot create already existing resource '${assignmentId}'`,
    `az role assignment delete --ids ${assignmentId}`,
    "If a key of `keyVaults` or the component was renamed, restore the old name, or add an alias.",
  ],
  [
    "a role assignment of another owner",
    roleAssignment,
    `Status=409 Code="RoleAssignmentExists" Message="${existing} ${guid.replaceAll("-", "")}."`,
    "`grants: External`",
    `az role assignment delete --ids ${assignmentId}`,
  ],
  [
    "a role assignment of another owner, in azcore's words",
    roleAssignment,
    azcore(409, "Conflict", "RoleAssignmentExists", `${existing} ${guid}.`),
    `az role assignment delete --ids ${assignmentId}`,
  ],
  [
    "an identity that is not known everywhere in Entra yet",
    roleAssignment,
    azcore(400, "Bad Request", "PrincipalNotFound", "Principal 0123 does not exist in the directory x."),
    "Wait a minute, then run pulumi up again",
  ],
  [
    "a vault that does not exist",
    roleAssignment,
    azcore(
      404,
      "Not Found",
      "ResourceNotFound",
      "The Resource 'x' under resource group 'shop' was not found.",
    ),
    "Correct the vault, or the object of a `roleScope: Object`, in `keyVaults`, or create it first",
  ],
  [
    "a missing permission to assign roles",
    roleAssignment,
    azcore(
      403,
      "Forbidden",
      "AuthorizationFailed",
      `The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${assignmentId}' or the scope is invalid.`,
    ),
    "lacks the permission Microsoft.Authorization/roleAssignments/write",
    "`grants: External`",
    `--role "Key Vault Data Access Administrator" --scope "${vault}"`,
  ],
  [
    "a missing permission to write access policies",
    policy,
    `does not have authorization to perform action 'Microsoft.KeyVault/vaults/accessPolicies/write' over scope '${vault}/accessPolicies/add'`,
    "`grants: External`",
    '--role "Key Vault Contributor"',
  ],
  [
    "a missing permission to add federated credentials",
    credential,
    `does not have authorization to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write' over scope '${identity}'`,
    "leave `clusters` out",
    `--role "Managed Identity Contributor" --scope "${identity}"`,
  ],
  [
    "a missing permission to create the identity",
    managedIdentity,
    `does not have authorization to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/write' over scope '${identity}'`,
    "`userAssignedIdentity.id`",
    '--role "Managed Identity Contributor"',
  ],
  [
    "any other missing permission",
    managedIdentity,
    "does not have authorization to perform action 'Microsoft.Resources/x/read' over scope '/subscriptions/s'",
    "lacks the permission Microsoft.Resources/x/read. It has to be granted on /subscriptions/s",
  ],
  [
    "an access policy that exists",
    policy,
    `cannot create already existing resource "${vault}/accessPolicy/${guid}"`,
    "`grants: External`",
    `az keyvault delete-policy --name kv-shop --object-id ${guid}`,
  ],
  [
    "an access policy that exists, in the provider's other words",
    policy,
    `access policy for ${guid} already exists`,
    "`grants: External`",
    `az keyvault delete-policy --name kv-shop --object-id ${guid}`,
  ],
  [
    "an access policy that was written and not read back",
    policy,
    "newly written access policy not found",
    `az keyvault delete-policy --name kv-shop --object-id ${guid}`,
  ],
  [
    "an access policy after the retirement of azure-native's API version",
    policy,
    azcore(400, "Bad Request", "NoRegisteredProviderFound", "No registered resource provider found"),
    "`grants: External` for the vault",
  ],
  [
    "a federated credential under the component's own name",
    credential,
    `cannot create already existing resource '${identity}/federatedIdentityCredentials/orders-aks'`,
    take(credential.type, `${identity}/federatedIdentityCredentials/orders-aks`),
    "az identity federated-credential delete --resource-group shop --identity-name id --name orders-aks",
  ],
  [
    "a federated credential of another owner",
    credential,
    'Status=400 Code="BadRequest" Message="Issuer and subject combination already exists for this Managed Identity."',
    "az identity federated-credential list --resource-group shop --identity-name id",
    "a key of `clusters` or the component was renamed",
  ],
  [
    "two programs that change one identity",
    credential,
    'Status=409 Code="ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity" Message="Too many"',
    "Run pulumi up again",
  ],
  [
    "two programs that change one vault",
    policy,
    azcore(409, "Conflict", "ConflictError", "A conflict"),
    "Run pulumi up again",
  ],
  [
    "two programs that change one vault, in autorest's words",
    policy,
    'Status=409 Code="ConflictError" Message="A conflict"',
    "Run pulumi up again",
  ],
  [
    "a region without federated credentials",
    credential,
    azcore(405, "Method Not Allowed", "MethodNotAllowed", "no"),
    "Set `userAssignedIdentity.location` to another region",
    "an existing identity cannot move: use another.",
  ],
  [
    "an identity that exists",
    managedIdentity,
    `cannot create already existing resource '${identity}'`,
    `userAssignedIdentity: { id: "${identity}" }`,
    take(managedIdentity.type, identity),
  ],
  [
    "a missing permission in Microsoft Graph",
    application,
    "1 error occurred:\n\t* Could not create application: unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges to complete the operation.",
    "With Application.ReadWrite.OwnedBy it must be an owner, and stays one only if it is listed: " +
      `application: { owners: ["${guid}"] }. Of an application that exists it becomes one through another owner or an ` +
      `administrator: az ad app owner add --id <application> --owner-object-id ${guid}. With Application.ReadWrite.All nothing is listed.`,
    "`application.clientId`",
  ],
  [
    "an application that the deployer does not own, in Graph's misleading words",
    { type: "azuread:index/servicePrincipal:ServicePrincipal", inputs: {} },
    "When using this permission, the backing application of the service principal being created must in the local tenant",
    "it must be an owner",
  ],
  [
    "a federated credential of an application, of another owner",
    applicationCredential,
    "InvalidFederatedIdentityCredentialValue: The combination of issuer and subject must be unique for the application. Issuer https://x/ and Subject: y already exist.",
    `az ad app federated-credential list --id ${guid}. If a key of \`clusters\` or the component was renamed`,
    "Else leave the cluster out of `clusters`",
  ],
  [
    "a federated credential of an application under the component's own name",
    applicationCredential,
    "Request_MultipleObjectsWithSameKeyValue: FederatedIdentityCredential with name orders-aks already exists.",
    "a key of `clusters` or the component was renamed",
    take(applicationCredential.type, `'${guid}/federatedIdentityCredential/<id of the credential>'`),
  ],
  [
    "a service account that exists",
    serviceAccount,
    'serviceaccounts "orders" already exists\n\nThe resource already exists in the cluster.',
    'serviceAccount: { management: "Annotate" }',
    take(serviceAccount.type, "shop/orders"),
  ],
  [
    "a SecretProviderClass that exists",
    providerClass,
    'secretproviderclasses.secrets-store.csi.x-k8s.io "orders" already exists',
    'secretProviderClass: { management: "External" }',
    take(providerClass.type, "shop/orders"),
  ],
  [
    "annotations of another field manager",
    patch,
    'Apply failed with 1 conflict: conflict with "helm": .metadata.annotations.azure.workload.identity/client-id',
    '"helm" has written other values',
    "kubectl annotate serviceaccount orders --namespace shop azure.workload.identity/client-id- azure.workload.identity/tenant-id-",
    'use management "External"',
  ],
  [
    "fields of another field manager",
    providerClass,
    'Apply failed with 2 conflicts: conflicts with "argocd-controller":\n- .spec.parameters\n- .spec.provider',
    '"argocd-controller" has changed the object',
    "output `manifests`",
  ],
  [
    "one field of another field manager",
    serviceAccount,
    'Apply failed with 1 conflict: conflict with "kubectl": .metadata.labels.team',
    '"kubectl" has changed the object',
    'remove orders in shop from "kubectl"',
    'management "Annotate" first (docs/documents/hand-over.md). "External" would delete it.',
  ],
  [
    "a namespace that is missing",
    serviceAccount,
    'namespaces "shop" not found',
    "kubectl create namespace shop; or in this program, and pass its name to `namespace` as an output.",
  ],
  [
    "a cluster without the driver",
    providerClass,
    'no matches for kind "SecretProviderClass" in version "secrets-store.csi.x-k8s.io/v1"',
    "the Secrets Store CSI driver is missing. On AKS: az aks enable-addons --addons azure-keyvault-secrets-provider",
  ],
  [
    "a missing permission in the namespace",
    serviceAccount,
    'serviceaccounts is forbidden: User "dev" cannot create resource "serviceaccounts" in API group ""',
    "user lacks this permission. To see what it has: kubectl auth can-i --list --namespace shop",
  ],
];

describe("the explanation of a provider error", () => {
  for (const [what, child, message, ...holds] of cases) {
    it(`says what to change for ${what}`, () => {
      const text = explained(child, message);
      for (const part of holds) expect(text).to.include(part);
      expect(text).to.match(/^child: /);
      expect(text).not.to.match(/undefined|\n/);
    });
  }

  it("points to doctor where a remedy leaves to another owner what a pod needs to mount", () => {
    const remedies = cases.map(([what, child, message]) => [what, explained(child, message) ?? ""] as const);
    const leaving = remedies.filter(([, text]) => /[Ll]eave (?!`clusters` out)/.test(text));
    const pointing = remedies.filter(([, text]) => text.includes("command `doctor`"));
    expect(pointing).to.deep.equal(leaving);
    expect(pointing).to.have.lengthOf.above(5);
  });

  it("names a rename first wherever another remedy would end with the deletion of what the old name stands for", () => {
    const remedies = cases.map(([, child, message]) => explained(child, message) ?? "");
    const existing = remedies.filter(
      (text) => /exists\.|already/.test(text) && !/Another owner assigned/.test(text),
    );
    expect(existing).to.have.lengthOf.above(7);
    for (const text of existing) {
      const rename = text.search(/was renamed, restore the old name, or add an alias/);
      expect(rename, text).to.be.above(0);
      for (const other of [
        /"External"|`grants: External`/,
        /import it/,
        / delete/,
        /leave the cluster/,
        /userAssignedIdentity: \{ id/,
      ]) {
        const at = text.search(other);
        if (at >= 0) expect(at, text).to.be.above(rename);
      }
    }
  });

  it("never proposes to import an access policy, which every later update would replace", () => {
    for (const message of [
      `access policy for ${guid} already exists`,
      `cannot create already existing resource "${vault}/accessPolicy/${guid}"`,
    ]) {
      expect(explained(policy, message))
        .to.match(new RegExp(`--object-id ${guid}$`))
        .and.not.match(/import/);
    }
  });

  it("does not fail where an input is missing", () => {
    expect(explained({ ...policy, inputs: {} }, `access policy for ${guid} already exists`)).to.include(
      "--name <not shown> --object-id <not shown>",
    );
  });

  it("is absent for an error that is not known", () => {
    expect(explained(roleAssignment, 'Status=500 Code="InternalServerError" Message="later"')).to.equal(
      undefined,
    );
    expect(explained(serviceAccount, 'configmaps "x" already exists')).to.equal(undefined);
  });

  it("is absent for types that the component does not create, such as a Deployment", () => {
    const deployment = { type: "kubernetes:apps/v1:Deployment", inputs: {} };
    expect(explained(deployment, 'deployments.apps "orders" already exists')).to.equal(undefined);
  });

  it("quotes for a shell what the shell would change", () => {
    const nested =
      "orders=urn:pulumi:dev::shop::my:index:App$azure-workload-identity:index:KeyVaultWorkloadIdentity::orders";
    const message = 'serviceaccounts "orders" already exists';
    const text = explainError({ ...serviceAccount, name: "it's", message, parent: nested });
    expect(text).to.include(`'it'\\''s' shop/orders --parent '${nested}'`);
  });

  it("does not show an input that is not a text: it may be a secret", () => {
    const inputs = { metadata: { name: { apply: "hush" }, namespace: "shop" } };
    expect(explained({ ...serviceAccount, inputs }, 'serviceaccounts "x" already exists')).to.include(
      "shop/<not shown>",
    );
  });
});
