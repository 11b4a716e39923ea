import { expect } from "chai";
import { brokenLinks, type Json, recorded, runCli } from "./support/machine";

const files = { "stack.json": recorded("orders-stack") };
const stack = JSON.parse(recorded("orders-stack")) as { deployment: { resources: Json[] } };
const stateOf = (name: string) =>
  stack.deployment.resources.find((one) => String(one.urn).endsWith(`::${name}`)) as {
    inputs: Json;
    outputs: Json;
  };
const { outputs: identity } = stateOf("orders-identity");
const { outputs: credential } = stateOf("orders-credential-aks-prod");
const { outputs: assignment } = stateOf("orders-grant-kv-shop-secrets-user");
const issuer = String(credential.issuer);

type Answers = Record<string, unknown>;

/** What kubectl, az and the issuer answer where all is as the stack declares it; by the start of the command. */
const well: Answers = {
  "kubectl get csidriver": { spec: { tokenRequests: [{ audience: "api://AzureADTokenExchange" }] } },
  "kubectl get customresourcedefinition": { spec: { versions: [{ name: "v1", served: true }] } },
  "kubectl get secretproviderclasses": stateOf("orders-secret-provider-class-kv-shop").inputs,
  "kubectl get serviceaccount": stateOf("orders-service-account").inputs,
  "kubectl get --raw": { issuer },
  "kubectl get mutatingwebhookconfigurations": {
    items: [{ metadata: { name: "azure-wi-webhook-mutating-webhook-configuration" } }],
  },
  "az identity show": identity,
  "az identity federated-credential list": [credential],
  GET: { issuer },
  "az keyvault show": {
    properties: {
      enableRbacAuthorization: true,
      tenantId: identity.tenantId,
      publicNetworkAccess: "Enabled",
    },
  },
  "az role assignment list": [assignment],
  "az keyvault secret list": ["db-password", "web-tls"],
};

/** Undefined: there is none of this name. An error: the program fails with it. */
async function live(changes: Answers, ...flags: string[]) {
  const answers = { ...well, ...changes };
  const asked: string[] = [];
  const answerTo = (command: string) => {
    asked.push(command);
    const bare = command.replace(" --context aks-prod", "");
    const key = Object.keys(answers).find((one) => bare.startsWith(one));
    if (key === undefined) throw new Error(`no answer to ${command}`);
    const answer = answers[key];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const result = await runCli(["doctor", "--stack-file", "stack.json", "--live", "--json", ...flags], {
    files,
    run: async (program, args) => {
      const answer = answerTo([program, ...args].join(" "));
      if (answer === undefined)
        return { exitCode: 1, stdout: "", stderr: "Error from server (NotFound): gone" };
      return { exitCode: 0, stdout: JSON.stringify(answer), stderr: "" };
    },
    get: async () => {
      const answer = answerTo("GET");
      return answer === undefined ? { status: 404, body: "" } : { status: 200, body: JSON.stringify(answer) };
    },
  });
  return { ...result, asked };
}

const edited = (state: unknown, edit: (copy: Json) => void): unknown => {
  const copy = structuredClone(state) as Json;
  edit(copy);
  return copy;
};
const withParameter = (name: string, value: string) =>
  edited(well["kubectl get secretproviderclasses"], ({ spec }) => {
    Object.assign((spec as { parameters: Json }).parameters, { [name]: value });
  });

const breaks: Record<string, readonly [link: string, changes: Answers]> = {
  "the driver is missing": ["driver", { "kubectl get csidriver": undefined }],
  "the custom resource is missing": ["driver", { "kubectl get customresourcedefinition": undefined }],
  "the driver asks for no tokens": ["tokens", { "kubectl get csidriver": { spec: {} } }],
  "the class is gone": ["class", { "kubectl get secretproviderclasses": undefined }],
  "a parameter was changed": [
    "class",
    { "kubectl get secretproviderclasses": withParameter("clientID", "x") },
  ],
  "the service account is gone": ["service account", { "kubectl get serviceaccount": undefined }],
  "the cluster has another issuer": [
    "issuer",
    { "kubectl get --raw": { issuer: "https://issuer.example/" } },
  ],
  "the cluster's issuer has no final slash": [
    "issuer",
    { "kubectl get --raw": { issuer: issuer.slice(0, -1) } },
  ],
  "the issuer publishes nothing": ["issuer", { GET: undefined }],
  "the issuer calls itself otherwise": ["issuer", { GET: { issuer: issuer.slice(0, -1) } }],
  "the identity is another one": ["client id", { "az identity show": { ...identity, clientId: "x" } }],
  "the identity is of another tenant": ["tenant", { "az identity show": { ...identity, tenantId: "x" } }],
  "the credential is gone": ["credential", { "az identity federated-credential list": [] }],
  "the credential's subject was changed": [
    "subject",
    {
      "az identity federated-credential list": [
        { ...credential, subject: "system:serviceaccount:shop:Orders" },
      ],
    },
  ],
  "the credential's issuer was changed": [
    "issuer",
    { "az identity federated-credential list": [{ ...credential, issuer: issuer.slice(0, -1) }] },
  ],
  "the credential's audience was changed": [
    "audience",
    { "az identity federated-credential list": [{ ...credential, audiences: ["api://other"] }] },
  ],
  "the vault is gone": ["vault", { "az keyvault show": undefined }],
  "the vault uses access policies": [
    "permission model",
    { "az keyvault show": { properties: { enableRbacAuthorization: false, tenantId: identity.tenantId } } },
  ],
  "the vault is of another tenant": [
    "tenant",
    { "az keyvault show": { properties: { enableRbacAuthorization: true, tenantId: "x" } } },
  ],
  "the role assignment is gone": ["grant", { "az role assignment list": [] }],
  "an object is missing": ["object", { "az keyvault secret list": ["db-password"] }],
};

describe("doctor --live compares what is there with what is declared", () => {
  it("finds nothing where all is well", async () => {
    const { exitCode, text, errors } = await live({});
    expect(errors).to.equal("");
    expect(exitCode, text).to.equal(0);
  });

  for (const [title, [link, changes]] of Object.entries(breaks)) {
    it(`names ${link} when ${title}, and nothing else`, async () => {
      const { exitCode, text } = await live(changes);
      expect(exitCode).to.equal(1);
      expect(brokenLinks(text)).to.deep.equal([link]);
    });
  }

  it("could not tell where a command fails, and says which", async () => {
    const { exitCode, text } = await live({ "az role assignment list": new Error("AuthorizationFailed") });
    expect(exitCode).to.equal(2);
    expect(text).to.contain("az role assignment list").and.to.contain("AuthorizationFailed");
  });

  it("lists with --dry-run every command that it would run, and runs none", async () => {
    const dry = await live({}, "--dry-run", "--context", "aks-prod");
    expect(dry.exitCode).to.equal(0);
    expect(dry.asked).to.deep.equal([]);
    const real = await live({}, "--context", "aks-prod");
    const listed = dry.text
      .split("\n")
      .map((one) => (one.startsWith("GET") ? "GET" : one.replaceAll("'", "")));
    expect(real.asked).to.deep.equal(listed);
    for (const one of listed.filter((command) => command.startsWith("kubectl"))) {
      expect(one).to.match(/^kubectl --context aks-prod get /);
    }
  });

  it("asks for nothing but to read", async () => {
    const { asked } = await live({});
    for (const one of asked) expect(one).to.match(/^(kubectl get|az [a-z -]*(show|list)|GET)\b/);
  });
});
