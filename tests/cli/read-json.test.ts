import { expect } from "chai";
import { readPreview, readStack } from "../../src/cli/stack/read-json";

const type = "azure-workload-identity:index:KeyVaultWorkloadIdentity";
const component = (name: string) => `urn:pulumi:test::shop::${type}::${name}`;
const child = (name: string) =>
  `urn:pulumi:test::shop::${type}$azure-native:authorization:RoleAssignment::${name}`;

describe("a preview", () => {
  it("has a child that is deleted under the new name of its component, where an alias renames that", () => {
    const state = (urn: string, parent?: string) => ({ urn, type: urn.split("::")[2], parent });
    const steps = [
      {
        op: "same",
        urn: component("checkout"),
        oldState: state(component("orders")),
        newState: state(component("checkout")),
      },
      {
        op: "delete",
        urn: child("orders-grant-kv-reader"),
        oldState: state(child("orders-grant-kv-reader"), component("orders")),
      },
    ];
    const [, deleted] = readPreview(JSON.stringify({ steps, changeSummary: {} })).steps;
    expect(deleted?.before?.parent).to.equal(component("checkout"));
  });
});

describe("a stack", () => {
  const resources = [{ urn: component("orders"), type }];

  for (const [what, json] of Object.entries({
    "as pulumi stack export writes it": { version: 3, deployment: { resources } },
    "as a file backend keeps it": { version: 3, checkpoint: { latest: { resources } } },
  })) {
    it(`is read ${what}`, () => {
      expect(readStack(JSON.stringify(json)).map(({ urn }) => urn)).to.deep.equal([component("orders")]);
    });
  }
});
