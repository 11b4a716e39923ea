import { expect } from "chai";
import { retryDelay } from "../../src/model/retries";

const credential = "azure-native:managedidentity:FederatedIdentityCredential";
const applicationCredential =
  "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";
const roleAssignment = "azure-native:authorization:RoleAssignment";
const parent = 'Status=404 Code="ParentResourceNotFound" Message="Parent resource \'orders\' not found."';
const graph = "MS Graph resource not found during Federated Identity Credential creation.";
const principal = 'Status=400 Code="PrincipalNotFound" Message="Principal does not exist in the directory."';

describe("the attempts after an error that goes away by itself", () => {
  for (const [type, message] of [
    [credential, parent],
    [credential, graph],
    [applicationCredential, graph],
    [roleAssignment, principal],
  ] as const) {
    it(`grow apart and end after about four minutes: ${type.split(":").at(-1)}, ${message.slice(0, 45)}`, () => {
      const delays: number[] = [];
      for (
        let delay = retryDelay(type, message, 1);
        delay;
        delay = retryDelay(type, message, delays.length + 1)
      ) {
        delays.push(delay);
      }
      expect(delays).to.deep.equal([...delays].sort((a, b) => a - b));
      expect(delays[0]).to.equal(5);
      expect(delays.reduce((sum, delay) => sum + delay)).to.equal(240);
    });
  }

  it("are none for an error that stays, or of a child that needs no new identity", () => {
    expect(retryDelay(roleAssignment, 'Code="RoleAssignmentExists"', 1)).to.equal(undefined);
    expect(retryDelay(credential, 'Status=404 Code="ResourceGroupNotFound"', 1)).to.equal(undefined);
    expect(retryDelay("azure-native:keyvault:AccessPolicy", parent, 1)).to.equal(undefined);
  });
});
