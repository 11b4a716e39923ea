import { expect } from "chai";
import { permissionsFor } from "../../src/model/access-policy";
import { rightsFor, type Scope } from "../../src/model/rights";
import { type TrustFacts, trustStatement, type VaultFacts } from "../../src/model/trust-statement";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";

const file = (fileName: string, objectType: ObjectKind = "secret", objectName = fileName): VaultObject => ({
  fileName,
  objectName,
  objectType,
});

const vault = (name: string, scope: Scope, ...objects: VaultObject[]): VaultFacts => ({
  key: `key-of-${name}`,
  name,
  access: { kind: "roles", rights: rightsFor(objects, scope) },
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

const facts = (...vaults: VaultFacts[]): TrustFacts => ({
  namespace: "shop",
  serviceAccount: "orders",
  clusters: [{ key: "aks-prod", remark: 'resource group "platform"' }],
  identity: "a new user-assigned identity",
  takenOver: false,
  owners: [],
  vaults,
});

const lines = (statement: TrustFacts) => trustStatement(statement).split("\n");

const pods =
  'Any pod in namespace "shop" of cluster "aks-prod" (resource group "platform") that runs as service account "orders"';
const first = `${pods} acts as a new user-assigned identity and can:`;
const secrets = (name: string) =>
  `  - list and read every secret in vault "${name}", private keys of its certificates included (role Key Vault Secrets User on the vault)`;
const last = 'Whoever may create pods or service account tokens in "shop" can act as it too.';

describe("trust statement", () => {
  it("of secrets says that every secret and private key of the vault can be read", () => {
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
      first,
      secrets("kv-shop"),
      'Mounted from "kv-shop": db-password, tls.pem (object web-tls).',
      'Copied into Kubernetes Secret "orders-kv-shop-env" (DB_PASSWORD from db-password, tls.pem): readable by whoever may read Secrets in "shop".',
      last,
    ]);
  });

  it("of a single key says that every key and certificate can be read", () => {
    expect(lines(facts(vault("kv", "Vault", file("sign", "key"))))).to.deep.equal([
      first,
      '  - list and read every certificate and every public key in vault "kv", its settings and role assignments, and the names and settings of its secrets, but not their values (role Key Vault Reader on the vault)',
      'Mounted from "kv": sign (public key sign).',
      last,
    ]);
  });

  it("of single objects names each of them, private keys included", () => {
    const objects = [file("db"), file("sign", "key"), file("web.pem", "cert", "web")];
    expect(lines(facts(vault("kv", "Object", ...objects)))).to.deep.equal([
      first,
      '  - read certificate "web" of vault "kv", and its role assignments (role Key Vault Reader on the object)',
      '  - read public key "sign" of vault "kv", and its role assignments (role Key Vault Reader on the object)',
      '  - read secret "db" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
      'Mounted from "kv": db, sign (public key sign), web.pem (certificate web).',
      last,
    ]);
  });

  it("of an access policy says that it opens every object of a kind", () => {
    const objects = [file("db"), { ...file("sign", "key"), objectVersionHistory: 2 }];
    expect(lines(facts(policy("kv", ...objects)))).to.deep.equal([
      first,
      '  - read every secret in vault "kv", private keys of its certificates included (access policy: secrets get)',
      '  - list and read every public key in vault "kv" (access policy: keys get, list)',
      'Mounted from "kv": db, sign (public key sign, up to 3 versions).',
      last,
    ]);
  });

  it("speaks of versions only where several are mounted", () => {
    const mounted = (objectVersionHistory: number) =>
      lines(facts(vault("kv", "Vault", { ...file("db"), objectVersionHistory })))[2];
    for (const one of [0, 1]) expect(mounted(one)).to.equal('Mounted from "kv": db.');
    expect(mounted(2)).to.equal('Mounted from "kv": db (up to 3 versions).');
  });

  it("of rights that were granted elsewhere says so, and still what is mounted", () => {
    expect(lines(facts(external("kv", file("db"))))).to.deep.equal([
      first,
      '  - do in vault "kv" what was granted elsewhere',
      'Mounted from "kv": db.',
      last,
    ]);
  });

  it("of a vault that is not mounted says what the workload reads by itself", () => {
    const unmounted = { ...vault("kv", "Vault", file("db")), mount: undefined };
    expect(lines(facts(unmounted))).to.deep.equal([
      first,
      secrets("kv"),
      'Read from "kv" by the workload itself, not mounted: db.',
      last,
    ]);
  });

  it("without vaults claims no rights, and does not say that there are none", () => {
    expect(lines(facts())).to.deep.equal([
      `${pods} acts as a new user-assigned identity.`,
      "Its rights are granted elsewhere.",
      last,
    ]);
  });

  it("of an identity that was taken over says that it brings rights and credentials along", () => {
    const identity = 'the existing user-assigned identity "id-shop"';
    expect(lines({ ...facts(vault("kv", "Vault", file("db"))), identity, takenOver: true })).to.deep.equal([
      `${pods} acts as ${identity} and can:`,
      secrets("kv"),
      'Mounted from "kv": db.',
      "The identity existed before: its earlier rights stay, and whoever has another credential of it can do the same.",
      last,
    ]);
  });

  it("says the same of an Entra application", () => {
    const identity = "a new Entra application";
    expect(lines({ ...facts(), identity })[0]).to.equal(`${pods} acts as ${identity}.`);
  });

  it("of several vaults tells each with its own access", () => {
    const mixed = facts(
      vault("kv-a", "Vault", file("a")),
      vault("kv-b", "Object", file("b", "cert")),
      policy("kv-c", file("c", "cert")),
      { ...external("kv-d", file("d")), mount: undefined },
    );
    expect(lines(mixed)).to.deep.equal([
      first,
      secrets("kv-a"),
      '  - read certificate "b" of vault "kv-b", and its role assignments (role Key Vault Reader on the object)',
      '  - read every certificate in vault "kv-c" (access policy: certificates get)',
      '  - do in vault "kv-d" what was granted elsewhere',
      'Mounted from "kv-a": a.',
      'Mounted from "kv-b": b (certificate b).',
      'Mounted from "kv-c": c (certificate c).',
      'Read from "kv-d" by the workload itself, not mounted: d.',
      last,
    ]);
  });

  it("lists all clusters", () => {
    const of = (...keys: string[]) =>
      lines({ ...facts(), clusters: keys.map((key) => ({ key, remark: `group ${key}` })) })[0];
    expect(of("blue", "green")).to.contain('of clusters "blue" (group blue) and "green" (group green) that');
    expect(of("blue", "green", "red")).to.contain(
      'of clusters "blue" (group blue), "green" (group green) and "red" (group red) that',
    );
  });

  it("names who will own an application, and says so where that is not known yet", () => {
    const owned = (owners: string[] | undefined) => lines({ ...facts(), owners }).at(-2);
    expect(owned(["b", "a"])).to.equal('Owners of the application, who can act as it too: "a", "b".');
    expect(owned(undefined)).to.equal("Owners of the application, who can act as it too: not known yet.");
    expect(owned([])).to.equal("Its rights are granted elsewhere.");
  });

  it("says that somebody else's SecretProviderClass mounts", () => {
    const shop = vault("kv", "Vault", file("a"));
    const mount = { appliedElsewhere: true, secretObjects: [] };
    expect(lines(facts({ ...shop, mount }))[2]).to.equal(
      'Mounted from "kv", by a SecretProviderClass that somebody else applies: a.',
    );
  });

  it("never takes a vault that is not known yet for the one that its key may happen to name", () => {
    const unknown = { ...vault("kv-shop", "Vault", file("a")), key: "kv-shop", name: undefined };
    const unmounted = { ...unknown, mount: undefined };
    expect(lines(facts(unknown, unmounted))).to.deep.equal([
      first,
      ...[1, 2].map(
        () =>
          '  - list and read every secret in a vault not known yet (key "kv-shop"), private keys of its certificates included (role Key Vault Secrets User on the vault)',
      ),
      'Mounted from a vault not known yet (key "kv-shop"): a.',
      'Read from a vault not known yet (key "kv-shop") by the workload itself, not mounted: a.',
      last,
    ]);
    const limited = vault("kv", "Object", file("a"));
    expect(lines(facts({ ...limited, name: undefined }))[1]).to.contain(
      'read secret "a" of a vault not known yet (key "key-of-kv"), with its private key',
    );
  });

  it("without clusters says that somebody else decides which", () => {
    const [who] = lines({ ...facts(), clusters: [] });
    expect(who).to.match(/^Any pod in namespace "shop" .*clusters .* federated elsewhere/);
    expect(who).to.contain('that runs as service account "orders"');
  });

  it("lists all keys of a copy with their files, in their order", () => {
    const secretObjects = [{ secretName: "s", type: "Opaque", data: { b: "a", a: "a", c: "d e" } }];
    const mount = { appliedElsewhere: false, secretObjects };
    expect(trustStatement(facts({ ...vault("kv", "Vault", file("a")), mount }))).to.contain(
      'Copied into Kubernetes Secret "s" (a, b from a, c from "d e"): readable',
    );
  });

  it("names every vault, role, file and copy that there is", () => {
    for (const scope of ["Vault", "Object"] as const) {
      for (const kinds of [
        ["secret"],
        ["key"],
        ["cert"],
        ["secret", "key"],
        ["secret", "key", "cert"],
      ] as const) {
        const objects = kinds.map((kind) => file(`file-${kind}`, kind, `object-${kind}`));
        const statement = trustStatement(facts(vault("kv", scope, ...objects)));
        for (const { role, object } of rightsFor(objects, scope)) {
          expect(statement).to.contain(`(role ${role.name} on the ${object ? "object" : "vault"})`);
        }
        for (const { fileName, objectName } of objects) {
          expect(statement).to.contain(fileName).and.to.contain(objectName);
        }
      }
    }
  });

  it("changes with a widening of access, and not with the order of the files", () => {
    const [a, b, key] = [file("a"), file("b"), file("k", "key")];
    const text = (...objects: VaultObject[]) => trustStatement(facts(vault("kv", "Object", ...objects)));
    expect(text(a, b)).to.equal(text(b, a));
    expect(new Set([text(a), text(a, b), text(a, b, key)]).size).to.equal(3);
    expect(trustStatement(facts(vault("kv", "Vault", a)))).not.to.equal(text(a));
    const ways = [vault("kv", "Vault", a), policy("kv", a), external("kv", a)];
    expect(new Set(ways.map((way) => trustStatement(facts(way)))).size).to.equal(3);
  });

  it("cannot be forged by a name: what comes from outside is quoted", () => {
    const forged = lines({
      ...facts({ ...vault('kv"\nNobody', "Vault", file("a")), mount: undefined }),
      namespace: 'shop"\nNobody can read anything.',
    });
    expect(forged).to.have.length(4);
  });

  it("cannot be forged by the name of a file: what could be read as more is quoted", () => {
    const names = ["a, b", "a (certificate b)", "a. Nobody can read it", "ä"];
    const [, , mounted] = lines(
      facts(vault("kv", "Vault", ...names.map((name) => file(name, "secret", "o")))),
    );
    expect(mounted).to.equal(
      `Mounted from "kv": ${names
        .map((name) => `"${name}" (object o)`)
        .sort()
        .join(", ")}.`,
    );
    const plain = ["tls.pem", "a/b_c-D.0"];
    expect(lines(facts(vault("kv", "Vault", ...plain.map((name) => file(name)))))[2]).to.equal(
      'Mounted from "kv": a/b_c-D.0, tls.pem.',
    );
  });

  it("cannot be turned around or hidden by a character that nobody sees", () => {
    const text = trustStatement({
      ...facts(vault("kv\u202e", "Vault", file("a\u2066b"))),
      namespace: "shop\u009b2K",
      clusters: [{ key: "aks\u2028", remark: "" }],
    });
    expect(text).not.to.match(/[\u0080-\u009f\u2028\u2029\p{Cf}]/u);
    expect(text)
      .to.contain('"kv\\u{202e}"')
      .and.to.contain('"a\\u{2066}b"')
      .and.to.contain('"shop\\u{9b}2K"');
  });
});
