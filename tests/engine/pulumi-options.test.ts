import { expect } from "chai";
import { stringify } from "yaml";
import type { Emulator } from "../../emulator";
import { moves, succeeded } from "../examples/support/example";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { expectAgreement, things } from "./support/lost";
import { ordersArgs, ordersWorld } from "./support/orders";
import type { Workspace } from "./support/workspace";

const identity = { resourceGroupName: "shop", resourceName: "id-other" };
const ordersInput = JSON.parse(JSON.stringify(ordersArgs()));

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
/** A program with an identity of its own, and the component with options that may refer to it. */
const programs: Record<string, (yaml: object, typeScript: string, args?: object) => Record<string, string>> =
  {
    "YAML, through the plugin": (options, _typeScript, args = ordersInput) => ({
      "Pulumi.yaml": stringify({
        name: "orders",
        runtime: "yaml",
        resources: {
          other: { type: "azure-native:managedidentity:UserAssignedIdentity", properties: identity },
          orders: { type: "azure-workload-identity:KeyVaultWorkloadIdentity", properties: args, options },
        },
      }),
    }),
    "TypeScript, as a library": (_yaml, options, args = ordersInput) => ({
      "Pulumi.yaml": stringify({ name: "orders", runtime: "nodejs" }),
      "package.json": JSON.stringify({ main: "index.ts" }),
      "index.ts": `
      import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
      import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
      const other = new UserAssignedIdentity("other", ${JSON.stringify(identity)});
      new KeyVaultWorkloadIdentity("orders", ${JSON.stringify(args)}, ${options});`,
    }),
  };

/** A program whose every resource has a provider of its own; without them, where they are left out. */
const withProviders: Record<string, (isGiven: boolean) => Record<string, string>> = {
  "YAML, through the plugin": (isGiven) => {
    const providers = ["azure-native", "kubernetes", "azure-workload-identity"];
    const declared = providers.map((name) => [`my-${name}`, { type: `pulumi:providers:${name}` }]);
    const options = {
      provider: "${my-azure-workload-identity}",
      providers: ["${my-azure-native}", "${my-kubernetes}"],
    };
    return {
      "Pulumi.yaml": stringify({
        name: "orders",
        runtime: "yaml",
        resources: {
          ...Object.fromEntries(isGiven ? declared : []),
          orders: {
            type: "azure-workload-identity:KeyVaultWorkloadIdentity",
            properties: ordersInput,
            ...(isGiven && { options }),
          },
        },
      }),
    };
  },
  "TypeScript, as a library": (isGiven) => ({
    "Pulumi.yaml": stringify({ name: "orders", runtime: "nodejs" }),
    "package.json": JSON.stringify({ main: "index.ts" }),
    "index.ts": `
      import { Provider as AzureNative } from "@pulumi/azure-native/provider";
      import { Provider as Kubernetes } from "@pulumi/kubernetes/provider";
      import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";
      const providers = [new AzureNative("my-azure-native"), new Kubernetes("my-kubernetes")];
      new KeyVaultWorkloadIdentity("orders", ${JSON.stringify(ordersInput)}, { ${isGiven ? "providers" : ""} });`,
  }),
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation

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

    it(`--target updates one child and leaves the others to the next update, in ${language}`, async () => {
      const of = (team: string, objects: object) => {
        const vault = { ...ordersInput.keyVaults["kv-shop"], objects };
        const changed = {
          ...ordersInput,
          serviceAccount: { labels: { team } },
          keyVaults: { "kv-shop": vault },
        };
        return program({}, "{}", changed);
      };
      const { objects } = ordersInput.keyVaults["kv-shop"];
      workspace = await open(of("a", objects));
      succeeded(await workspace.up("--skip-preview"));
      workspace.write(of("b", { ...objects, "ca.pem": { objectName: "ca" } }));
      const account = (await workspace.exportState()).find(({ urn }) =>
        urn.endsWith("::orders-service-account"),
      );
      const targeted = succeeded(await workspace.up("--skip-preview", "--target", account?.urn ?? ""));
      expect(moves(targeted)).to.deep.equal(["update orders-service-account"]);
      expect(moves(succeeded(await workspace.up("--skip-preview")))).to.deep.equal([
        "update orders-secret-provider-class-kv-shop",
      ]);
      await expectAgreement(cloud, workspace);
    });

    it(`a stack without default providers takes those of the program, for look-ups too, in ${language}`, async () => {
      const withOwn = withProviders[language];
      if (!withOwn) throw new Error(language);
      workspace = await open(withOwn(false));
      await workspace.configure({ "pulumi:disable-default-providers": ["*"] });
      const refused = await workspace.preview();
      expect(refused.exitCode).not.to.equal(0);
      expect(refused.text).to.match(/[Dd]efault provider for '?azure-[\w-]+'? (?:was )?disabled/);
      workspace.write(withOwn(true));
      succeeded(await workspace.up("--skip-preview"));
      expect(things(cloud)).to.have.length(5);
    });
  }
});
