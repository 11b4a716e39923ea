import { expect } from "chai";
import { decodeJwt } from "jose";
import { type Emulator, type Endpoints, startEmulator } from "../../emulator";
import { ProviderClient } from "./provider-client";
import { TokenIssuer, Workload } from "./workload";
import { issuer as issuerUrl, otherTenantId, principal, tenantId, world } from "./world";

const subject = "system:serviceaccount:shop:orders";
const audience = "api://AzureADTokenExchange";
const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const vaultScope = "https://vault.azure.net/.default openid offline_access profile";
const [application, bare] = [principal(10), principal(11)];

describe("the login", function () {
  // The first to start generates keys, which takes seconds on a busy machine.
  this.timeout(60_000);
  let cloud: Emulator;
  let azure: ProviderClient;
  let endpoints: Endpoints;
  let workload: Workload;
  let issuer: TokenIssuer;
  let other: TokenIssuer;
  let clientId: string;
  let principalId: unknown;
  const published = new Map<string, TokenIssuer>();

  const makeIdentity = () =>
    azure.create("azure-native:managedidentity:UserAssignedIdentity", "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
    });
  const makeCredential = (name: string, change: object = {}) =>
    azure.create("azure-native:managedidentity:FederatedIdentityCredential", name, {
      resourceGroupName: "shop",
      resourceName: "orders",
      issuer: issuerUrl,
      subject,
      audiences: [audience],
      ...change,
    });
  const tokenUrl = (tenant: string) => `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
  const exchange = (assertion: string, change: Record<string, string> = {}, tenant = tenantId) =>
    workload.post(tokenUrl(tenant), {
      grant_type: "client_credentials",
      client_id: clientId,
      client_assertion: assertion,
      client_assertion_type: jwtBearer,
      scope: vaultScope,
      ...change,
    });
  /** The number and the start of the sentence. */
  const refusal = async (answer: ReturnType<typeof exchange>) => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).to.be.oneOf([400, 401]);
    return String(body.error_description).replace(/ Trace ID: .*/s, "");
  };

  before(async () => {
    [issuer, other] = await Promise.all([
      TokenIssuer.create(issuerUrl),
      TokenIssuer.create("https://other.example/"),
    ]);
    published.set(issuerUrl, issuer).set("https://other.example/", other);
  });

  beforeEach(async () => {
    const credentials = [{ name: "aks", issuer: issuerUrl, subject: "system:serviceaccount:shop:app" }];
    cloud = await startEmulator({
      world: {
        ...world(),
        applications: [
          {
            clientId: application,
            objectId: principal(20),
            displayName: "app",
            servicePrincipal: { objectId: principal(30) },
            credentials,
          },
          { clientId: bare, objectId: principal(21), displayName: "bare", credentials },
        ],
        vaults: [{ resourceGroupName: "shop", name: "kv-elsewhere", tenantId: otherTenantId }],
      },
    });
    azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    endpoints = await cloud.startEndpoints({ keysOf: async (url) => published.get(url)?.keys });
    workload = new Workload(endpoints);
    const made = await makeIdentity();
    clientId = String(made.properties.clientId);
    principalId = made.properties.principalId;
  });
  afterEach(async () => {
    azure.close();
    await endpoints.stop();
    await cloud.stop();
  });

  it("is found the way that MSAL looks for it", async () => {
    const host = "https://login.microsoftonline.com";
    const asked = `${host}/common/discovery/instance?api-version=1.1&authorization_endpoint=${host}/${tenantId}/oauth2/v2.0/authorize`;
    const { tenant_discovery_endpoint, metadata } = (await workload.get(asked)).body;
    expect(metadata[0].aliases).to.deep.equal(["login.microsoftonline.com"]);
    const { body } = await workload.get(tenant_discovery_endpoint);
    expect(body.token_endpoint).to.equal(tokenUrl(tenantId));
    expect(body.issuer).to.equal(`${host}/${tenantId}/v2.0`);
  });

  it("issues a token for the vaults to a managed identity", async () => {
    await makeCredential("aks");
    const { status, body } = await exchange(await issuer.token({ sub: subject }));
    expect(status).to.equal(200);
    const { aud, appid, oid, tid } = decodeJwt(body.access_token);
    expect({ aud, appid, oid, tid }).to.deep.equal({
      aud: "https://vault.azure.net",
      appid: clientId,
      oid: principalId,
      tid: tenantId,
    });
  });

  it("issues a token to an application's service principal", async () => {
    const assertion = await issuer.token({ sub: "system:serviceaccount:shop:app" });
    const { status, body } = await exchange(assertion, { client_id: application });
    expect(status).to.equal(200);
    expect(decodeJwt(body.access_token).oid).to.equal(principal(30));
  });

  it("issues no token to an application without a service principal", async () => {
    const assertion = await issuer.token({ sub: "system:serviceaccount:shop:app" });
    expect(await refusal(exchange(assertion, { client_id: bare }))).to.match(/^AADSTS7000229: /);
  });

  it("rejects a subject that differs, by letter case too", async () => {
    await makeCredential("aks");
    for (const sub of ["system:serviceaccount:shop:basket", "system:serviceaccount:shop:Orders"]) {
      expect(await refusal(exchange(await issuer.token({ sub })))).to.equal(
        `AADSTS700213: No matching federated identity record found for presented assertion subject '${sub}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
      );
    }
  });

  it("rejects an issuer that differs by its last slash", async () => {
    await makeCredential("aks", { issuer: issuerUrl.replace(/\/$/, "") });
    const answer = await refusal(exchange(await issuer.token({ sub: subject })));
    expect(answer).to.match(/^AADSTS700211: .* assertion issuer 'https:\/\/westeurope.*cluster\/'/);
  });

  it("rejects an audience that is not the credential's", async () => {
    await makeCredential("aks");
    const assertion = await issuer.token({ sub: subject, aud: ["https://kubernetes.default.svc"] });
    expect(await refusal(exchange(assertion))).to.match(
      /^AADSTS700212: .* assertion audience 'https:\/\/kubernetes\.default\.svc'/,
    );
  });

  it("does not put together issuer and subject of two credentials", async () => {
    await makeCredential("aks", { subject: "system:serviceaccount:shop:basket" });
    await makeCredential("elsewhere", { issuer: other.url });
    expect(await refusal(exchange(await issuer.token({ sub: subject })))).to.match(/^AADSTS700213: /);
  });

  it("rejects what another issuer signed", async () => {
    await makeCredential("aks");
    const forged = await other.token({ iss: issuerUrl, sub: subject });
    expect(await refusal(exchange(forged))).to.match(/^AADSTS50013: /);
  });

  it("rejects a key that the issuer does not publish", async () => {
    await makeCredential("aks");
    const forged = await other.token({ iss: issuerUrl, sub: subject }, "key-2");
    expect(await refusal(exchange(forged))).to.match(/^AADSTS7000272: .*'key-2'/);
  });

  it("rejects another algorithm than RS256", async () => {
    const url = "https://elliptic.example/";
    const elliptic = await TokenIssuer.create(url, "ES256");
    published.set(url, elliptic);
    await makeCredential("aks", { issuer: url });
    expect(await refusal(exchange(await elliptic.token({ sub: subject })))).to.match(/^AADSTS50013: /);
  });

  it("rejects when the issuer publishes nothing", async () => {
    await makeCredential("aks", { issuer: "https://nobody.example/" });
    const assertion = await issuer.token({ iss: "https://nobody.example/", sub: subject });
    expect(await refusal(exchange(assertion))).to.match(/^AADSTS501661: /);
  });

  it("rejects a token that has ended, has not begun or never ends", async () => {
    await makeCredential("aks");
    const now = Math.floor(Date.now() / 1000);
    for (const claims of [{ exp: now - 60 }, { nbf: now + 600 }, { exp: undefined }]) {
      const assertion = await issuer.token({ sub: subject, ...claims });
      expect(await refusal(exchange(assertion)), JSON.stringify(claims)).to.match(/^AADSTS700024: /);
    }
  });

  it("rejects what is not a token", async () => {
    await makeCredential("aks");
    expect(await refusal(exchange("no token"))).to.equal("AADSTS50027: JWT token is invalid or malformed.");
  });

  it("rejects a client id that nobody has, and an object id", async () => {
    await makeCredential("aks");
    for (const client_id of [principal(99), String(principalId)]) {
      const answer = await refusal(exchange(await issuer.token({ sub: subject }), { client_id }));
      expect(answer).to.contain(
        `AADSTS700016: Application with identifier '${client_id}' was not found in the directory '${tenantId}'.`,
      );
    }
  });

  it("rejects a client of another tenant", async () => {
    await makeCredential("aks");
    const answer = refusal(exchange(await issuer.token({ sub: subject }), {}, otherTenantId));
    expect(await answer).to.match(/^AADSTS700016: /);
  });

  it("rejects a tenant that does not exist, for the OpenID configuration too", async () => {
    await makeCredential("aks");
    const nowhere = principal(98);
    const configuration = `https://login.microsoftonline.com/${nowhere}/v2.0/.well-known/openid-configuration`;
    const answers = [
      exchange(await issuer.token({ sub: subject }), {}, nowhere),
      workload.get(configuration),
    ];
    for (const answer of answers) {
      expect(await refusal(answer)).to.contain(`AADSTS90002: Tenant '${nowhere}' not found.`);
    }
  });

  it("knows no passwords", async () => {
    await makeCredential("aks");
    const form = {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: "s",
      scope: vaultScope,
    };
    expect(await refusal(workload.post(tokenUrl(tenantId), form))).to.match(/^AADSTS7000218: /);
    expect(await refusal(exchange("", { grant_type: "password" }))).to.match(/^AADSTS70003: /);
  });

  it("issues tokens for the vaults of its own cloud only", async () => {
    await makeCredential("aks");
    for (const scope of [
      "https://vault.usgovcloudapi.net/.default",
      "https://graph.microsoft.com/.default",
    ]) {
      const answer = await refusal(exchange(await issuer.token({ sub: subject }), { scope }));
      expect(answer).to.match(/^AADSTS500011: The resource principal named https:\/\/(vault|graph)\./);
    }
  });

  it("rejects a workload whose credential was deleted", async () => {
    const made = await makeCredential("aks");
    await azure.delete(made);
    expect(await refusal(exchange(await issuer.token({ sub: subject })))).to.match(/^AADSTS700211: /);
  });

  it("misses a new credential as often as credentialsTakeEffectAfter says", async () => {
    endpoints.credentialsTakeEffectAfter = 2;
    await makeCredential("aks");
    const assertion = await issuer.token({ sub: subject });
    // Another workload's attempts do not make it spread.
    await refusal(exchange(await issuer.token({ sub: "system:serviceaccount:shop:basket" })));
    for (const _ of [1, 2]) expect(await refusal(exchange(assertion))).to.match(/^AADSTS700211: /);
    expect((await exchange(assertion)).status).to.equal(200);
  });

  it("logs the credential by which a token was issued", async () => {
    const { id } = await makeCredential("aks");
    await exchange(await issuer.token({ sub: subject }));
    expect(endpoints.requests.at(-1)?.allowedBy).to.equal(`credential ${id} for ${subject} of ${issuerUrl}`);
  });

  it("logs an error, and why", async () => {
    await exchange(await issuer.token({ sub: subject }));
    const { refusal, ...request } = endpoints.requests.at(-1) as (typeof endpoints.requests)[0];
    expect(request).to.deep.equal({
      host: "login.microsoftonline.com",
      method: "POST",
      path: `/${tenantId}/oauth2/v2.0/token`,
      status: 401,
    });
    expect(refusal).to.match(/^AADSTS700211: /);
  });
});
