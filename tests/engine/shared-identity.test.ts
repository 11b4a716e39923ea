import { expect } from "chai";
import { stringify } from "yaml";
import type { Emulator } from "../../emulator";
import { prose } from "../component/support/prose";
import { succeeded } from "../examples/support/example";
import { cloudForEachTest } from "./support/cloud-for-each-test";
import { expectAgreement } from "./support/lost";
import { ordersWorld } from "./support/orders";
import type { Outcome } from "./support/outcome";
import type { Workspace } from "./support/workspace";

/** The inputs of components by name; `<orders.identityId>` is an output of a resource of the program. */
type Components = Record<string, object>;

const vault = { "kv-shop": { resourceGroupName: "shop", objects: { "db-password": {} } } };
const aks = { "aks-prod": { resourceGroupName: "platform" } };
const otherClusters = (prefix: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${prefix}${index}`,
      { oidcIssuerUrl: `https://issuer.example.com/${prefix}${index}` },
    ]),
  );
const component = (userAssignedIdentity: object | undefined, more: object) => ({
  namespace: "shop",
  userAssignedIdentity,
  ...more,
});
const own = { resourceGroupName: "shop" };
const full = { clusters: aks, keyVaults: vault };

/** Every program has an identity of its own beside the components. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation
const programs: Record<string, (components: Components) => Record<string, string>> = {
  "YAML, through the plugin": (components) => {
    const ofType = (properties: object) => ({
      type: "azure-workload-identity:KeyVaultWorkloadIdentity",
      properties: JSON.parse(JSON.stringify(properties).replace(/<([\w.]+)>/g, "${$1}")),
    });
    const names = Object.keys(components);
    const program = {
      name: "shop",
      runtime: "yaml",
      resources: {
        shared: { type: "azure-native:managedidentity:UserAssignedIdentity", properties: own },
        ...Object.fromEntries(Object.entries(components).map(([name, one]) => [name, ofType(one)])),
      },
      outputs: Object.fromEntries(names.map((name) => [name, `\${${name}.trust}`])),
    };
    return { "Pulumi.yaml": stringify(program, { aliasDuplicateObjects: false }) };
  },
  "TypeScript, as a library": (components) => {
    const lines = Object.entries(components).map(([name, one]) => {
      const args = JSON.stringify(one).replace(
        /"([^"]*<[^"]*)"/g,
        (_, text: string) => `pulumi.interpolate\`${text.replace(/<([\w.]+)>/g, "${$1}")}\``,
      );
      return `const ${name} = new KeyVaultWorkloadIdentity("${name}", ${args});\nexports.${name} = ${name}.trust;`;
    });
    const start = [
      'import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";',
      'import * as pulumi from "@pulumi/pulumi";',
      'import { KeyVaultWorkloadIdentity } from "pulumi-azure-workload-identity";',
      `const shared = new UserAssignedIdentity("shared", ${JSON.stringify(own)});`,
    ];
    return {
      "Pulumi.yaml": stringify({ name: "shop", runtime: "nodejs" }),
      "package.json": JSON.stringify({ main: "index.ts" }),
      "index.ts": [...start, ...lines].join("\n"),
    };
  },
};

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the YAML language's own interpolation

const written =
  "/subscriptions/8b1f6f0e-4a55-4a0b-9a55-2f6d1c0b7e10/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

/** Pairs of components that cannot both be right, and what one of the two is told. */
const pairs: Record<string, { readonly components: Components; readonly says: RegExp }> = {
  "both grant access for the identity that one of them creates": {
    components: {
      orders: component(own, full),
      billing: component({ id: "<orders.identityId>" }, full),
    },
    says: /component "orders" \(keyVaults\["kv-shop"\]\) grants the same identity the same permissions on this vault\. They are granted once: set grants to "External" here\./,
  },
  "have 24 clusters on that identity": {
    components: {
      many: component(own, { clusters: otherClusters("a", 12) }),
      more: component({ id: "<many.identityId>" }, { clusters: otherClusters("b", 12) }),
    },
    says: /clusters\W.*an identity takes at most 20 credentials, and the components of this program put 24 \("many": 12, "more": 12\) on this one/,
  },
  "federate one service account of one cluster twice": {
    components: {
      first: component(own, { clusters: otherClusters("x", 1) }),
      second: component(
        { id: "<first.identityId>" },
        {
          clusters: otherClusters("x", 1),
          serviceAccount: { name: "first", management: "External" },
        },
      ),
    },
    says: /component "first" \(clusters\.x0\) adds a credential with this issuer and subject to the same identity/,
  },
  "name the program's own identity, one by its id, the other by its name": {
    components: {
      one: component({ id: "<shared.id>" }, full),
      two: component({ id: `${written}/<shared.name>` }, full),
    },
    says: /component "(?:one|two)" \(keyVaults\["kv-shop"\]\) grants the same identity/,
  },
  "use the application that one of them creates": {
    components: {
      web: component(undefined, { application: { displayName: "Web" }, keyVaults: vault }),
      api: component(undefined, { application: { clientId: "<web.clientId>" }, keyVaults: vault }),
    },
    says: /component "web" \(keyVaults\["kv-shop"\]\) grants the same identity/,
  },
  "create one identity": {
    components: {
      left: component({ ...own, name: "id-both" }, {}),
      right: component({ ...own, name: "ID-both" }, {}),
    },
    says: /component "(?:left|right)" \(userAssignedIdentity\.name\) creates identity "(?:id|ID)-both" in the same resource group too/,
  },
  "write out the id of the identity that one of them creates": {
    components: {
      creates: component({ ...own, name: "id-written" }, full),
      uses: component({ id: `${written}/id-written` }, full),
    },
    says: /component "(?:creates|uses)" \(keyVaults\["kv-shop"\]\) grants the same identity/,
  },
};

