import { expect } from "chai";
import { stringify } from "yaml";
import type { Emulator } from "../../emulator";
import { succeeded } from "../examples/support/example";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { things } from "./support/lost";
import { ordersArgs, ordersWorld } from "./support/orders";
import type { Workspace } from "./support/workspace";

const identity = { resourceGroupName: "shop", resourceName: "id-other" };
const args = JSON.parse(JSON.stringify(ordersArgs()));

/** A program with an identity of its own, and the component with options that may refer to it. */
const programs: Record<string, (yaml: object, typeScript: string) => Record<string, string>> = {
  "YAML, through the plugin": (options) => ({
    "Pulumi.yaml": stringify({
      name: "orders",
      runtime: "yaml",
      resources: {
        other: { type: "azure-native:managedidentity:UserAssignedIdentity", properties: identity },
        orders: { type: "azure-workload-identity:KeyVaultWorkloadIdentity", properties: args, options },
      },
    }),
  }),
  "TypeScript, as a library": (_yaml, options) => ({
    "Pulumi.yaml": stringify({ name: "orders", runtime: "nodejs" }),
    "package.json": JSON.stringify({ main: "index.ts" }),
    "index.ts": `
      import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
      import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
      const other = new UserAssignedIdentity("other", ${JSON.stringify(identity)});
      new KeyVaultWorkloadIdentity("orders", ${JSON.stringify(args)}, ${options});`,
  }),
};

describe("the options of Pulumi on the component", function () {
  this.timeout(300_000);
  let cloud: Emulator;
  let workspace: Workspace;
  const open = cloudForEachTest(ordersWorld, (started) => {
    cloud = started;
  });

  for (const [language, program] of Object.entries(programs)) {
    it(`deletedWith another resource is accepted, and the component is destroyed with it, in ${language}`, async () => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
      workspace = await open(program({ deletedWith: "${other}" }, "{ deletedWith: other }"));
      succeeded(await workspace.preview());
      succeeded(await workspace.up("--skip-preview"));
      const component = (await workspace.exportState()).find(({ urn }) => urn.endsWith("::orders"));
      expect((component as { deletedWith?: string } | undefined)?.deletedWith).to.match(/::other$/);
      succeeded(await workspace.destroy("--skip-preview"));
      expect(await workspace.exportState()).to.deep.equal([]);
    });

    it(`ignoreChanges, which has no effect, is a warning in ${language}`, async () => {
      workspace = await open(
        program({ ignoreChanges: ["userAssignedIdentity"] }, '{ ignoreChanges: ["userAssignedIdentity"] }'),
      );
      const { text } = succeeded(await workspace.preview());
      expect(text).to.include("The option ignoreChanges has no effect on a component");
      expect(text).not.to.include("replaceOnChanges");
      expect(text).not.to.include("customTimeouts");
      expect(things(cloud)).to.deep.equal([]);
    });
  }
});
