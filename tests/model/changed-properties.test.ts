import { expect } from "chai";
import { changedProperties } from "../../src/model/changed-properties";

const definition = (subscription: string, guid: string) =>
  `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

/** Values of one property that grant the same. */
const same: Readonly<Record<string, readonly (readonly [property: string, a: unknown, b: unknown])[]>> = {
  "in other letter case": [
    ["scope", "/subscriptions/S/resourceGroups/Shop", "/subscriptions/s/resourceGroups/shop"],
    ["principalId", "ABC", "abc"],
    ["roleDefinitionId", definition("/subscriptions/s", "AB-C"), definition("/subscriptions/s", "ab-c")],
    [
      "policy",
      { objectId: "ABC", permissions: { secrets: ["Get"] } },
      { objectId: "abc", permissions: { secrets: ["get"] } },
    ],
  ],
  "in another order": [
    ["audiences", ["b", "a"], ["a", "b"]],
    [
      "policy",
      { objectId: "o", permissions: { secrets: ["list", "get"], keys: ["get"] } },
      { objectId: "o", permissions: { keys: ["get"], secrets: ["get", "list"] } },
    ],
  ],
  "without what is empty": [
    [
      "policy",
      { objectId: "o", permissions: { secrets: ["get"], keys: [], certificates: null, storage: undefined } },
      { objectId: "o", permissions: { secrets: ["get"] } },
    ],
    ["policy", { objectId: "o", permissions: {} }, { objectId: "o" }],
  ],
  "with a role's id that has no subscription": [
    ["roleDefinitionId", definition("/subscriptions/s", "r"), definition("", "r")],
  ],
  "while one of them is not known": [
    ["subject", undefined, "system:serviceaccount:shop:orders"],
    ["subject", "system:serviceaccount:shop:orders", undefined],
    ["subject", null, "system:serviceaccount:shop:orders"],
    ["subject", "system:serviceaccount:shop:orders", null],
  ],
};

/** Values that do not, and their words. */
const different: readonly (readonly [property: string, a: unknown, b: unknown, words: readonly string[]])[] =
  [
    ["issuer", "https://a/", "https://A/", ["https://a/", "https://A/"]],
    [
      "subject",
      "system:serviceaccount:shop:A",
      "system:serviceaccount:shop:a",
      ["system:serviceaccount:shop:A", "system:serviceaccount:shop:a"],
    ],
    ["audiences", ["b", "a"], ["a"], ["a, b", "a"]],
    [
      "roleDefinitionId",
      definition("/subscriptions/s", "R1"),
      definition("/subscriptions/s", "r2"),
      ["r1", "r2"],
    ],
    ["scope", "/subscriptions/S", "/subscriptions/T", ["/subscriptions/s", "/subscriptions/t"]],
    [
      "policy",
      { objectId: "O", permissions: { secrets: ["list", "Get"], keys: ["get"] } },
      { objectId: "O" },
      ["o: keys get; secrets get, list", "o: nothing"],
    ],
  ];

describe("a child that a transform has changed", () => {
  for (const [how, pairs] of Object.entries(same)) {
    it(`is the same ${how}`, () => {
      for (const [property, a, b] of pairs) {
        expect(changedProperties({ [property]: a }, { [property]: b }), property).to.deep.equal([]);
      }
    });
  }

  for (const [property, a, b, [declared, registered]] of different) {
    it(`has another ${property}, in the words of both`, () => {
      expect(changedProperties({ [property]: a }, { [property]: b })).to.deep.equal([
        { property, declared, registered },
      ]);
    });
  }

  it("is compared in what was declared, property by property", () => {
    const declared = { issuer: "https://a/", subject: "s", audiences: ["a"] };
    const registered = { issuer: "https://b/", subject: "s", audiences: ["b"], name: "added" };
    expect(changedProperties(declared, registered).map(({ property }) => property)).to.deep.equal([
      "issuer",
      "audiences",
    ]);
  });
});
