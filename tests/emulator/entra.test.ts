import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { unknown } from "../../emulator/provider/values";
import { connectEachTest } from "./connect-each-test";
import { ProviderClient, refusal } from "./provider-client";
import { startTogether } from "./start-together";
import { principal, secretsUser, subscriptionId, tenantId } from "./world";

const application = "azuread:index/application:Application";
const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";
const credential =
  "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";
const getApplication = "azuread:index/getApplication:getApplication";
const getServicePrincipal = "azuread:index/getServicePrincipal:getServicePrincipal";
const declared = { clientId: principal(1), objectId: principal(2), displayName: "billing" };
const declaredPrincipal = { objectId: principal(3) };

/** The bridge's way of printing the Terraform provider's diagnostic. */
const printed = (text: string) => `1 error occurred:\n\t* ${text}\n\n`;

describe("Entra, behind azuread", () => {
  let cloud: Emulator;
  let entra: ProviderClient;

  const makeApplication = (displayName = "orders") => entra.create(application, "app", { displayName });
  const makePrincipal = (clientId: unknown, more: object = {}) =>
    entra.create(servicePrincipal, "sp", { clientId, ...more });
  const credentialInputs = (applicationId: unknown, name: string, change: object = {}) => ({
    applicationId,
    displayName: name,
    audiences: ["api://AzureADTokenExchange"],
    issuer: "https://issuer/",
    subject: `system:serviceaccount:shop:${name}`,
    ...change,
  });
  const makeCredential = (applicationId: unknown, name: string, change: object = {}) =>
    entra.create(credential, name, credentialInputs(applicationId, name, change));
  const failures = async (type: string, inputs: object) =>
    (await entra.check(type, "one", inputs as never)).failures;
  const types = () => cloud.entra.map(({ type }) => type);

  connectEachTest(
    "azuread",
    (made, client) => {
      cloud = made;
      entra = client;
    },
    { applications: [{ ...declared, servicePrincipal: declaredPrincipal }] },
  );

  describe("the provider", () => {
    it("has unknown outputs in a preview where Entra decides them", async () => {
      const properties = await entra.preview(application, "app", { displayName: "orders" });
      expect(properties).to.include({ displayName: "orders", clientId: unknown, objectId: unknown });
    });

    it("fills in defaults, and generates no name", async () => {
      const { inputs, failures } = await entra.check(application, "app", {});
      expect(inputs).to.deep.equal({ preventDuplicateNames: false, signInAudience: "AzureADMyOrg" });
      expect(failures).to.deep.equal(["Missing required property 'displayName'"]);
    });

    it("fails Check for unknown property names", async () => {
      expect(await failures(application, { displayName: "a", displayname: "a" })).to.deep.equal([
        "Invalid or unknown key. Examine values at 'one.displayname'.",
      ]);
    });

    it("has no type and no property that holds a secret", async () => {
      const password = "azuread:index/applicationPassword:ApplicationPassword";
      expect(await refusal(entra.check(password, "p", {}))).to.equal(
        `unrecognized resource type (Check): ${password}`,
      );
      expect(await failures(application, { displayName: "a", password: { displayName: "p" } })).to.deep.equal(
        ["the emulator has no passwords. Examine values at 'one.password'."],
      );
    });

    it("reads back what it created, and an import has the inputs from Entra", async () => {
      const made = await makeApplication();
      expect(await entra.read(made)).to.deep.equal({ inputs: made.inputs, properties: made.properties });
      const imported = await entra.read({ type: application, id: `/applications/${declared.objectId}` });
      expect(imported?.inputs).to.deep.equal({
        displayName: "billing",
        owners: [],
        signInAudience: "AzureADMyOrg",
      });
      expect(await entra.read({ type: application, id: `/applications/${principal(9)}` })).to.equal(
        undefined,
      );
    });
  });

  describe("an application", () => {
    it("gets unique ids, and may share its name", async () => {
      const [first, second] = [await makeApplication(), await makeApplication()];
      expect(first.id).to.equal(`/applications/${first.properties.objectId}`);
      expect(first.properties.clientId).not.to.equal(first.properties.objectId);
      expect(first.properties.clientId).not.to.equal(second.properties.clientId);
    });

    it("is renamed in place", async () => {
      const made = await makeApplication();
      expect(await entra.diff(made, { displayName: "basket" })).to.deep.include({
        changes: ["displayName"],
        replaces: [],
      });
      const properties = await entra.update(made, { displayName: "basket" });
      expect(properties).to.include({ displayName: "basket", clientId: made.properties.clientId });
    });

    it("is deleted with its service principal and its credentials", async () => {
      const made = await makeApplication();
      const ofIt = await makePrincipal(made.properties.clientId);
      await makeCredential(made.id, "one");
      await entra.delete(made);
      expect(cloud.entra).to.deep.equal([]);
      expect(await entra.read(ofIt)).to.equal(undefined);
    });

    it("needs GUIDs for owners", async () => {
      expect(await failures(application, { displayName: "a", owners: ["me"] })).to.deep.equal([
        `expected "owners.0" to be a valid UUID, got me. Examine values at 'one.owners[0]'.`,
      ]);
    });
  });

  describe("a service principal", () => {
    it("belongs to an application", async () => {
      const { properties } = await makeApplication();
      const made = await makePrincipal(properties.clientId);
      expect(made.id).to.equal(`/servicePrincipals/${made.properties.objectId}`);
      expect(made.properties).to.include({
        displayName: "orders",
        applicationTenantId: tenantId,
        type: "Application",
        accountEnabled: true,
      });
      expect(await refusal(makePrincipal(principal(9)))).to.equal(
        printed(
          `Could not create service principal: unexpected status 400 (400 Bad Request) with error: Request_BadRequest: The appId '${principal(9)}' of the service principal does not reference a valid application object.`,
        ),
      );
      expect(await failures(servicePrincipal, { clientId: "orders" })).to.deep.equal([
        `expected "client_id" to be a valid UUID, got orders. Examine values at 'one.clientId'.`,
      ]);
    });

    it("is the only one of its application", async () => {
      expect(await refusal(makePrincipal(declared.clientId))).to.equal(
        printed(
          `[id] A resource with the ID "${declaredPrincipal.objectId}" already exists: To be managed via Terraform, this resource needs to be imported into the State. Please see the resource documentation for "azuread_service_principal" for more information.`,
        ),
      );
    });

    it("is adopted with useExisting, and then deleted with the program", async () => {
      const made = await makePrincipal(declared.clientId, { useExisting: true });
      expect(made.properties.objectId).to.equal(declaredPrincipal.objectId);
      await entra.delete(made);
      expect(await refusal(entra.invoke(getServicePrincipal, { clientId: declared.clientId }))).to.contain(
        "no service principal found",
      );
    });

    it("is a principal that roles can be assigned to", async () => {
      const { properties } = await makeApplication();
      const { objectId } = (await makePrincipal(properties.clientId)).properties;
      const azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
      const assign = (name: string, principalId: unknown, principalType?: string) =>
        azure.create("azure-native:authorization:RoleAssignment", name, {
          scope: `/subscriptions/${subscriptionId}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/kv-shop`,
          principalId,
          principalType,
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${secretsUser}`,
        });
      expect((await assign("made", objectId)).properties.principalType).to.equal("ServicePrincipal");
      await assign("declared", declaredPrincipal.objectId, "ServicePrincipal");
      expect(await refusal(assign("user", declaredPrincipal.objectId, "User"))).to.contain(
        "UnmatchedPrincipalType",
      );
      // Neither the application's object id nor its client id is one.
      expect(await refusal(assign("wrong", properties.objectId))).to.contain("PrincipalNotFound");
      azure.close();
    });
  });

  describe("a credential of an application", () => {
    const app = `/applications/${declared.objectId}`;
    const refused = (name: string, text: string) =>
      printed(`Adding federated identity credential for Application (Application: "${name}"): ${text}`);
    const invalid =
      "unexpected status 400 (400 Bad Request) with error: InvalidFederatedIdentityCredentialValue";

    it("is identified by the application's object id and its own", async () => {
      const { id, properties } = await makeCredential(app, "one");
      expect(id).to.equal(`${declared.objectId}/federatedIdentityCredential/${properties.credentialId}`);
    });

    it("names its application by resource id", async () => {
      const wrong: Record<string, string> = {
        [declared.objectId]: `parsing "${declared.objectId}": parsing the Application ID: the number of segments didn't match\n\nExpected a Application ID that matched (containing 2 segments):\n\n> /applications/applicationId\n\nHowever this value was provided (which was parsed into 0 segments):\n\n> ${declared.objectId}`,
        "": 'parsing "": cannot parse an empty string',
        "/applications/": `parsing "/applications/": parsing the Application ID: the segment at position 1 didn't match`,
        "/servicePrincipals/x": `parsing "/servicePrincipals/x": parsing segment "applications": parsing the Application ID: the segment at position 0 didn't match`,
        "/applications/a/b": `parsing "/applications/a/b": unexpected segment "b" present at the end of the URI (input "/applications/a/b")`,
      };
      for (const [id, text] of Object.entries(wrong)) {
        const [failure] = await failures(credential, credentialInputs(id, "one"));
        expect(failure).to.contain(text).and.to.contain(". Examine values at 'one.applicationId'.");
      }
    });

    it("needs its application, which a client id does not name", async () => {
      const named = `retrieving Application (Application: "${declared.clientId}")`;
      const answer = `unexpected status 404 (404 Not Found) with error: Request_ResourceNotFound: Resource '${declared.clientId}' does not exist or one of its queried reference-property objects are not present.`;
      expect(await refusal(makeCredential(`/applications/${declared.clientId}`, "one"))).to.equal(
        printed(`${named}: ${answer}: ${answer}`),
      );
    });

    it("has exactly one audience", async () => {
      const two = credentialInputs(app, "one", { audiences: ["a", "b"] });
      expect(await failures(credential, two)).to.deep.equal([
        "Too many list items. Attribute audiences supports 1 item maximum, but config has 2 declared.. Examine values at 'one.audiences'.",
      ]);
      expect(await failures(credential, credentialInputs(app, "one", { audiences: [""] }))).to.deep.equal([
        `expected "audiences.0" to not be an empty string, got . Examine values at 'one.audiences[0]'.`,
      ]);
      expect(await refusal(makeCredential(app, "one", { audiences: [] }))).to.contain("exactly one audience");
    });

    it("has a name of 1 to 120 characters, and of 3 or more letters, digits, - and _ in Entra", async () => {
      for (const displayName of ["", "a".repeat(121)]) {
        expect(await failures(credential, credentialInputs(app, "one", { displayName }))).to.deep.equal([
          `expected length of display_name to be in the range (1 - 120), got ${displayName}. Examine values at 'one.displayName'.`,
        ]);
      }
      for (const displayName of ["ab", "-abc", "a.bc"]) {
        expect(await refusal(makeCredential(app, "one", { displayName })), displayName).to.contain(invalid);
      }
      for (const displayName of ["abc", "a".repeat(120)]) {
        await makeCredential(app, displayName.slice(0, 4), { displayName });
      }
    });

    it("has a unique name", async () => {
      await makeCredential(app, "one");
      expect(await refusal(makeCredential(app, "one", { subject: "other" }))).to.equal(
        refused(
          declared.objectId,
          "unexpected status 409 (409 Conflict) with error: Request_MultipleObjectsWithSameKeyValue: FederatedIdentityCredential with name one already exists.",
        ),
      );
    });

    it("is the only one of its issuer and subject", async () => {
      const { inputs } = await makeCredential(app, "one");
      expect(await refusal(makeCredential(app, "two", { subject: inputs.subject }))).to.equal(
        refused(
          declared.objectId,
          `${invalid}: The combination of issuer and subject must be unique for the application. Issuer https://issuer/ and Subject: ${inputs.subject} already exist. paramName: FederatedIdentityCredential.Subject, paramValue: ${inputs.subject}, objectType: Microsoft.Online.DirectoryServices.Application`,
        ),
      );
    });

    it("has no property of more than 600 characters", async () => {
      await makeCredential(app, "one", { subject: "s".repeat(600) });
      for (const name of ["issuer", "subject", "description"]) {
        expect(await refusal(makeCredential(app, "two", { [name]: "x".repeat(601) }))).to.contain(
          `${invalid}: The ${name} is longer than 600 characters.`,
        );
      }
    });

    it("is one of at most twenty, those that were there included", async () => {
      cloud.world.applications = [{ ...declared, credentials: 19 }];
      await makeCredential(app, "twentieth");
      expect(await refusal(makeCredential(app, "one-more"))).to.contain(`${invalid}: At most 20`);
    });

    it("may be written while another one is", async () => {
      startTogether(cloud, 3);
      await Promise.all(["one", "two", "three"].map((name) => makeCredential(app, name)));
      expect(types()).to.deep.equal([credential, credential, credential]);
    });

    it("changes issuer, subject, audience and description in place", async () => {
      const made = await makeCredential(app, "one");
      await makeCredential(app, "two");
      const change = {
        issuer: "https://new/",
        subject: "new",
        audiences: ["new"],
        description: "new",
      };
      const news = credentialInputs(app, "one", change);
      expect((await entra.diff(made, news)).replaces).to.deep.equal([]);
      const properties = await entra.update(made, news);
      expect(properties).to.deep.include({ ...change, credentialId: made.properties.credentialId });
      const taken = credentialInputs(app, "one", { subject: "system:serviceaccount:shop:two" });
      expect(await refusal(entra.update(made, taken))).to.contain("must be unique for the application");
    });

    it("is replaced with its name or application, create-first: the same issuer and subject fail", async () => {
      const made = await makeCredential(app, "one");
      for (const change of [{ displayName: "two" }, { applicationId: `/applications/${principal(9)}` }]) {
        expect(await entra.diff(made, credentialInputs(app, "one", change))).to.deep.include({
          replaces: Object.keys(change),
          deleteBeforeReplace: false,
        });
      }
      expect(await refusal(makeCredential(app, "two", { subject: made.inputs.subject }))).to.contain(
        "must be unique for the application",
      );
    });

    it("cannot be deleted when it is gone", async () => {
      const made = await makeCredential(app, "one");
      await entra.delete(made);
      expect(await refusal(entra.delete(made))).to.contain(
        "Removing Application Id Federated Identity Credential",
      );
    });
  });

  describe("look-ups", () => {
    it("return the deployer's ids", async () => {
      const config = await entra.invoke("azuread:index/getClientConfig:getClientConfig");
      expect(config).to.have.all.keys("clientId", "id", "objectId", "tenantId");
      const azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
      const { subscriptionId: _, ...ids } = await azure.invoke("azure-native:authorization:getClientConfig");
      expect(config).to.include(ids);
      azure.close();
    });

    it("find a service principal by each of its names", async () => {
      const { clientId, displayName } = declared;
      const { objectId } = declaredPrincipal;
      for (const args of [{ clientId: clientId.toUpperCase() }, { objectId }, { displayName }]) {
        expect(await entra.invoke(getServicePrincipal, args)).to.include({
          id: `/servicePrincipals/${objectId}`,
          objectId,
          clientId,
          displayName,
        });
      }
    });

    it("find an application by each of its names", async () => {
      const { clientId, displayName, objectId } = declared;
      for (const args of [{ clientId }, { objectId }, { displayName }]) {
        const found = await entra.invoke(getApplication, args);
        expect(found).to.include({ id: `/applications/${objectId}`, ...declared });
      }
    });

    it("name what was not found", async () => {
      const nobody = principal(9);
      const said = async (token: string, args: object) => refusal(entra.invoke(token, args as never));
      const texts: [string, object, string][] = [
        [getServicePrincipal, { clientId: nobody }, "No service principal found: no service principal found"],
        [
          getServicePrincipal,
          { objectId: nobody },
          `[object_id] Service Principal (Service Principal: "${nobody}") was not found`,
        ],
        [
          getServicePrincipal,
          { displayName: "o'brien" },
          `Service principal not found: no service principals found matching filter: "displayName eq 'o''brien'"`,
        ],
        [
          getApplication,
          { clientId: nobody },
          `Application not found: no applications found matching filter: "appId eq '${nobody}'"`,
        ],
        [
          getApplication,
          { objectId: nobody },
          `[object_id] Application with object ID "${nobody}" was not found`,
        ],
      ];
      for (const [token, args, text] of texts) {
        expect(await said(token, args)).to.equal(`invoking ${token}: ${printed(text)}`);
      }
    });

    it("find no service principal of an application that has none", async () => {
      cloud.world.applications = [declared];
      expect(await refusal(entra.invoke(getServicePrincipal, { clientId: declared.clientId }))).to.contain(
        "no service principal found",
      );
    });

    it("take one name only, and ids as GUIDs", async () => {
      expect(await refusal(entra.invoke(getServicePrincipal))).to.contain(
        "one of `client_id,display_name,object_id` must be specified",
      );
      const both = { clientId: declared.clientId, displayName: "x" };
      expect(await refusal(entra.invoke(getServicePrincipal, both))).to.contain(
        "only one of `client_id,display_name,object_id` can be specified, but `client_id,display_name` were specified.",
      );
      expect(await refusal(entra.invoke(getServicePrincipal, { clientId: "orders" }))).to.contain(
        '[client_id] expected "client_id" to be a valid UUID, got orders',
      );
    });

    it("do not choose between two of one name", async () => {
      await makeApplication("billing");
      expect(await refusal(entra.invoke(getApplication, { displayName: "billing" }))).to.contain(
        `found multiple applications matching filter: "displayName eq 'billing'"`,
      );
    });

    it("are forbidden to a deployer who is denied them", async () => {
      cloud.world.denied = [getServicePrincipal];
      expect(await refusal(entra.invoke(getServicePrincipal, { clientId: declared.clientId }))).to.contain(
        "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges to complete the operation.",
      );
    });
  });
});
