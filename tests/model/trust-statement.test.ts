import { expect } from "chai";
import { rightsFor, type Scope } from "../../src/model/rights";
import {
  describeGrant,
  type TrustFacts,
  trustStatement,
  type VaultFacts,
} from "../../src/model/trust-statement";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";

const file = (fileName: string, objectType: ObjectKind = "secret", objectName = fileName): VaultObject => ({
  fileName,
  objectName,
  objectType,
});

const vault = (name: string, scope: Scope, ...objects: VaultObject[]): VaultFacts => ({
  name,
  rights: rightsFor(objects, scope),
  objects,
  secretObjects: [],
});

const facts = (...vaults: VaultFacts[]): TrustFacts => ({
  namespace: "shop",
  serviceAccount: "orders",
  clusters: ["aks-prod"],
  identity: "a new user-assigned identity",
  vaults,
});

const first =
  'Any pod in namespace "shop" of cluster "aks-prod" that runs as service account "orders" acts as a new user-assigned identity and can:';
const last = 'Whoever may create pods or service account tokens in "shop" can act as it too.';

describe("trust statement", () => {
  it("of secrets says that every secret and private key of the vault can be read", () => {
    const shop = {
      ...vault("kv-shop", "Vault", file("db-password"), file("tls.pem", "secret", "web-tls")),
      secretObjects: [
        { secretName: "orders-kv-shop-env", type: "Opaque", data: { DB_PASSWORD: "db-password" } },
      ],
    };
    expect(trustStatement(facts(shop)).split("\n")).to.deep.equal([
      first,
      '  - read every secret in vault "kv-shop", private keys of its certificates included (role Key Vault Secrets User on the vault)',
      'Mounted from "kv-shop": db-password, tls.pem (object web-tls).',
      'Copied into Kubernetes Secret "orders-kv-shop-env" (DB_PASSWORD): readable by whoever may read Secrets in "shop".',
      last,
    ]);
  });

  it("of a single key says that every key and certificate can be read", () => {
    expect(trustStatement(facts(vault("kv", "Vault", file("sign", "key")))).split("\n")).to.deep.equal([
      first,
      '  - read every certificate and every public key in vault "kv", and the names and settings of all its objects, but no secret values (role Key Vault Reader on the vault)',
      'Mounted from "kv": sign (public key sign).',
      last,
    ]);
  });

  it("of single objects names each of them, private keys included", () => {
    const objects = [file("db"), file("sign", "key"), file("web.pem", "cert", "web")];
    expect(trustStatement(facts(vault("kv", "Object", ...objects))).split("\n")).to.deep.equal([
      first,
      '  - read certificate "web" of vault "kv" (role Key Vault Reader on the object)',
      '  - read public key "sign" of vault "kv" (role Key Vault Reader on the object)',
      '  - read secret "db" of vault "kv", with its private key if it backs a certificate (role Key Vault Secrets User on the object)',
      'Mounted from "kv": db, sign (public key sign), web.pem (certificate web).',
      last,
    ]);
  });

  it("of two vaults tells them apart", () => {
    const statement = trustStatement(
      facts(vault("kv-a", "Vault", file("a")), vault("kv-b", "Object", file("b", "cert"))),
    );
    expect(statement.split("\n")).to.deep.equal([
      first,
      '  - read every secret in vault "kv-a", private keys of its certificates included (role Key Vault Secrets User on the vault)',
      '  - read certificate "b" of vault "kv-b" (role Key Vault Reader on the object)',
      'Mounted from "kv-a": a.',
      'Mounted from "kv-b": b (certificate b).',
      last,
    ]);
  });

  it("lists all clusters", () => {
    const of = (...clusters: string[]) => trustStatement({ ...facts(), clusters }).split("\n")[0];
    expect(of("blue", "green")).to.contain('of clusters "blue" and "green" that');
    expect(of("blue", "green", "red")).to.contain('of clusters "blue", "green" and "red" that');
  });

  it("lists all keys of a copy, in their order", () => {
    const secretObjects = [{ secretName: "s", type: "Opaque", data: { b: "a", a: "a" } }];
    expect(trustStatement(facts({ ...vault("kv", "Vault", file("a")), secretObjects }))).to.contain(
      'Copied into Kubernetes Secret "s" (a, b): readable',
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
        const one = vault("kv", scope, ...objects);
        const statement = trustStatement(facts(one));
        for (const { role, object } of one.rights) {
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
  });

  it("cannot be forged by a name: what comes from outside is quoted", () => {
    const forged = trustStatement({ ...facts(), namespace: 'shop"\nNobody can read anything.' });
    expect(forged.split("\n")).to.have.length(2);
  });
});

describe("the description of a role assignment", () => {
  it("says who may read what, without the clusters", () => {
    const [right] = rightsFor([file("a")], "Vault");
    expect(right && describeGrant(right, "kv", "shop", "orders")).to.equal(
      'Service account "orders" in namespace "shop" can read every secret in vault "kv", private keys of its certificates included (role Key Vault Secrets User on the vault).',
    );
  });

  it("stays below 1024 characters with the longest names", () => {
    for (const scope of ["Vault", "Object"] as const) {
      for (const kind of ["secret", "key", "cert"] as const) {
        const [right] = rightsFor([file("f", kind, "o".repeat(127))], scope);
        const text = right && describeGrant(right, "v".repeat(24), "n".repeat(63), "s".repeat(253));
        expect(text?.length).to.be.lessThan(1024);
      }
    }
  });
});
