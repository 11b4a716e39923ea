import { expect } from "chai";
import fc from "fast-check";
import { parse, parseDocument, type Scalar, type YAMLMap } from "yaml";
import {
  envSecretObject,
  formatObjects,
  formatSecretObject,
  providerParameters,
} from "../../src/model/secret-provider-class";
import type { ObjectKind, VaultObject } from "../../src/model/vault-object";
import * as rule from "../../src/rules/key-vault-objects";
import { anyCharacter } from "../input/support/any-character";

/** As the provider does it: a YAML text with a list of YAML texts. */
function read(text: string): Record<string, unknown>[] {
  const { array, ...others } = parse(text) as { array: string[] };
  expect(others).to.deep.equal({});
  return array.map((one) => parse(one));
}

const name = fc.stringMatching(/^[-0-9A-Za-z]{1,127}$/);
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const objects: fc.Arbitrary<VaultObject[]> = fc.uniqueArray(
  fc.record({
    fileName: fc.oneof(name, fc.string({ unit: anyCharacter, minLength: 1 })).filter(rule.fileName.accepts),
    objectName: fc.oneof(name, fc.constantFrom("null", "true", "1e3", "0x1", "-", "007")),
    objectType: fc.constantFrom<ObjectKind>("secret", "key", "cert"),
    objectVersion: optional(fc.stringMatching(/^[0-9a-f]{32}$/)),
    objectVersionHistory: optional(fc.nat(2 ** 31 - 1)),
    objectFormat: optional(fc.constantFrom("pem", "pfx")),
    objectEncoding: optional(fc.constantFrom("utf-8", "hex", "base64")),
    filePermission: optional(fc.stringMatching(/^0?[0-7]{3}$/)),
  }),
  { selector: ({ fileName }) => fileName },
);

describe("the spec of a SecretProviderClass", () => {
  it("has the parameters of workload identity and no others", () => {
    const values = { clientId: "c", tenantId: "t", vaultName: "kv", objects: "o" };
    expect(Object.entries(providerParameters(values))).to.deep.equal([
      ["clientID", "c"],
      ["keyvaultName", "kv"],
      ["objects", "o"],
      ["tenantID", "t"],
    ]);
  });

  it("has the cloud's name where it is given", () => {
    const values = {
      clientId: "c",
      tenantId: "t",
      vaultName: "kv",
      objects: "o",
      cloudName: "AzureChinaCloud",
    };
    expect(providerParameters(values)).to.deep.equal({
      clientID: "c",
      cloudName: "AzureChinaCloud",
      keyvaultName: "kv",
      objects: "o",
      tenantID: "t",
    });
  });

  it("lists its objects as YAML texts in a YAML text", () => {
    const text = formatObjects([
      {
        fileName: "tls.pem",
        objectName: "web-tls",
        objectType: "secret",
        objectVersion: "0123456789abcdef0123456789abcdef",
        objectVersionHistory: 2,
        objectFormat: "pfx",
        objectEncoding: "base64",
        filePermission: "0400",
      },
      { fileName: "null", objectName: "null", objectType: "key" },
    ]);
    expect(text).to.equal(`array:
  - |-
    objectName: "null"
    objectType: "key"
  - |-
    objectName: "web-tls"
    objectType: "secret"
    objectVersion: "0123456789abcdef0123456789abcdef"
    objectVersionHistory: 2
    objectAlias: "tls.pem"
    objectFormat: "pfx"
    objectEncoding: "base64"
    filePermission: "0400"
`);
  });

  it("holds every field of every object", () => {
    fc.assert(
      fc.property(
        objects.filter((list) => list.length > 0),
        (list) => {
          const files = read(formatObjects(list)).map(({ objectAlias, ...fields }) => ({
            fileName: objectAlias ?? fields.objectName,
            ...fields,
          }));
          const byFile = (one: { fileName?: unknown }, other: { fileName?: unknown }) =>
            String(one.fileName) < String(other.fileName) ? -1 : 1;
          const given = list.map((one) =>
            Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
          );
          expect(files.sort(byFile)).to.deep.equal(given.sort(byFile));
        },
      ),
    );
  });

  it("quotes every value but the version history, which is a number", () => {
    fc.assert(
      fc.property(
        objects.filter((list) => list.length > 0),
        (list) => {
          for (const one of (parse(formatObjects(list)) as { array: string[] }).array) {
            const fields = parseDocument(one).contents as YAMLMap<Scalar<string>, Scalar>;
            for (const { key, value } of fields.items)
              expect(value?.type, one).to.equal(
                key.value === "objectVersionHistory" ? "PLAIN" : "QUOTE_DOUBLE",
              );
          }
        },
      ),
    );
  });

  it("has the same text whatever the order of the objects", () => {
    const orders = objects.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(orders, ([one, other]) => {
        expect(formatObjects(other)).to.equal(formatObjects(one));
      }),
    );
  });

  it("has the same text of an object whether or not another follows, also where Pulumi trims the whole", () => {
    const one: VaultObject = { fileName: "a", objectName: "a", objectType: "secret" };
    const next: VaultObject = { ...one, fileName: "b", objectName: "b" };
    const textsOf = (list: VaultObject[]) => (parse(formatObjects(list).trim()) as { array: string[] }).array;
    expect(textsOf([one, next])[0]).to.equal(textsOf([one])[0]);
  });

  it("maps the keys of a Secret to mounted files, sorted by key", () => {
    expect(
      formatSecretObject({
        secretName: "tls",
        type: "kubernetes.io/tls",
        data: { "tls.key": "tls.pem", "tls.crt": "tls.pem" },
        labels: { team: "a" },
        annotations: { note: "b" },
      }),
    ).to.deep.equal({
      secretName: "tls",
      type: "kubernetes.io/tls",
      labels: { team: "a" },
      annotations: { note: "b" },
      data: [
        { key: "tls.crt", objectName: "tls.pem" },
        { key: "tls.key", objectName: "tls.pem" },
      ],
    });
  });

  it("has the same Secret whatever the order of its keys", () => {
    const secret = (data: Record<string, string>) =>
      formatSecretObject({ secretName: "s", type: "Opaque", data });
    expect(secret({ a: "1", b: "2", c: "3" })).to.deep.equal(secret({ c: "3", a: "1", b: "2" }));
  });

  it("leaves labels and annotations of a Secret out where there are none", () => {
    expect(formatSecretObject({ secretName: "a", type: "Opaque", data: { k: "f" } })).to.have.all.keys(
      "secretName",
      "type",
      "data",
    );
  });

  it("fills an opaque Secret with the environment variables", () => {
    expect(envSecretObject("orders-kv-env", { DB: "db" })).to.deep.equal({
      secretName: "orders-kv-env",
      type: "Opaque",
      data: { DB: "db" },
    });
  });
});
