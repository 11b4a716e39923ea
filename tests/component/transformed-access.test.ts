import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { changedProperties } from "../../src/model/changed-properties";
import { awaited, MockCloud } from "./support/mock-cloud";
import { identityId, orders, subscription } from "./support/orders";
import { prose } from "./support/prose";
import { reported } from "./support/reported";

const vaultId = `${subscription}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`;
const userAssignedIdentity = { id: identityId };
const policy = {
  "kv-policy": {
    resourceGroupName: "shop",
    permissionModel: "AccessPolicy" as const,
    objects: { a: {} },
  },
};
const twoClusters = {
  one: { oidcIssuerUrl: "https://issuer.example.com/one" },
  two: { oidcIssuerUrl: "https://issuer.example.com/two" },
};

/** A program whose transformation gives children of one type other properties. */
async function transformed(type: string, props: object, more: Partial<KeyVaultWorkloadIdentityArgs> = {}) {
  const change: pulumi.ResourceTransformation = (args) =>
    args.type.endsWith(`:${type}`) ? { props: { ...args.props, ...props }, opts: args.opts } : undefined;
  const args = orders({ userAssignedIdentity, ...more });
  return prose(
    await awaited(new KeyVaultWorkloadIdentity("orders", args, { transformations: [change] }).trust),
  );
}

const heading =
  "A transform or an option of the program has changed this, and what is said above does not hold for it:";

for (const preview of [true, false]) {
  describe(`the access summary under a transform, in ${preview ? "a preview" : "an update"}`, () => {
    beforeEach(() => new MockCloud().enter(preview));

    for (const [what, type, props, sentence, more] of [
      [
        "the scope of a role assignment",
        "RoleAssignment",
        { scope: "/subscriptions/other" },
        `orders-grant-kv-shop-secrets-user has scope "/subscriptions/other" instead of "${vaultId.toLowerCase()}".`,
      ],
      [
        "the role of a role assignment",
        "RoleAssignment",
        { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/owner` },
        'orders-grant-kv-shop-secrets-user has roleDefinitionId "owner" instead of "4633458b-17de-408a-b874-0445c86b69e6".',
      ],
      [
        "the principal of a role assignment",
        "RoleAssignment",
        { principalId: "other" },
        'orders-grant-kv-shop-secrets-user has principalId "other" instead of "00000000-0000-0000-0000-0000000b1ec7".',
      ],
      [
        "the principal type of a role assignment",
        "RoleAssignment",
        { principalType: "User" },
        'orders-grant-kv-shop-secrets-user has principalType "user" instead of "serviceprincipal".',
      ],
      [
        "the subject of a credential",
        "FederatedIdentityCredential",
        { subject: "system:serviceaccount:shop:Orders" },
        'orders-credential-aks-prod has subject "system:serviceaccount:shop:Orders" instead of "system:serviceaccount:shop:orders".',
      ],
      [
        "the issuer of a credential",
        "FederatedIdentityCredential",
        { issuer: "https://other.example.com/" },
        'orders-credential-aks-prod has issuer "https://other.example.com/" instead of "https://issuer.example.com/aks-prod/".',
      ],
      [
        "the audience of a credential",
        "FederatedIdentityCredential",
        { audiences: ["other"] },
        'orders-credential-aks-prod has audiences "other" instead of "api://AzureADTokenExchange".',
      ],
      [
        "an access policy",
        "AccessPolicy",
        { policy: { objectId: "other", tenantId: "t", permissions: { secrets: ["all"] } } },
        'orders-policy-kv-policy has policy "other: secrets all" instead of "00000000-0000-0000-0000-0000000b1ec7: secrets get".',
        { keyVaults: policy },
      ],
    ] as const) {
      it(`says what was registered instead, and a warning says so too: ${what}`, async () => {
        let summary = "";
        const lines = await reported(async () => {
          summary = await transformed(type, props, more);
        });
        expect(summary).to.include(`${heading}${sentence}`);
        expect(lines.filter((line) => line.startsWith("warning: transforms"))).to.deep.equal([
          `warning: transforms: ${sentence} A transform or an option of the program changed it: the access summary says so too.`,
        ]);
      });
    }

    it("has a warning for each child that was changed", async () => {
      const lines = await reported(() =>
        transformed("FederatedIdentityCredential", { subject: "other" }, { clusters: twoClusters }),
      );
      expect(lines.filter((line) => line.includes('has subject "other"'))).to.have.length(2);
    });

    it("is as without a transform where the transform changes nothing that decides about access", async () => {
      const changed = await transformed("RoleAssignment", { description: "SHOP-123" });
      expect(changed).not.to.include(heading);
      await new MockCloud().enter(preview);
      expect(changed).to.equal(await transformed("None", {}));
    });
  });
}

describe("a property that Azure returns in another form", () => {
  it("is not taken for a change", () => {
    const declared = {
      scope: "/subscriptions/A/resourceGroups/B",
      roleDefinitionId: "/subscriptions/A/providers/Microsoft.Authorization/roleDefinitions/0A",
      audiences: ["b", "a"],
      policy: { objectId: "0B", permissions: { secrets: ["list", "get"] } },
      principalId: "unknown on the other side",
    };
    const registered = {
      scope: "/subscriptions/a/resourcegroups/b",
      roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/0a",
      audiences: ["a", "b"],
      policy: { objectId: "0b", permissions: { secrets: ["Get", "List"], keys: [], storage: null } },
    };
    expect(changedProperties(declared, registered)).to.deep.equal([]);
  });

  it("is a change where letter case decides, as for issuer and subject", () => {
    const changes = changedProperties({ issuer: "a", subject: "b" }, { issuer: "A", subject: "B" });
    expect(changes.map(({ property }) => property)).to.deep.equal(["issuer", "subject"]);
  });
});