/** The engine ends a run at the first error of a plugin, and may not have asked for the other components by then. */
const batches: Record<string, (typeof pairs)[string][][]> = {
  "YAML, through the plugin": Object.values(pairs).map((pair) => [pair]),
  "TypeScript, as a library": [Object.values(pairs)],
};

const errorsOf = ({ diagnostics }: Outcome) =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

describe("components of one program that share an identity", function () {
  this.timeout(300_000);
  let cloud: Emulator;
  const open = cloudForEachTest(ordersWorld, (started) => {
    cloud = started;
  });
  const assignments = () => cloud.azure.filter(({ type }) => type.endsWith(":RoleAssignment"));

  for (const [language, program] of Object.entries(programs)) {
    it(`are stopped in the preview wherever the update would fail halfway, each by its own message, in ${language}`, async () => {
      let workspace: Workspace | undefined;
      for (const some of batches[language] ?? []) {
        const files = program(Object.assign({}, ...some.map(({ components }) => components)));
        workspace ??= await open(files);
        workspace.write(files);
        const preview = await workspace.preview();
        expect(preview.exitCode, preview.text).not.to.equal(0);
        const errors = errorsOf(preview);
        for (const { says } of some) {
          expect(
            errors.filter((text) => says.test(text)),
            preview.text,
          ).to.have.length(1);
        }
        expect(errors, preview.text).to.have.length(some.length);
      }
      expect(cloud.calls.filter(({ method, preview }) => method === "create" && !preview)).to.deep.equal([]);
    });

    it(`are created once the advice is followed, with one role assignment and true summaries, in ${language}`, async () => {
      const orders = component(own, full);
      const users = (grants: string | undefined) => ({
        billing: component(
          { id: "<orders.identityId>" },
          { clusters: aks, keyVaults: { "kv-shop": { ...vault["kv-shop"], grants } } },
        ),
        returns: component(
          { id: "<billing.identityId>" },
          { clusters: aks, keyVaults: { "kv-shop": { ...vault["kv-shop"], grants } } },
        ),
      });
      const workspace = await open(program({ orders, ...users(undefined) }));
      // The preview would have stopped it.
      const halfway = await workspace.up("--skip-preview");
      expect(halfway.exitCode).not.to.equal(0);
      expect(errorsOf(halfway).join("\n")).to.match(/component "orders" \(keyVaults\["kv-shop"\]\) grants/);
      expect(assignments().length, "another component's access").to.be.lessThan(2);

      workspace.write(program({ orders, ...users("External") }));
      const preview = succeeded(await workspace.preview());
      const up = succeeded(await workspace.up("--skip-preview"));
      expect(assignments()).to.have.length(1);
      await expectAgreement(cloud, workspace);
      for (const name of ["billing", "returns"]) {
        for (const summary of [preview.outputs[name], up.outputs[name]].map(prose)) {
          expect(summary, name).to.include('is created by component "orders": its other permissions stay');
          expect(summary, name).not.to.include("existed before");
        }
      }
      succeeded(await workspace.up("--skip-preview", "--expect-no-changes"));
    });
  }
});
