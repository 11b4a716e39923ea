const { RoleAssignment } = require("@pulumi/azure-native/authorization/roleAssignment");
const {
  FederatedIdentityCredential,
} = require("@pulumi/azure-native/managedidentity/federatedIdentityCredential");
const { UserAssignedIdentity } = require("@pulumi/azure-native/managedidentity/userAssignedIdentity");
const { CustomResource } = require("@pulumi/kubernetes/apiextensions/customResource");
const { ServiceAccount } = require("@pulumi/kubernetes/core/v1/serviceAccount");
const { fiveResources } = require("./resources.js");

/** The five resources of one workload, written by hand. */
exports.fiveChildren = (name, options) => {
  const resources = fiveResources(name);
  const identity = new UserAssignedIdentity(`${name}-identity`, resources.identity, options);
  const { name: identityName, principalId, clientId } = identity;
  new FederatedIdentityCredential(
    `${name}-credential`,
    { ...resources.credential, resourceName: identityName },
    options,
  );
  new RoleAssignment(`${name}-grant`, { ...resources.grant, principalId }, options);
  const annotations = { "azure.workload.identity/client-id": clientId };
  const { metadata } = resources.serviceAccount;
  new ServiceAccount(`${name}-account`, { metadata: { ...metadata, annotations } }, options);
  const { spec } = resources.secretProviderClass;
  const parameters = { ...spec.parameters, clientID: clientId };
  new CustomResource(
    `${name}-class`,
    { ...resources.secretProviderClass, spec: { ...spec, parameters } },
    options,
  );
};
