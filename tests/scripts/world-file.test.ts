import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { expect } from "chai";
import { loadWorld } from "../../emulator/world-file";

const checkout = resolve(__dirname, "../..");
const start = "subscriptionId: s\ntenantId: t\n";

/** What a file declares after subscription and tenant, and what is reported of it. */
const faults: Record<string, { declared: string; reported: string[] }> = {
  "settings that are missing": {
    declared: "identities:\n  - { name: api, resourceGroupName: shop }\n",
    reported: ["identities[0] needs clientId, principalId"],
  },
  "a setting that does not exist, with the nearest that does": {
    declared: "clusters:\n  - { name: a, resourceGroupName: g, location: l, oidcIssur: {} }\n",
    reported: [
      'clusters[0] has no setting "oidcIssur". Did you mean "oidcIssuer"? There are resourceGroupName, name, location, oidcIssuer, workloadIdentity, addonProfiles, subscriptionId',
    ],
  },
  "the beginning of a setting, with the one that begins so": {
    declared: "vaults:\n  - { name: kv, resourceGroupName: shop, enableRbac: true }\n",
    reported: [
      'vaults[0] has no setting "enableRbac". Did you mean "enableRbacAuthorization"? There are resourceGroupName, name, location, enableRbacAuthorization, accessPolicies, tenantId, publicNetworkAccess, networkAcls, subscriptionId, objects',
    ],
  },
  "a value of another type": {
    declared: "vaults:\n  - { name: kv, resourceGroupName: [shop] }\n",
    reported: ['vaults[0].resourceGroupName must be of type string, but is ["shop"]'],
  },
  "a value that is none of several": {
    declared: "cloud: Azure\n",
    reported: [
      'cloud must be "AzurePublicCloud" or "AzureUSGovernmentCloud" or "AzureChinaCloud", but is "Azure"',
    ],
  },
  "what is wrong inside of the form that was chosen, where there are two": {
    declared: "vaults:\n  - { name: kv, resourceGroupName: g, objects: { secrets: [{ name: a }] } }\n",
    reported: ["vaults[0].objects.secrets[0] needs versions"],
  },
  "a value of neither form": {
    declared: "vaults:\n  - { name: kv, resourceGroupName: g, objects: { secrets: [3] } }\n",
    reported: ["vaults[0].objects.secrets[0] must be of type string or object, but is 3"],
  },
};

describe("world.yaml", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "world-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function load(text: string) {
    const file = join(folder, "world.yaml");
    writeFileSync(file, text);
    return loadWorld(file);
  }

  for (const [what, { declared, reported }] of Object.entries(faults)) {
    it(`is refused with the place and the remedy: ${what}`, () => {
      const file = join(folder, "world.yaml");
      const message = [`${file}:`, ...reported, "All settings: docs/world.md"].join("\n");
      expect(() => load(start + declared)).to.throw(message);
    });
  }

  it("reports every fault at the same time", () => {
    expect(() => load("clusters:\n  - {}\n")).to.throw(
      /the world needs subscriptionId, tenantId\nclusters\[0\] needs resourceGroupName, name, location\n/,
    );
    expect(() => load("")).to.throw("the world needs subscriptionId, tenantId");
  });

  it("is refused with the parser's own words where it is not YAML", () => {
    expect(() => load("clusters: [")).to.throw("is not valid YAML: Flow sequence");
  });

  it("may leave out clusters and vaults, or leave them empty", () => {
    const empty = { subscriptionId: "s", tenantId: "t", clusters: [], vaults: [] };
    expect(load(start)).to.deep.equal(empty);
    expect(load(`${start}vaults:\n`)).to.deep.equal(empty);
  });

  const worlds = ["emulator", "examples"].flatMap((part) =>
    readdirSync(join(checkout, part), { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|\/)world\.yaml$/.test(file) && !file.includes("node_modules"))
      .map((file) => join(part, file)),
  );
  for (const world of worlds) {
    it(`is valid and names its schema, for completion in editors: ${world}`, () => {
      const [first] = readFileSync(join(checkout, world), "utf8").split("\n");
      const schema = relative(dirname(world), "emulator/world.schema.json").replace(/^(?!\.)/, "./");
      expect(first).to.equal(`# yaml-language-server: $schema=${schema}`);
      expect(loadWorld(join(checkout, world))).to.include.keys("subscriptionId", "clusters", "vaults");
    });
  }
});
