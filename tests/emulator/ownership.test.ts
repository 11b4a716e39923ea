import { expect } from "chai";
import type { Emulator, GraphPermission } from "../../emulator";
import { connectEachTest } from "./connect-each-test";
import { type Created, type ProviderClient, refusal } from "./provider-client";
import { principal } from "./world";

const application = "azuread:index/application:Application";
const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";
const credential =
  "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";
const getApplication = "azuread:index/getApplication:getApplication";
const getServicePrincipal = "azuread:index/getServicePrincipal:getServicePrincipal";
const deployer = principal(1);
const declared = { clientId: principal(2), objectId: principal(3), displayName: "billing" };
const declaredPrincipal = { objectId: principal(4) };
const ownedBy = "Application.ReadWrite.OwnedBy";
const denied =
  "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges to complete the operation.";
const printed = (text: string) => `1 error occurred:\n\t* ${text}\n\n`;

describe("applications and who owns them in Entra", () => {
  let cloud: Emulator;
  let entra: ProviderClient;

  const createApplication = (owners?: string[]) =>
    entra.create(application, "app", { displayName: "orders", ...(owners && { owners }) });
  const createPrincipal = (app: Created, owners?: string[]) =>
    entra.create(servicePrincipal, "sp", {
      clientId: app.properties.clientId,
      ...(owners && { owners }),
    });
  const credentialInputs = (applicationId: string) => ({
    applicationId,
    displayName: "aks",
    audiences: ["api://AzureADTokenExchange"],
    issuer: "https://issuer/",
    subject: "system:serviceaccount:shop:orders",
  });
  const createCredential = ({ id }: { id: string }) => entra.create(credential, "aks", credentialInputs(id));
  const allow = (graphPermission: GraphPermission) => {
    cloud.world.deployer = { objectId: deployer, graphPermission };
  };

  connectEachTest(
    "azuread",
    (created, client) => {
      cloud = created;
      entra = client;
    },
    {
      deployer: { objectId: deployer, graphPermission: ownedBy },
      applications: [{ ...declared, servicePrincipal: declaredPrincipal }],
    },
  );

  it("an application and a service principal without owners have none: azuread removes their creator", async () => {
    const app = await createApplication();
    expect(app.properties.owners).to.deep.equal([]);
    allow("Application.ReadWrite.All");
    expect((await createPrincipal(app)).properties.owners).to.deep.equal([]);
    const removals = cloud.deployerRequests.filter(({ method }) => method === "DELETE");
    expect(removals.map(({ target }) => target.split("/").slice(3).join("/"))).to.deep.equal([
      `owners/${deployer}/$ref`,
      `owners/${deployer}/$ref`,
    ]);
  });

  it("an owner with OwnedBy creates and changes all of it, and deletes it again", async () => {
    const app = await createApplication([deployer]);
    const ofIt = await createPrincipal(app, [deployer]);
    const made = await createCredential(app);
    await entra.update(made, { ...made.inputs, subject: "system:serviceaccount:shop:basket" });
    await entra.update(app, { ...app.inputs, displayName: "basket" });
    await entra.update(ofIt, { ...ofIt.inputs, notes: "for the basket" });
    for (const one of [made, ofIt, app]) await entra.delete(one);
    expect(cloud.entra).to.deep.equal([]);
  });

  it("a deployer with OwnedBy who is not among the owners can neither change nor delete the application", async () => {
    const app = await createApplication();
    const { objectId } = app.properties;
    expect(await refusal(entra.update(app, { displayName: "basket" }))).to.equal(
      printed(`Could not update application with object ID: "${objectId}": ${denied}`),
    );
    expect(await refusal(createCredential(app))).to.equal(
      printed(`Adding federated identity credential for Application (Application: "${objectId}"): ${denied}`),
    );
    expect(await refusal(entra.delete(app))).to.equal(
      printed(`[id] deleting Application (Application: "${objectId}"): ${denied}: ${denied}`),
    );
    expect(cloud.entra.map(({ type }) => type)).to.deep.equal([application]);
  });

  it("a deployer with OwnedBy who does not own the application gets a misleading answer for a service principal", async () => {
    const app = await createApplication();
    expect(await refusal(createPrincipal(app, [deployer]))).to.equal(
      printed(
        "Could not create service principal: unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: When using this permission, the backing application of the service principal being created must in the local tenant",
      ),
    );
  });

  it("a deployer with OwnedBy who does not own the service principal can neither change nor delete it", async () => {
    const app = await createApplication([deployer]);
    const ofIt = await createPrincipal(app);
    const named = `Service Principal (Service Principal: "${ofIt.properties.objectId}")`;
    expect(await refusal(entra.update(ofIt, { ...ofIt.inputs, notes: "n" }))).to.equal(
      printed(`Updating ${named}: ${denied}`),
    );
    expect(await refusal(entra.delete(ofIt))).to.equal(printed(`[id] Deleting ${named}: ${denied}`));
  });

  it("an owner who takes themselves out of owners loses the next write", async () => {
    const app = await createApplication([deployer]);
    const properties = await entra.update(app, { displayName: "orders", owners: [principal(9)] });
    expect(properties.owners).to.deep.equal([principal(9)]);
    expect(await refusal(createCredential(app))).to.contain("Authorization_RequestDenied");
  });

  it("a credential is changed and deleted by owners of its application only", async () => {
    const app = await createApplication([deployer]);
    const made = await createCredential(app);
    await entra.update(app, { displayName: "orders", owners: [] });
    const { credentialId } = made.properties;
    const { objectId } = app.properties;
    expect(await refusal(entra.update(made, { ...made.inputs, subject: "other" }))).to.equal(
      printed(
        `Updating federated identity credential with ID "${credentialId}" for application with object ID "${objectId}": ${denied}`,
      ),
    );
    expect(await refusal(entra.delete(made))).to.contain(
      `Removing Application Id Federated Identity Credential (Application: "${objectId}"`,
    );
  });

  it("an existing application takes credentials from its owner alone, unless the deployer may change all", async () => {
    const existing = { id: `/applications/${declared.objectId}` };
    expect(await refusal(createCredential(existing))).to.contain("Authorization_RequestDenied");
    cloud.world.applications = [{ ...declared, owners: [deployer.toUpperCase()] }];
    await entra.delete(await createCredential(existing));
    cloud.world.applications = [declared];
    allow("Application.ReadWrite.All");
    await createCredential(existing);
  });

  it("an adopted service principal that the deployer does not own stays when azuread fails to delete it", async () => {
    allow("Application.ReadWrite.All");
    const adopted = await entra.create(servicePrincipal, "sp", {
      clientId: declared.clientId,
      useExisting: true,
    });
    allow(ownedBy);
    await entra.delete(adopted);
    expect(await entra.invoke(getServicePrincipal, { clientId: declared.clientId })).to.include(
      declaredPrincipal,
    );
  });

  it("OwnedBy finds every application and service principal, as All does", async () => {
    expect(await entra.invoke(getApplication, { clientId: declared.clientId })).to.include(declared);
    expect(await entra.invoke(getServicePrincipal, { clientId: declared.clientId })).to.include(
      declaredPrincipal,
    );
  });

  it("a deployer without directory permissions gets 403 for look-ups, reads and creations", async () => {
    allow("None");
    const byClientId = `filter "appId eq '${declared.clientId}'": ${denied}`;
    expect(await refusal(entra.invoke(getApplication, { clientId: declared.clientId }))).to.equal(
      `invoking ${getApplication}: ${printed(`Listing applications for ${byClientId}`)}`,
    );
    expect(await refusal(entra.invoke(getServicePrincipal, { clientId: declared.clientId }))).to.equal(
      `invoking ${getServicePrincipal}: ${printed(`Listing service principals for ${byClientId}`)}`,
    );
    expect(await refusal(createApplication())).to.equal(printed(`Could not create application: ${denied}`));
    const id = `/applications/${declared.objectId}`;
    expect(await refusal(entra.read({ type: application, id }))).to.equal(
      printed(`[id] Retrieving Application (Application: "${declared.objectId}"): ${denied}`),
    );
  });

  it("a deployer who may only read finds an application and cannot change it", async () => {
    allow("Application.Read.All");
    expect(await entra.invoke(getApplication, { clientId: declared.clientId })).to.include(declared);
    expect(await refusal(createCredential({ id: `/applications/${declared.objectId}` }))).to.contain(
      "Authorization_RequestDenied",
    );
  });

  it("the deployer's object id is the world's, for both providers", async () => {
    const config = await entra.invoke("azuread:index/getClientConfig:getClientConfig");
    expect(config.objectId).to.equal(deployer);
  });
});
