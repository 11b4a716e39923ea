/** Cases near the bounds of the rules, on both sides. */

import fc from "fast-check";
import type { Case, GivenObject } from "./case";
import * as near from "./near-values";

const { mostly, maybe } = near;

/** What a file may be called where the object is not named separately. */
const isObjectName = (file: string) => /^[-0-9A-Za-z]{1,127}$/.test(file);

const givenObject = fc.tuple(
  near.fileName,
  near.objectName,
  fc.record({
    named: mostly(fc.constant(true), fc.constant(false)),
    objectType: maybe(near.objectType),
    objectVersion: maybe(near.objectVersion),
    objectVersionHistory: maybe(near.objectVersionHistory),
    objectFormat: maybe(near.objectFormat),
    objectEncoding: maybe(near.objectEncoding),
    filePermission: maybe(near.filePermission),
  }),
);

function entryOf([file, name, { named, ...fields }]: [string, string, { named: boolean } & GivenObject]): [
  string,
  GivenObject,
] {
  const needsName = named !== isObjectName(file);
  return [file, withoutUndefined<GivenObject>({ ...fields, objectName: needsName ? name : undefined })];
}

interface Reference {
  readonly which: number;
  readonly form: string;
}

/** What a synced Secret may name: files of the volume, and what looks like one. */
const reference = fc.record({
  which: fc.nat({ max: 2 }),
  form: mostly(
    fc.constant("exact"),
    fc.constantFrom("", "missing", "FILE", "FILE/0", "FILE/3", "FILE ", "FILE/00", "./FILE"),
  ),
});

function fileOf(objects: [string, GivenObject][], { which, form }: Reference): string {
  const [file, { objectVersionHistory = 0 }] = objects[which % objects.length] as [string, GivenObject];
  if (form !== "exact") return form.replace("FILE", () => file);
  return objectVersionHistory > 1 ? `${file}/${which}` : file;
}

const syncedSecret = fc.record({
  type: mostly(
    fc.constantFrom("Opaque", "example.com/own"),
    fc.constantFrom("", "opaque", "kubernetes.io/ssh-auth"),
  ),
  data: mostly<Record<string, Reference>>(
    fc.dictionary(fc.constantFrom("password", "user.name", "A-b_c"), reference, { minKeys: 1 }),
    fc.constant({}),
  ),
});

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    vaultName: near.vaultName,
    clientId: near.clientId,
    cloud: maybe(near.cloud),
    objects: fc.array(givenObject, { minLength: 1, maxLength: 2 }),
    syncedSecret: maybe(syncedSecret),
  })
  .map(({ objects: given, syncedSecret: secret, ...rest }) => {
    const objects = given.map(entryOf);
    const data = Object.entries(secret?.data ?? {}).map(([key, reference]) => [
      key,
      fileOf(objects, reference),
    ]);
    return withoutUndefined<Case>({
      ...rest,
      objects: Object.fromEntries(objects),
      syncedSecret: secret && { type: secret.type, data: Object.fromEntries(data) },
    });
  });

/** A certificate with its key, or something that does not hold both, copied into a Secret for TLS. */
const tlsCase: fc.Arbitrary<Case> = fc
  .record({
    object: fc.record({
      objectType: fc.constantFrom("secret", "key", "cert"),
      objectVersionHistory: fc.constantFrom(0, 2),
    }),
    data: mostly<string[]>(
      fc.constant(["tls.crt", "tls.key"]),
      fc.constantFrom<string[]>(["tls.crt"], ["tls.key"], ["tls.crt", "tls.key", "ca.crt"], ["tls.pem"]),
    ),
    certificate: fc.constantFrom("secret", "cert"),
  })
  .map(({ object, data, certificate }) => {
    const file = object.objectVersionHistory > 1 ? "tls.pem/0" : "tls.pem";
    return {
      vaultName: "kv-shop",
      clientId: "00000000-0000-0000-0000-000000000001",
      objects: {
        "tls.pem": { objectName: "web-tls", ...object },
        leaf: { objectName: "web-tls", objectType: certificate },
      },
      syncedSecret: {
        type: "kubernetes.io/tls",
        data: Object.fromEntries(data.map((key) => [key, key === "tls.crt" ? "leaf" : file])),
      },
    };
  });

export const nearCase = fc.oneof({ weight: 40, arbitrary: anyCase }, { weight: 1, arbitrary: tlsCase });

function withoutUndefined<T extends object>(given: { [K in keyof T]-?: T[K] | undefined } | T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
