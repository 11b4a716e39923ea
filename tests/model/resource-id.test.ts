import { expect } from "chai";
import {
  describeResource,
  formatResourceId,
  isOutside,
  parseResourceId,
  resourceType,
  sameText,
} from "../../src/model/resource-id";

const id = "/subscriptions/sub/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop";
const parts = { subscriptionId: "sub", resourceGroupName: "shop", name: "kv-shop" };

describe("Azure resource ids", () => {
  it("use the type names of Azure", () => {
    expect(resourceType).to.deep.equal({
      managedCluster: "Microsoft.ContainerService/managedClusters",
      vault: "Microsoft.KeyVault/vaults",
      userAssignedIdentity: "Microsoft.ManagedIdentity/userAssignedIdentities",
    });
  });

  it("are formatted with the provider's subscription unless the reference has one", () => {
    const { subscriptionId: _, ...own } = parts;
    expect(formatResourceId(resourceType.vault, own, "sub")).to.equal(id);
    expect(formatResourceId(resourceType.vault, parts, "other")).to.equal(id);
  });

  it("are parsed into their parts", () => {
    expect(parseResourceId(id, resourceType.vault)).to.deep.equal(parts);
  });

  it("are parsed in any letter case, and keep that of their parts", () => {
    expect(parseResourceId(id.toUpperCase(), resourceType.vault)).to.deep.equal({
      subscriptionId: "SUB",
      resourceGroupName: "SHOP",
      name: "KV-SHOP",
    });
    const asAzureAnswers = id.replace("resourceGroups", "resourcegroups").replace("KeyVault", "keyvault");
    expect(parseResourceId(asAzureAnswers, resourceType.vault)).to.deep.equal(parts);
  });

  for (const [why, wrong] of Object.entries({
    "of another type": id.replace("vaults", "managedHSMs"),
    "with a final slash": `${id}/`,
    "of something inside of the resource": `${id}/secrets/a`,
    "without a name": id.slice(0, id.lastIndexOf("/")),
    "without the first slash": id.slice(1),
    "with an address before it": `https://management.azure.com${id}`,
    "with an empty group": id.replace("/shop/", "//"),
    "that are only a name": "kv-shop",
    "that are empty": "",
  })) {
    it(`${why} are not parsed`, () => {
      expect(parseResourceId(wrong, resourceType.vault)).to.equal(undefined);
    });
  }

  it("are outside of a subscription where they have another one, in any letter case", () => {
    const reference = { resourceGroupName: "shop", name: "kv" };
    expect(isOutside("sub", reference)).to.equal(false);
    expect(isOutside("sub", { ...reference, subscriptionId: "SUB" })).to.equal(false);
    expect(isOutside("sub", { ...reference, subscriptionId: "other" })).to.equal(true);
  });

  it("stand for resources that are named with their group", () => {
    expect(describeResource("key vault", parts)).to.equal('key vault "kv-shop" in resource group "shop"');
  });

  it("are compared without regard to letter case", () => {
    expect(sameText(id, id.toUpperCase())).to.equal(true);
    expect(sameText(id, `${id}2`)).to.equal(false);
  });
});
