import { expect } from "chai";
import { describeScope, roleDefinitionId, shortScope } from "../../src/model/scope";

const subscription = "00000000-0000-0000-0000-00000000aaaa";
const group = `/subscriptions/${subscription}/resourceGroups/shop`;

describe("the scope of a role assignment", () => {
  const cases: Readonly<Record<string, string>> = {
    [`${group}/providers/Microsoft.Storage/storageAccounts/st`]:
      'Microsoft.Storage/storageAccounts "st" in resource group "shop"',
    [`${group}/providers/Microsoft.Storage/storageAccounts/st/queueServices/default/queues/q`]:
      'Microsoft.Storage/storageAccounts/queueServices/queues "st/default/q" in resource group "shop"',
    [`${group}/providers/Microsoft.Storage/storageAccounts/st/providers/Microsoft.EventGrid/eventSubscriptions/e`]:
      'Microsoft.EventGrid/eventSubscriptions "e" in resource group "shop"',
    [group]: 'everything in resource group "shop"',
    [`/subscriptions/${subscription}`]: `everything in subscription "${subscription}"`,
    [`/subscriptions/${subscription}/providers/Microsoft.Example/things/one`]: `Microsoft.Example/things "one" in subscription "${subscription}"`,
    "/providers/Microsoft.Management/managementGroups/mg": 'everything in management group "mg"',
    "[link](https://example.com)": '"[link](https://example.com)"',
  };
  for (const [id, words] of Object.entries(cases)) {
    it(`${id} is ${words}`, () => expect(describeScope(id, subscription.toUpperCase())).to.equal(words));
  }

  it("is short in a picture: type and name of a resource, else what it is", () => {
    const storage = `${group}/providers/Microsoft.Storage/storageAccounts/st`;
    const ids = [
      storage,
      `${storage}/blobServices/default/containers/invoices`,
      group,
      `/subscriptions/${subscription}`,
      "/providers/Microsoft.Management/managementGroups/mg",
      "[link](https://example.com)",
    ];
    expect(ids.map(shortScope)).to.deep.equal([
      "storageAccounts st",
      "storageAccounts/blobServices/containers st/default/invoices",
      "everything in resource group shop",
      `everything in subscription ${subscription}`,
      "everything in management group mg",
      "[link](https://example.com)",
    ]);
  });

  it("in another subscription names it", () => {
    expect(describeScope(group, "00000000-0000-0000-0000-00000000bbbb")).to.equal(
      `everything in resource group "shop" of subscription "${subscription}"`,
    );
  });

  it("names its subscription where none is one's own", () => {
    expect(describeScope(group)).to.equal(
      `everything in resource group "shop" of subscription "${subscription}"`,
    );
  });

  it("gives the role definition its subscription, where it has one", () => {
    expect(roleDefinitionId("r", group)).to.equal(
      `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/r`,
    );
    expect(roleDefinitionId("r", `/providers/Microsoft.Example/things${group}`)).to.equal(
      "/providers/Microsoft.Authorization/roleDefinitions/r",
    );
    expect(roleDefinitionId("r", "/providers/Microsoft.Management/managementGroups/mg")).to.equal(
      "/providers/Microsoft.Authorization/roleDefinitions/r",
    );
  });
});
