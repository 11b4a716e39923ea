import { expect } from "chai";
import { permissionsFor } from "../../src/model/access-policy";
import { type AccessFacts, accessSummary, type VaultFacts } from "../../src/model/access-summary";
import { roleGrantsFor, type Scope } from "../../src/model/role-grants";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";
import { prose } from "../component/support/prose";

const file = (fileName: string, objectType: ObjectKind = "secret", objectName = fileName): VaultObject => ({
  fileName,
  objectName,
  objectType,
});

const vault = (name: string, scope: Scope, ...objects: VaultObject[]): VaultFacts => ({
  key: `key-of-${name}`,
  name,
  access: { kind: "roles", grants: roleGrantsFor(objects, scope) },
  objects,
  mount: { appliedElsewhere: false, secretObjects: [] },
});

const policy = (name: string, ...objects: VaultObject[]): VaultFacts => ({
  ...vault(name, "Vault", ...objects),
  access: { kind: "policy", permissions: permissionsFor(objects) },
});

const external = (name: string, ...objects: VaultObject[]): VaultFacts => ({
  ...vault(name, "Vault", ...objects),
  access: { kind: "external" },
});

const facts = (...vaults: VaultFacts[]): AccessFacts => ({
  namespace: "shop",
  serviceAccount: "orders",
  clusters: [{ key: "aks-prod", remark: 'resource group "platform"' }],
  identity: "a new user-assigned identity",
  origin: undefined,
  owners: [],
  vaults,
});

const text = (access: AccessFacts) => prose(accessSummary(access));
const lines = (access: AccessFacts) => text(access).split("\n");

const pods =
  'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"';
const first = [pods, "acts as a new user-assigned identity and can:"];
const secrets = (name: string) =>
  `list and read every secret in vault "${name}", private keys of its certificates included (role Key Vault Secrets User on the vault)`;
const last = 'Anyone who can create pods or service account tokens in "shop" can act as it too.';

