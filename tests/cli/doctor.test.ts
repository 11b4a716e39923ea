import { expect } from "chai";
import { brokenLinks, editedStack, type Json, recorded, runCli } from "./support/machine";

type State = Record<"inputs" | "outputs", Json>;
type Edit = (all: Record<string, Json>) => void;

const credential = (all: Record<string, Json>) => all["orders-credential-aks-prod"] as State;
const spec = (all: Record<string, Json>, side: keyof State = "inputs") =>
  ((all["orders-secret-provider-class-kv-shop"] as State)[side] as { spec: Json }).spec;
const parameters = (all: Record<string, Json>, side: keyof State = "inputs") =>
  spec(all, side).parameters as Record<string, string>;
const both = (edit: (side: keyof State) => void) => (["inputs", "outputs"] as const).forEach(edit);

const doctor = (stack: string, ...flags: string[]) =>
  runCli(["doctor", "--stack-file", "stack.json", ...flags], { files: { "stack.json": stack } });

const breaks: Record<string, readonly [link: string, edit: Edit]> = {
  "a parameter that was changed in the cluster": [
    "class",
    (all) => Object.assign(parameters(all, "outputs"), { keyvaultName: "kv-other" }),
  ],
  "objects that the provider cannot read": [
    "class",
    (all) => both((side) => Object.assign(parameters(all, side), { objects: "array:\n  - objectName: a\n" })),
  ],
  "a class in another namespace": [
    "service account",
    (all) =>
      both((side) => {
        Object.assign((all["orders-secret-provider-class-kv-shop"] as State)[side].metadata as Json, {
          namespace: "web",
        });
      }),
  ],
  "an annotation with another client id": [
    "sdk",
    (all) => {
      const { metadata } = (all["orders-service-account"] as State).inputs as {
        metadata: { annotations: Json };
      };
      metadata.annotations["azure.workload.identity/client-id"] = "00000000-0000-4000-8000-000000000001";
    },
  ],
  "another tenant in the class": [
    "tenant",
    (all) =>
      both((side) =>
        Object.assign(parameters(all, side), { tenantID: "00000000-0000-4000-8000-000000000001" }),
      ),
  ],
  "the object id for the client id": [
    "client id",
    (all) =>
      both((side) =>
        Object.assign(parameters(all, side), { clientID: "c281f301-0d8f-47ee-92a6-96a8d4810fa0" }),
      ),
  ],
  "an issuer that was changed in Azure": [
    "issuer",
    (all) => Object.assign(credential(all).outputs, { issuer: "https://issuer.example/" }),
  ],
  "a subject that was changed in Azure": [
    "subject",
    (all) => Object.assign(credential(all).outputs, { subject: "system:serviceaccount:shop:Orders" }),
  ],
  "an audience that was changed in Azure": [
    "audience",
    (all) => Object.assign(credential(all).outputs, { audiences: ["api://AzureADTokenExchangeUSGov"] }),
  ],
  "a role that does not read secrets": [
    "grant",
    (all) =>
      Object.assign((all["orders-grant-kv-shop-secrets-user"] as State).inputs, {
        roleDefinitionId:
          "/providers/Microsoft.Authorization/roleDefinitions/21090545-7ca7-4776-b22c-e363652d74d2",
      }),
  ],
  "a Secret that is filled from no mounted file": [
    "secret",
    (all) =>
      both((side) => {
        const [filled] = spec(all, side).secretObjects as { data: Json[] }[];
        Object.assign(filled?.data[0] as Json, { objectName: "elsewhere" });
      }),
  ],
};

