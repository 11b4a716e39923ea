import { expect } from "chai";
import { CertificateAuthority } from "../../emulator";
import { group, issuerUrl, Reader, type Role, subject, vaultId } from "./reader";
import { otherTenantId, principal, subscriptionId, tenantId } from "./world";

const byRoles = "https://kv-roles.vault.azure.net";
const byPolicies = "https://kv-policies.vault.azure.net";
// Declared in full, since generating a key takes long.
const { certificate, privateKey } = new CertificateAuthority("tests").issue({ commonName: "web" });
const objects = {
  // The name of one secret is the start of another's.
  secrets: ["db", "d", "other"],
  keys: [{ name: "sign", versions: [{ publicKey: certificate }] }],
  certificates: [{ name: "web", versions: [{ privateKey, chain: [certificate] }] }],
};

/** What a workload may read: Secret, secret's Versions, Key, key's Versions, Certificate and its Versions. */
const paths = {
  s: "/secrets/db",
  sv: "/secrets/db/versions",
  k: "/keys/sign",
  kv: "/keys/sign/versions",
  c: "/certificates/web",
  cv: "/certificates/web/versions",
};
const everything = Object.keys(paths).join(" ");

describe("permissions in a vault", function () {
  // The first to start generates keys, which takes seconds on a busy machine.
  this.timeout(60_000);
  let reader: Reader;

  /** Which of `paths` the workload may read. */
  const allowed = async (vault = byRoles) => {
    const answers = await Promise.all(
      Object.entries(paths).map(async ([name, path]) => ({ name, ...(await reader.get(vault + path)) })),
    );
    for (const { status, body } of answers) expect(status, JSON.stringify(body)).to.be.oneOf([200, 403]);
    return answers.flatMap(({ name, status }) => (status === 200 ? [name] : [])).join(" ");
  };
  const assign = (role: Role, scope = vaultId("kv-roles"), change: object = {}) =>
    reader.assign(role, scope, change);

  beforeEach(async () => {
    reader = await Reader.start({
      identities: [
        {
          resourceGroupName: "shop",
          name: "foreign",
          clientId: principal(1),
          principalId: principal(2),
          tenantId: otherTenantId,
          credentials: [{ name: "aks", issuer: issuerUrl, subject }],
        },
      ],
      vaults: [
        { resourceGroupName: "shop", name: "kv-roles", enableRbacAuthorization: true, objects },
        { resourceGroupName: "shop", name: "kv-policies", objects },
      ],
    });
  });
  afterEach(() => reader.stop());

  describe("begin with a token", () => {
    it("and the vault answers where to get one", async () => {
      const { status, headers, body } = await reader.workload.get(`${byRoles}/secrets/db/?api-version=7.4`);
      expect(status).to.equal(401);
      expect(headers["www-authenticate"]).to.equal(
        `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="https://vault.azure.net"`,
      );
      expect(body.error.code).to.equal("Unauthorized");
    });

    it("with a valid signature", async () => {
      await assign("Key Vault Administrator");
      reader.token = `${reader.token.slice(0, -8)}AAAAAAAA`;
      expect((await reader.get(`${byRoles}/secrets/db`)).status).to.equal(401);
    });

    it("for the vaults of the same cloud", async () => {
      await assign("Key Vault Administrator");
      expect(await allowed()).to.equal(everything);
      reader.cloud.world.cloud = "AzureChinaCloud";
      expect((await reader.get("https://kv-roles.vault.azure.cn/secrets/db")).status).to.equal(401);
    });

    it("of the vault's tenant", async () => {
      await reader.signIn(principal(1), otherTenantId);
      await assign("Key Vault Administrator");
      const { status, body } = await reader.get(`${byRoles}/secrets/db`);
      expect(status).to.equal(401);
      expect(body.error.message).to.equal(
        `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${tenantId}/, found https://sts.windows.net/${otherTenantId}/.`,
      );
    });
  });

  describe("by role", () => {
    const table: Record<Role, string> = {
      "Key Vault Administrator": everything,
      "Key Vault Certificate User": everything,
      "Key Vault Certificates Officer": "c cv",
      "Key Vault Crypto Officer": "k kv",
      "Key Vault Crypto Service Encryption User": "k kv",
      "Key Vault Crypto User": "k kv",
      "Key Vault Reader": "sv k kv c cv",
      "Key Vault Secrets Officer": "s sv",
      "Key Vault Secrets User": "s sv",
      Contributor: "",
      Owner: "",
      Reader: "",
    };
    for (const [role, expected] of Object.entries(table) as [Role, string][]) {
      it(`let ${role} read ${expected || "nothing"}`, async () => {
        await assign(role);
        expect(await allowed()).to.equal(expected);
      });
    }

    it("are none without a role", async () => {
      expect(await allowed()).to.equal("");
    });

    const above = { root: "/", subscription: `/subscriptions/${subscriptionId}`, "resource group": group };
    for (const [name, scope] of Object.entries({
      ...above,
      "vault, in any letter case": vaultId("KV-Roles"),
    })) {
      it(`come from a role on the ${name}`, async () => {
        await assign("Key Vault Administrator", scope);
        expect(await allowed()).to.equal(everything);
      });
    }

    it("on an object are for that object alone", async () => {
      for (const [scope, expected] of [
        ["secrets/other", ""],
        ["secrets/d", ""],
        ["secrets/DB", "s sv"],
        ["keys/sign", "k kv"],
        ["certificates/web", "c cv"],
      ]) {
        const made = await assign("Key Vault Administrator", `${vaultId("kv-roles")}/${scope}`);
        expect((await reader.get(`${byRoles}/${scope}`)).status, scope).to.equal(200);
        expect(await allowed(), scope).to.equal(expected);
        await reader.azure.delete(made);
      }
    });

    it("on a certificate are none on its secret and its key", async () => {
      await assign("Key Vault Administrator", `${vaultId("kv-roles")}/certificates/web`);
      const statuses = ["certificates", "secrets", "keys"].map(
        async (kind) => (await reader.get(`${byRoles}/${kind}/web`)).status,
      );
      expect(await Promise.all(statuses)).to.deep.equal([200, 403, 403]);
    });

    it("do not come from a role on another vault", async () => {
      await assign("Key Vault Administrator", vaultId("kv-policies"));
      expect(await allowed()).to.equal("");
    });

    it("do not come from another's role", async () => {
      await assign("Key Vault Administrator", group, { principalId: principal(9) });
      expect(await allowed()).to.equal("");
    });

    it("do not come from a role with a condition", async () => {
      const condition = "@Resource[x] StringEquals 'y'";
      await assign("Key Vault Administrator", group, { condition, conditionVersion: "2.0" });
      expect(await allowed()).to.equal("");
    });

    it("do not come from an access policy", async () => {
      await reader.allow("kv-roles", { secrets: ["all"], keys: ["all"], certificates: ["all"] });
      expect(await allowed()).to.equal("");
    });

    it("end with the role", async () => {
      const made = await assign("Key Vault Secrets User");
      expect(await allowed()).to.equal("s sv");
      await reader.azure.delete(made);
      expect(await allowed()).to.equal("");
    });

    it("are named in the error where they are missing", async () => {
      const { status, body } = await reader.get(`${byRoles}/secrets/DB`);
      expect(status).to.equal(403);
      expect(body.error.innererror).to.deep.equal({ code: "ForbiddenByRbac" });
      expect(body.error.message.split("\r\n")).to.include.members([
        `Caller: appid=${reader.clientId};oid=${reader.principalId};iss=https://sts.windows.net/${tenantId}/`,
        "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
        `Resource: '${vaultId("kv-roles").toLowerCase()}/secrets/db'`,
        "Vault: kv-roles;location=westeurope",
      ]);
    });

    it("are missed as often as grantsTakeEffectAfter says", async () => {
      reader.endpoints.grantsTakeEffectAfter = 2;
      await assign("Key Vault Secrets User");
      const statuses = [];
      for (const _ of [1, 2, 3]) statuses.push((await reader.get(`${byRoles}/secrets/db`)).status);
      expect(statuses).to.deep.equal([403, 403, 200]);
    });

    it("are named in the log", async () => {
      await assign("Key Vault Reader", group);
      await reader.get(`${byRoles}/keys/sign`);
      expect(reader.endpoints.requests.at(-1)).to.deep.equal({
        host: "kv-roles.vault.azure.net",
        method: "GET",
        path: "/keys/sign",
        status: 200,
        allowedBy: `role Key Vault Reader on ${group}`,
      });
    });

    it("are held back while grantsTakeEffectAfter is infinite", async () => {
      reader.endpoints.grantsTakeEffectAfter = Number.POSITIVE_INFINITY;
      await assign("Key Vault Secrets User");
      expect(await allowed()).to.equal("");
      reader.endpoints.grantsTakeEffectAfter = 0;
      expect(await allowed()).to.equal("s sv");
    });
  });

  describe("by access policy", () => {
    const table: [object, string][] = [
      [{ secrets: ["get"] }, "s"],
      [{ secrets: ["list"] }, "sv"],
      [{ secrets: ["Get", "List"] }, "s sv"],
      [{ keys: ["get"] }, "k"],
      [{ keys: ["list"] }, "kv"],
      [{ certificates: ["get"] }, "c"],
      [{ certificates: ["list"] }, "cv"],
      [{ secrets: ["all"], keys: ["all"], certificates: ["all"] }, everything],
      [{ secrets: ["set", "delete"], keys: ["sign", "create"], certificates: ["import"] }, ""],
    ];
    for (const [permissions, expected] of table) {
      it(`with ${JSON.stringify(permissions)} read ${expected || "nothing"}`, async () => {
        await reader.allow("kv-policies", permissions);
        expect(await allowed(byPolicies)).to.equal(expected);
      });
    }

    it("are named in the log", async () => {
      await reader.allow("kv-policies", { keys: ["get"] });
      await reader.get(`${byPolicies}/keys/sign`);
      expect(reader.endpoints.requests.at(-1)?.allowedBy).to.equal("access policy with keys get");
    });

    it("do not come from another's entry", async () => {
      await reader.allow("kv-policies", { secrets: ["get"] }, { objectId: principal(9) });
      expect(await allowed(byPolicies)).to.equal("");
    });

    it("come from an entry that was there before, of the vault's tenant only", async () => {
      const entry = { objectId: reader.principalId, permissions: { secrets: ["get"] } };
      const declare = (change: object) => {
        const vault = reader.cloud.world.vaults.find(({ name }) => name === "kv-policies");
        Object.assign(vault as object, { accessPolicies: [{ ...entry, ...change }] });
      };
      declare({ tenantId: otherTenantId });
      expect(await allowed(byPolicies)).to.equal("");
      declare({});
      expect(await allowed(byPolicies)).to.equal("s");
    });

    it("do not come from an entry for users of an application", async () => {
      await reader.allow("kv-policies", { secrets: ["get"] }, { applicationId: principal(9) });
      expect(await allowed(byPolicies)).to.equal("");
    });

    it("do not come from a role", async () => {
      await assign("Key Vault Administrator", group);
      expect(await allowed(byPolicies)).to.equal("");
    });

    it("are named in the error where they are missing", async () => {
      const { status, body } = await reader.get(`${byPolicies}/keys/sign`);
      expect(status).to.equal(403);
      expect(body.error.innererror).to.deep.equal({ code: "ForbiddenByPolicy" });
      expect(body.error.message).to.equal(
        `The user, group or application 'appid=${reader.clientId};oid=${reader.principalId};iss=https://sts.windows.net/${tenantId}/' ` +
          "does not have keys get permission on key vault 'kv-policies;location=westeurope'. " +
          "For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287",
      );
    });
  });
});