describe("the access summary", () => {
  it("says of a role for secrets that every secret and private key of the vault can be read", () => {
    const shop = {
      ...vault("kv-shop", "Vault", file("db-password"), file("tls.pem", "secret", "web-tls")),
      mount: {
        appliedElsewhere: false,
        secretObjects: [
          {
            secretName: "orders-kv-shop-env",
            type: "Opaque",
            data: { DB_PASSWORD: "db-password", "tls.pem": "tls.pem" },
          },
        ],
      },
    };
    expect(lines(facts(shop))).to.deep.equal([
      ...first,
      secrets("kv-shop"),
      'Mounted from "kv-shop": db-password, tls.pem (object web-tls).',
      'Copied into Kubernetes Secret "orders-kv-shop-env" (DB_PASSWORD from db-password, tls.pem): readable by anyone who can read Secrets in "shop".',
      last,
    ]);
  });

  it("says of a role for a single key that every key and certificate of the vault can be read", () => {
    expect(lines(facts(vault("kv", "Vault", file("sign", "key"))))).to.deep.equal([
      ...first,
      'list and read every certificate and every public key in vault "kv", its settings and role assignments, and the names and settings of its secrets, but not their values, and manage alert rules, deployments and support tickets there (role Key Vault Reader on the vault)',
      'Mounted from "kv": sign (public key sign).',
      last,
    ]);
  });

  it("names each object that a role is limited to, private keys included", () => {
    const objects = [file("db"), file("sign", "key"), file("web.pem", "cert", "web")];
    expect(lines(facts(vault("kv", "Object", ...objects)))).to.deep.equal([
      ...first,
      'read certificate "web" of vault "kv", and its role assignments, and manage alert rules, deployments and support tickets there (role Key Vault Reader on the object)',
      'read public key "sign" of vault "kv", and its role assignments, and manage alert rules, deployments and support tickets there (role Key Vault Reader on the object)',
      'read secret "db" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
      'Mounted from "kv": db, sign (public key sign), web.pem (certificate web).',
      last,
    ]);
  });

  it("says of an access policy that it opens every object of a kind", () => {
    const objects = [file("db"), { ...file("sign", "key"), objectVersionHistory: 2 }];
    expect(lines(facts(policy("kv", ...objects)))).to.deep.equal([
      ...first,
      'list and read every public key in vault "kv" (access policy: keys get, list)',
      'read every secret in vault "kv", private keys of its certificates included (access policy: secrets get)',
      'Mounted from "kv": db, sign (public key sign, up to 3 versions).',
      last,
    ]);
  });

  it("mentions versions only where several are mounted", () => {
    const mounted = (objectVersionHistory: number) =>
      lines(facts(vault("kv", "Vault", { ...file("db"), objectVersionHistory })))[3];
    for (const one of [0, 1]) expect(mounted(one)).to.equal('Mounted from "kv": db.');
    expect(mounted(2)).to.equal('Mounted from "kv": db (up to 3 versions).');
  });

  it("says which vault is granted elsewhere, and still what is mounted from it", () => {
    expect(lines(facts(external("kv", file("db"))))).to.deep.equal([
      ...first,
      'do in vault "kv" what was granted elsewhere',
      'Mounted from "kv": db.',
      last,
    ]);
  });

  it("says what the workload reads by itself from a vault that is not mounted", () => {
    const unmounted = { ...vault("kv", "Vault", file("db")), mount: undefined };
    expect(lines(facts(unmounted))).to.deep.equal([
      ...first,
      secrets("kv"),
      'Read from "kv" by the workload itself, not mounted: db.',
      last,
    ]);
  });

  it("says that the permissions are granted elsewhere where no vault is given", () => {
    expect(lines(facts())).to.deep.equal([
      pods,
      "acts as a new user-assigned identity.",
      "Its permissions are granted elsewhere.",
      last,
    ]);
  });

  it("says that an existing identity brings permissions and credentials of its own", () => {
    const identity = 'the existing user-assigned identity "id-shop"';
    expect(
      lines({ ...facts(vault("kv", "Vault", file("db"))), identity, origin: "existed before" }),
    ).to.deep.equal([
      pods,
      `acts as ${identity} and can:`,
      secrets("kv"),
      'Mounted from "kv": db.',
      "The identity existed before: its other permissions stay, and anyone with another credential of it can do the same.",
      last,
    ]);
  });

  it("names an Entra application as it names a managed identity", () => {
    const identity = "a new Entra application";
    expect(lines({ ...facts(), identity })[1]).to.equal(`acts as ${identity}.`);
  });

  it("lists several vaults, each with its own access", () => {
    const mixed = facts(
      vault("kv-a", "Vault", file("a")),
      vault("kv-b", "Object", file("b", "cert")),
      policy("kv-c", file("c", "cert")),
      { ...external("kv-d", file("d")), mount: undefined },
    );
    expect(lines(mixed)).to.deep.equal([
      ...first,
      secrets("kv-a"),
      'read certificate "b" of vault "kv-b", and its role assignments, and manage alert rules, deployments and support tickets there (role Key Vault Reader on the object)',
      'read every certificate in vault "kv-c" (access policy: certificates get)',
      'do in vault "kv-d" what was granted elsewhere',
      'Mounted from "kv-a": a.',
      'Mounted from "kv-b": b (certificate b).',
      'Mounted from "kv-c": c (certificate c).',
      'Read from "kv-d" by the workload itself, not mounted: d.',
      last,
    ]);
  });

  it("lists every cluster with its remark", () => {
    const clusters = ["blue", "green"].map((key) => ({ key, remark: `group ${key}` }));
    expect(lines({ ...facts(), clusters }).slice(0, 2)).to.deep.equal([
      'Any pod in namespace "shop" of cluster "blue" (group blue) that runs as service account "orders"',
      'Any pod in namespace "shop" of cluster "green" (group green) that runs as service account "orders"',
    ]);
  });

  it("names the owners of an application, or says that they are not known yet", () => {
    const owned = (owners: string[] | undefined) => lines({ ...facts(), owners }).at(-2);
    expect(owned(["b", "a"])).to.equal('Owners of the application, who can act as it too: "a", "b".');
    expect(owned(undefined)).to.equal("Owners of the application, who can act as it too: not known yet.");
    expect(owned([])).to.equal("Its permissions are granted elsewhere.");
  });

  it("says that another owner applies the SecretProviderClass", () => {
    const shop = vault("kv", "Vault", file("a"));
    const mount = { appliedElsewhere: true, secretObjects: [] };
    expect(lines(facts({ ...shop, mount }))[3]).to.equal(
      'Mounted from "kv", by a SecretProviderClass that another owner applies: a.',
    );
  });

  it("shows a vault that is not known yet as such, and not as the vault that its key may happen to name", () => {
    const unknown = { ...vault("kv-shop", "Vault", file("a")), key: "kv-shop", name: undefined };
    const unmounted = { ...unknown, mount: undefined };
    for (const [one, files] of [
      [unknown, 'Mounted from a vault not known yet (key "kv-shop"): a.'],
      [unmounted, 'Read from a vault not known yet (key "kv-shop") by the workload itself, not mounted: a.'],
    ] as const) {
      expect(lines(facts(one))).to.deep.equal([
        ...first,
        'list and read every secret in a vault not known yet (key "kv-shop"), private keys of its certificates included (role Key Vault Secrets User on the vault)',
        files,
        last,
      ]);
    }
    const limited = vault("kv", "Object", file("a"));
    expect(lines(facts({ ...limited, name: undefined }))[2]).to.contain(
      'read secret "a" of a vault not known yet (key "key-of-kv"), with its private key',
    );
  });

  it("says that the clusters were federated elsewhere where none is given", () => {
    const [who] = lines({ ...facts(), clusters: [] });
    expect(who).to.match(/^Any pod in namespace "shop" .*clusters .* federated elsewhere/);
    expect(who).to.contain('that runs as service account "orders"');
  });

  it("lists all keys of a Kubernetes Secret with their files, sorted", () => {
    const secretObjects = [{ secretName: "s", type: "Opaque", data: { b: "a", a: "a", c: "d e" } }];
    const mount = { appliedElsewhere: false, secretObjects };
    expect(text(facts({ ...vault("kv", "Vault", file("a")), mount }))).to.contain(
      'Copied into Kubernetes Secret "s" (a, b from a, c from "d e"): readable',
    );
  });

  it("names every role, object and file, for both scopes of a role and all types of objects", () => {
    for (const scope of ["Vault", "Object"] as const) {
      for (const kinds of [
        ["secret"],
        ["key"],
        ["cert"],
        ["secret", "key"],
        ["secret", "key", "cert"],
      ] as const) {
        const objects = kinds.map((kind) => file(`file-${kind}`, kind, `object-${kind}`));
        const summary = text(facts(vault("kv", scope, ...objects)));
        for (const { role, object } of roleGrantsFor(objects, scope)) {
          expect(summary).to.contain(`(role ${role.name} on the ${object ? "object" : "vault"})`);
        }
        for (const { fileName, objectName } of objects) {
          expect(summary).to.contain(fileName).and.to.contain(objectName);
        }
      }
    }
  });

  it("changes when access widens, and not with the order of the files", () => {
    const [a, b, key] = [file("a"), file("b"), file("k", "key")];
    const of = (...objects: VaultObject[]) => text(facts(vault("kv", "Object", ...objects)));
    expect(of(a, b)).to.equal(of(b, a));
    expect(new Set([of(a), of(a, b), of(a, b, key)]).size).to.equal(3);
    expect(text(facts(vault("kv", "Vault", a)))).not.to.equal(of(a));
    const ways = [vault("kv", "Vault", a), policy("kv", a), external("kv", a)];
    expect(new Set(ways.map((way) => text(facts(way)))).size).to.equal(3);
  });

  it("says of each grant of a vault what can be read, under the vault's key and the grant's own", () => {
    const grants = Object.keys(accessSummary(facts(vault("kv", "Object", file("a"), file("b"))))).filter(
      (line) => line.includes("can:"),
    );
    expect(grants.join()).to.match(/can: key-of-kv\/secret\/a,.*can: key-of-kv\/secret\/b/);
    const elsewhere = Object.keys(accessSummary(facts(external("kv", file("a")))));
    expect(elsewhere.some((line) => line.endsWith("can: key-of-kv"))).to.equal(true);
  });

  it("names the roles on other resources, which need no vault", () => {
    const roles = [["storage", 'read blobs (role Storage Blob Data Reader on "st")']] as const;
    const summary = accessSummary({ ...facts(), roles });
    expect(prose(summary).split("\n").slice(1, 3)).to.deep.equal([
      "acts as a new user-assigned identity and can:",
      'read blobs (role Storage Blob Data Reader on "st")',
    ]);
    expect(Object.keys(summary).some((line) => line.endsWith("can: role storage"))).to.equal(true);
  });

  it("says of the service account default that every pod without one has it", () => {
    const sentence = 'That is every pod in "shop" that names no service account.';
    expect(lines({ ...facts(), serviceAccount: "default" })).to.include(sentence);
    expect(lines(facts())).to.not.include(sentence);
  });

  it("says of two grants for one vault that its permission model decides", () => {
    const objects = [file("a")];
    const both: VaultFacts = {
      ...vault("kv", "Vault", ...objects),
      access: { kind: "both", grants: roleGrantsFor(objects, "Vault"), permissions: permissionsFor(objects) },
    };
    const sentence =
      'Of the role assignments and the access policy on vault "kv", its permission model decides which count.';
    expect(lines(facts(both))).to.include(sentence);
    expect(text(facts(vault("kv", "Vault", ...objects)))).to.not.include("permission model");
  });

  it("says what a transform has changed, and that the rest does not hold for it", () => {
    const changed = ["The role is another one.", "So is the scope."];
    const summary = Object.entries(accessSummary({ ...facts(), changed }));
    expect(
      summary.filter(([line]) => line.startsWith("transforms")).map(([, sentence]) => sentence),
    ).to.deep.equal([
      "A transform or an option of the program has changed this, and what is said above does not hold for it:",
      ...changed,
    ]);
    expect(text({ ...facts(), changed: [] })).to.equal(text(facts()));
    expect(text(facts())).to.not.include("transform");
  });

  it("cannot be forged by a name: what comes from outside is quoted", () => {
    const forged = lines({
      ...facts({ ...vault('kv"\nNobody', "Vault", file("a")), mount: undefined }),
      namespace: 'shop"\nNobody can read anything.',
    });
    expect(forged).to.have.length(5);
  });

  it("cannot be forged by the name of a file: what could be read as more is quoted", () => {
    const names = ["a, b", "a (certificate b)", "a. Nobody can read it", "ä"];
    const [, , , mounted] = lines(
      facts(vault("kv", "Vault", ...names.map((name) => file(name, "secret", "o")))),
    );
    expect(mounted).to.equal(
      `Mounted from "kv": ${names
        .map((name) => `"${name}" (object o)`)
        .sort()
        .join(", ")}.`,
    );
    const plain = ["tls.pem", "a/b_c-D.0"];
    expect(lines(facts(vault("kv", "Vault", ...plain.map((name) => file(name)))))[3]).to.equal(
      'Mounted from "kv": a/b_c-D.0, tls.pem.',
    );
  });

  it("cannot be turned around or hidden by a character that nobody sees", () => {
    const summary = accessSummary({
      ...facts(vault("kv\u202e", "Vault", file("a\u2066b"))),
      namespace: "shop\u009b2K",
      clusters: [{ key: "aks\u2028", remark: "" }],
    });
    expect(JSON.stringify(summary)).not.to.match(/[\u0080-\u009f\u2028\u2029\p{Cf}]/u);
    expect(prose(summary))
      .to.contain('"kv\\u{202e}"')
      .and.to.contain('"a\\u{2066}b"')
      .and.to.contain('"shop\\u{9b}2K"');
  });
});