describe("doctor reads a stack", () => {
  it("finds nothing where all is well", async () => {
    const { exitCode, text, errors } = await doctor(recorded("orders-stack"));
    expect(errors).to.equal("");
    expect(exitCode, text).to.equal(0);
    expect(text).to.contain("orders:").and.not.to.contain("✗");
    expect(text).to.contain("Nothing differs in what was checked.");
  });

  for (const [title, [link, edit]] of Object.entries(breaks)) {
    it(`names ${link} for ${title}, and nothing else`, async () => {
      const { exitCode, text } = await doctor(editedStack(edit), "--json");
      expect(exitCode).to.equal(1);
      expect(brokenLinks(text)).to.deep.equal([link]);
    });
  }

  it("lists roles on other resources apart from the grants on vaults", async () => {
    const stack = JSON.parse(recorded("orders-stack"));
    const { resources } = stack.deployment;
    const grant = resources.find((one: Json) => String(one.urn).endsWith("-grant-kv-shop-secrets-user"));
    const role = JSON.parse(
      JSON.stringify(grant).replaceAll("orders-grant-kv-shop-secrets-user", "orders-role-storage"),
    );
    role.inputs.scope = `${role.inputs.scope.split("/providers/")[0]}/providers/Microsoft.Storage/storageAccounts/st`;
    role.inputs.roleDefinitionId =
      "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    resources.push(role);
    const { exitCode, text } = await doctor(JSON.stringify(stack));
    expect(exitCode, text).to.equal(0);
    expect(text).to.contain('✓ permissions on the vault: "orders-grant-kv-shop-secrets-user"\n');
    expect(text).to.contain(
      '✓ roles on other resources: "orders-role-storage": list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader) on Microsoft.Storage/storageAccounts "st"',
    );
  });

  it("checks each component of the stack", async () => {
    const stack = JSON.parse(recorded("orders-stack"));
    const second = JSON.stringify(stack.deployment.resources).replaceAll("orders", "payments");
    stack.deployment.resources.push(...JSON.parse(second));
    const { exitCode, text } = await doctor(JSON.stringify(stack));
    expect(exitCode, text).to.equal(0);
    expect(text).to.contain("orders:\n").and.to.contain("payments:\n");
  });

  it("never prints what is secret, even in an export that shows secrets", async () => {
    const marked = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '"hunter2"',
    };
    const stack = editedStack((all) => {
      Object.assign(credential(all).inputs, { issuer: marked });
      Object.assign(parameters(all), { keyvaultName: marked });
    });
    const { exitCode, text } = await doctor(stack);
    expect(exitCode, text).to.equal(0);
    expect(text).to.contain("(secret)").and.not.to.contain("hunter2");
  });

  it("leaves out what only waits to be deleted", async () => {
    const stack = editedStack((all) => {
      Object.assign(credential(all), { delete: true });
    });
    expect((await doctor(stack)).text).to.contain("federated elsewhere");
  });

  it("says that a stack has no component, and ends with 2", async () => {
    const { exitCode, text } = await doctor('{"version":3,"deployment":{"resources":[]}}');
    expect(exitCode).to.equal(2);
    expect(text).to.contain("The stack has no KeyVaultWorkloadIdentity.");
  });

  it("takes the selected stack from pulumi, or the named one", async () => {
    const asked: string[] = [];
    const run = async (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(" "));
      return { exitCode: 0, stdout: recorded("orders-stack"), stderr: "" };
    };
    expect((await runCli(["doctor"], { run })).exitCode).to.equal(0);
    expect((await runCli(["doctor", "--stack", "prod"], { run })).exitCode).to.equal(0);
    expect(asked).to.deep.equal(["pulumi stack export", "pulumi stack export --stack prod"]);
  });
});

describe("the command line", () => {
  const mistakes: Record<string, readonly [args: readonly string[], words: string]> = {
    "no program": [["doctor"], "pulumi is not on the PATH"],
    "no file": [["doctor", "--stack-file", "/nowhere.json"], "/nowhere.json cannot be read"],
    "no JSON": [["doctor", "--stack-file", "-"], "The input is empty"],
    "an unknown option": [["doctor", "--stak"], "--help"],
    "an unknown command": [["docter"], "There are doctor and review"],
  };
  for (const [title, [args, words]] of Object.entries(mistakes)) {
    it(`answers ${title} with a sentence and exit code 2`, async () => {
      const { exitCode, errors } = await runCli(args, {
        run: async () => Promise.reject(new Error("ENOENT")),
        files: {},
      });
      expect(exitCode).to.equal(2);
      expect(errors)
        .to.contain(words)
        .and.not.to.match(/\n\s+at /);
    });
  }

  it("teaches each command", async () => {
    for (const command of ["doctor", "review"]) {
      const { exitCode, text } = await runCli([command, "--help"]);
      expect(exitCode).to.equal(0);
      expect(text).to.contain("Exit code:");
    }
  });
});
