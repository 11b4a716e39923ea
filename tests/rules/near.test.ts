import { expect } from "chai";
import { nearest } from "../../src/rules/near";

describe("the name that was most likely meant", () => {
  const cases: [name: string, known: string[], meant: string | undefined][] = [
    ["keyVault", ["clusters", "keyVaults"], "keyVaults"],
    ["resourcegroupname", ["resourceGroupName", "name"], "resourceGroupName"],
    ["resource_group_name", ["resourceGroupName", "name"], "resourceGroupName"],
    ["resource_group", ["resourceGroupName", "name"], "resourceGroupName"],
    ["resourceGroup", ["resourceGroupName", "name"], "resourceGroupName"],
    ["object", ["objectName"], "objectName"],
    ["OIDCIssuerURL", ["oidcIssuerUrl"], "oidcIssuerUrl"],
    ["objectVer", ["objectVersion", "objectVersionHistory"], undefined],
    ["elsewhere", ["resourceGroupName", "name", "id"], undefined],
    ["foo", ["pod", "cloud"], undefined],
    ["obj", ["objects"], undefined],
    ["anything", [], undefined],
  ];
  for (const [name, known, meant] of cases) {
    it(`for ${name} among ${known.join(", ") || "no names"} is ${meant ?? "none"}`, () => {
      expect(nearest(name, known)).to.equal(meant);
    });
  }
});
