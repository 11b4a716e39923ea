import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import type { KubernetesObject } from "../../emulator/kubernetes/object-kind";
import { asSecret } from "../../emulator/vault/content";
import { Workload } from "../emulator/workload";
import { exampleFiles } from "../examples/support/example";
import { surroundings, tenantId } from "../examples/support/surroundings";
import { requestPodTokens } from "./kubelet/pod-tokens";
import { Scenario } from "./support/scenario";
import { aks, issuers } from "./support/test-cluster";
import { certificate, key, rsaKey, secret } from "./support/vault-contents";

const web = certificate();
const signing = rsaKey();

/** The pod that the program itself makes. */
const podOf = ({ testCluster }: Scenario, namespace: string) =>
  testCluster.cluster("blue").podOf(namespace, { "azure.workload.identity/use": "true" });

describe("examples/entra-application-typescript: an Entra application, access policies", function () {
  this.timeout(180_000);
  let scenario: Scenario;
  let pod: KubernetesObject;

  before(async () => {
    const vault = {
      resourceGroupName: "shop",
      name: "kv-shop",
      objects: {
        secrets: [secret("secret1", "the value")],
        keys: [key("key1", signing)],
        certificates: [{ name: "cert1", versions: [web] }],
      },
    };
    const world = surroundings({ clusters: [aks("aks-prod", "blue")], vaults: [vault] });
    scenario = await Scenario.open({ world, files: exampleFiles("entra-application-typescript") });
    pod = await podOf(scenario, "default");
  });
  after(() => scenario?.close());

  it("a pod with an Entra application mounts secret, key and certificate by access policies", async () => {
    const { volumes } = await scenario.environment.start("blue", pod);
    const files = volumes["secrets-store-kv-shop"] ?? {};
    expect(files).to.have.all.keys("secret1", "key1", "cert1");
    expect(files.secret1?.content.toString()).to.equal("the value");
    expect(files.key1?.content.toString()).to.equal(signing);
    const { raw } = new X509Certificate(files.cert1?.content ?? "");
    expect(raw).to.deep.equal(new X509Certificate(web.chain[0] as string).raw);
  });

  it("the login lets the pod in as the application, by the application's credential", () => {
    const { entra, azure } = scenario.environment.cloud;
    expect(azure.filter(({ type }) => type.endsWith(":UserAssignedIdentity"))).to.deep.equal([]);
    const credential = entra.find(({ type }) => type.endsWith(":ApplicationFederatedIdentityCredential"));
    const allowed = scenario.environment.endpoints.requests.filter(({ path }) => path.endsWith("/token"));
    expect(allowed.map(({ status, allowedBy }) => [status, allowedBy?.split(" ")[1]])).to.deep.include([
      200,
      credential?.id,
    ]);
  });
});

describe("examples/sdk-and-mount-yaml: identity, credential and service account exist already", function () {
  this.timeout(180_000);
  const clientId = "c1d7a9f0-3a52-4a3b-8f8c-5b0e6a1d2f34";
  const account = { namespace: "customer-namespaces", name: "k8saas-customer-sa-workload-id" };
  let scenario: Scenario;
  let pod: KubernetesObject;

  before(async () => {
    const vault = (name: string, objectName: string) => ({
      resourceGroupName: "customer",
      name,
      enableRbacAuthorization: true,
      objects: { secrets: [secret(objectName, `of ${name}`)] },
    });
    const world = surroundings({
      identities: [
        {
          resourceGroupName: "k8saas-sandbox",
          name: "k8saas-sandbox-customer-workload-id",
          clientId,
          principalId: "e5a0c7b2-6a0f-4d5a-9c1e-8d3f2b4a6c70",
          credentials: [
            {
              name: "existing",
              issuer: issuers.blue,
              subject: `system:serviceaccount:${Object.values(account).join(":")}`,
            },
          ],
        },
      ],
      vaults: [vault("kv-mounted", "wid-tuto-password"), vault("kv-read-by-sdk", "api-token")],
      namespaces: [account.namespace],
      kubernetesObjects: [{ manifest: { apiVersion: "v1", kind: "ServiceAccount", metadata: account } }],
    });
    scenario = await Scenario.open({ world, files: exampleFiles("sdk-and-mount-yaml") });
    pod = await podOf(scenario, account.namespace);
  });
  after(() => scenario?.close());

  it("a pod with an existing service account mounts one of its two vaults", async () => {
    const { volumes } = await scenario.environment.start("blue", pod);
    expect(Object.keys(volumes)).to.deep.equal(["secrets-store-kv-mounted"]);
    const file = volumes["secrets-store-kv-mounted"]?.["wid-tuto-password"];
    expect(file?.content.toString()).to.equal("of kv-mounted");
  });

  it("an SDK reads the other vault with what the webhook put into the pod", async () => {
    const { containers, volumes } = pod.spec as {
      containers: { env: { name: string; value?: string }[] }[];
      volumes: { projected?: { sources: { serviceAccountToken?: { audience?: string } }[] } }[];
    };
    const env = Object.fromEntries((containers[0]?.env ?? []).map(({ name, value }) => [name, value]));
    // The webhook reads both from the annotations of the account that existed.
    expect(env).to.include({ AZURE_CLIENT_ID: clientId, AZURE_TENANT_ID: tenantId });
    const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []);
    const audiences = sources.map(({ serviceAccountToken }) => serviceAccountToken?.audience);
    const audience = audiences.find((one) => one?.startsWith("api:")) as string;
    const tokens = await requestPodTokens(scenario.testCluster.cluster("blue"), pod, [{ audience }]);
    const workload = new Workload(scenario.environment.endpoints);
    const login = `${env.AZURE_AUTHORITY_HOST}${env.AZURE_TENANT_ID}/oauth2/v2.0/token`;
    const { body } = await workload.post(login, {
      grant_type: "client_credentials",
      client_id: String(env.AZURE_CLIENT_ID),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: tokens[audience]?.token ?? "",
      scope: "https://vault.azure.net/.default",
    });
    const read = await workload.get(
      `${env.KEYVAULT_URL}secrets/${env.SECRET_NAME}?api-version=7.4`,
      body.access_token,
    );
    expect(read.body.value).to.equal("of kv-read-by-sdk");
  });
});

describe("examples/sovereign-cloud-yaml: the US Government cloud", function () {
  this.timeout(180_000);
  let scenario: Scenario;
  let pod: KubernetesObject;

  before(async () => {
    const vault = {
      resourceGroupName: "agency",
      name: "kv-records",
      enableRbacAuthorization: true,
      objects: { certificates: [{ name: "archive", versions: [web] }] },
    };
    const world = surroundings({
      cloud: "AzureUSGovernmentCloud",
      clusters: [aks("aks-virginia", "blue")],
      vaults: [vault],
      namespaces: ["agency"],
    });
    const config = { "azure-native:environment": "usgovernment" };
    scenario = await Scenario.open({ world, files: exampleFiles("sovereign-cloud-yaml"), config });
    pod = await podOf(scenario, "agency");
  });
  after(() => scenario?.close());

  it("a pod in the US Government cloud mounts from that cloud's hosts and no other", async () => {
    const { volumes } = await scenario.environment.start("blue", pod);
    const file = volumes["secrets-store-kv-records"]?.["archive.pfx"];
    expect(file?.content).to.deep.equal(Buffer.from(asSecret(web).secret?.value as string, "base64"));
    const hosts = new Set(scenario.environment.endpoints.requests.map(({ host }) => host));
    expect([...hosts]).to.have.members(["login.microsoftonline.us", "kv-records.vault.usgovcloudapi.net"]);
  });
});
