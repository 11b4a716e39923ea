import { expect } from "chai";
import { decodeJwt } from "jose";
import { type ConsentDeclaration, type Emulator, type Endpoints, startEmulator } from "../../emulator";
import { ProviderClient } from "./provider-client";
import { TokenIssuer, Workload } from "./workload";
import { issuer as issuerUrl, otherTenantId, principal, tenantId, world } from "./world";

const subject = "system:serviceaccount:shop:orders";
const audience = "api://AzureADTokenExchange";
const credentials = [{ name: "aks", issuer: issuerUrl, subject }];
const [clientId, identityClientId, guest] = [principal(10), principal(11), principal(40)];
const consent = { application: "app", tenantId: otherTenantId, objectId: guest };

describe("a vault of another tenant", function () {
  // The first to start generates keys, which takes seconds on a busy machine.
  this.timeout(60_000);
  let cloud: Emulator;
  let endpoints: Endpoints;
  let workload: Workload;
  let issuer: TokenIssuer;

  before(async () => {
    issuer = await TokenIssuer.create(issuerUrl);
  });
  beforeEach(async () => {
    cloud = await startEmulator({
      world: {
        ...world(),
        identities: [
          {
            resourceGroupName: "shop",
            name: "orders",
            clientId: identityClientId,
            principalId: principal(12),
            credentials,
          },
        ],
        vaults: [
          {
            resourceGroupName: "shop",
            name: "kv-elsewhere",
            tenantId: otherTenantId,
            accessPolicies: [{ objectId: guest, permissions: { secrets: ["get"] } }],
            objects: { secrets: ["db"] },
          },
        ],
      },
    });
    endpoints = await cloud.startEndpoints({ keysOf: async () => issuer.keys });
    workload = new Workload(endpoints);
  });
  afterEach(async () => {
    await endpoints.stop();
    await cloud.stop();
  });

  const declare = (
    signInAudience?: "AzureADMyOrg" | "AzureADMultipleOrgs",
    consents: ConsentDeclaration[] = [consent],
  ) => {
    const servicePrincipal = { objectId: principal(30) };
    const app = { clientId, objectId: principal(20), displayName: "app", servicePrincipal, credentials };
    cloud.world.applications = [{ ...app, signInAudience }];
    cloud.world.consents = consents;
  };
  const signIn = async (tenant: string, client = clientId) =>
    workload.post(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
      grant_type: "client_credentials",
      client_id: client,
      client_assertion: await issuer.token({ sub: subject }),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      scope: "https://vault.azure.net/.default",
    });
  const expectNotFound = async (client = clientId) => {
    const { status, body } = await signIn(otherTenantId, client);
    expect(status).to.equal(400);
    expect(body.error_description).to.match(/^AADSTS700016: /);
  };

  it("gets a token of its own tenant from a multi-tenant application, as the service principal there", async () => {
    declare("AzureADMultipleOrgs");
    const { status, body } = await signIn(otherTenantId);
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(decodeJwt(body.access_token)).to.include({ tid: otherTenantId, oid: guest, appid: clientId });
  });

  it("accepts that token, and rejects one of the application's home tenant", async () => {
    declare("AzureADMultipleOrgs");
    const secret = "https://kv-elsewhere.vault.azure.net/secrets/db";
    const read = async (tenant: string) =>
      workload.get(secret, (await signIn(tenant)).body.access_token as string);
    expect((await read(otherTenantId)).status).to.equal(200);
    const { status, body } = await read(tenantId);
    expect(status).to.equal(401);
    expect(body.error.message).to.match(/^AKV10032: Invalid issuer\./);
  });

  it("is out of reach for an application of one tenant only", async () => {
    declare();
    await expectNotFound();
    declare("AzureADMyOrg");
    await expectNotFound();
  });

  it("is out of reach for a multi-tenant application without consent in its tenant", async () => {
    declare("AzureADMultipleOrgs", []);
    await expectNotFound();
  });

  it("is out of reach for a managed identity, whatever was consented to", async () => {
    declare("AzureADMultipleOrgs", [{ ...consent, application: identityClientId }]);
    expect((await signIn(tenantId, identityClientId)).status).to.equal(200);
    await expectNotFound(identityClientId);
  });

  it("is within reach of an application that a program creates, by consent to its display name", async () => {
    const entra = await ProviderClient.connect(cloud.debugProviders, "azuread");
    const app = await entra.create("azuread:index/application:Application", "guest", {
      displayName: "guest",
      signInAudience: "AzureADMultipleOrgs",
    });
    await entra.create(
      "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
      "aks",
      { applicationId: app.id, displayName: "aks", issuer: issuerUrl, subject, audiences: [audience] },
    );
    entra.close();
    cloud.world.consents = [{ application: "guest", tenantId: otherTenantId }];
    const created = String(app.properties.clientId);
    const { body } = await signIn(otherTenantId, created);
    expect(decodeJwt(body.access_token)).to.include({ tid: otherTenantId, appid: created });
  });
});
