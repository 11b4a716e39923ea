import { expect } from "chai";
import { refusal } from "../provider-client";
import { type Backend, containers, create, orders, parameters, types, workload } from "./backend";

const { serviceAccount, namespace, secret, providerClass, deployment, pod } = types;

interface RefusalCase {
  readonly title: string;
  readonly type: string;
  readonly fields: object;
  readonly says: readonly string[];
}

const mounting = [{ ...containers[0], volumeMounts: [{ name: "typo", mountPath: "/mnt" }] }];

const cases: readonly RefusalCase[] = [
  {
    title: "a service account whose name is not a DNS subdomain",
    type: serviceAccount,
    fields: orders({ name: "Orders" }),
    says: [
      'ServiceAccount "Orders" is invalid: metadata.name: Invalid value: "Orders": a lowercase RFC 1123 subdomain ' +
        "must consist of",
    ],
  },
  {
    title: "a service account with a name of 254 characters",
    type: serviceAccount,
    fields: orders({ name: "a".repeat(254) }),
    says: ["must be no more than 253 characters"],
  },
  {
    title: "a namespace whose name is not a DNS label",
    type: namespace,
    fields: { metadata: { name: "shop.eu" } },
    says: ['Namespace "shop.eu" is invalid: metadata.name: Invalid value: "shop.eu": must not contain dots'],
  },
  {
    title: "a malformed label",
    type: serviceAccount,
    fields: orders({ labels: { app: "a b" } }),
    says: ['metadata.labels: Invalid value: "a b": a valid label must be an empty string or consist of'],
  },
  {
    title: "a malformed annotation key",
    type: serviceAccount,
    fields: orders({ annotations: { "a/b/c": "d" } }),
    says: ['metadata.annotations: Invalid value: "a/b/c": a valid label key must consist of'],
  },
  {
    title: "a service account with more than 256 KiB of annotations",
    type: serviceAccount,
    fields: orders({ annotations: { a: "a".repeat(2 ** 17), b: "a".repeat(2 ** 17) } }),
    says: ["metadata.annotations: Too long: may not be more than 262144 bytes"],
  },
  {
    title: "a SecretProviderClass with more than 256 KiB of annotations",
    type: providerClass,
    fields: { ...orders({ annotations: { a: "a".repeat(2 ** 18) } }), spec: parameters({}) },
    says: ["metadata.annotations: Too long: may not be more than 262144 bytes"],
  },
  {
    title: "a Deployment whose selector does not match its pods",
    type: deployment,
    fields: {
      ...orders(),
      spec: { ...workload({ containers }), selector: { matchLabels: { app: "typo" } } },
    },
    says: [
      'Deployment.apps "orders" is invalid: spec.template.metadata.labels: Invalid value: {"app":"orders"}: ' +
        "`selector` does not match template `labels`",
    ],
  },
  {
    title: "a mount of a volume that does not exist",
    type: pod,
    fields: { ...orders(), spec: { containers: mounting } },
    says: ['Pod "orders" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "typo"'],
  },
  {
    title: "a volume whose name is not a DNS label",
    type: deployment,
    fields: { ...orders(), spec: workload({ containers, volumes: [{ name: "kv.shop", emptyDir: {} }] }) },
    says: ['spec.template.spec.volumes[0].name: Invalid value: "kv.shop"'],
  },
  {
    title: "a Pod whose service account does not exist",
    type: pod,
    fields: { ...orders(), spec: { containers, serviceAccountName: "orders" } },
    says: [
      'pods "orders" is forbidden: error looking up service account shop/orders: serviceaccount "orders" not found',
    ],
  },
];

/** What API server and provider refuse, in which words. */
export function refusalCases(backend: () => Backend): void {
  for (const { title, type, fields, says } of cases) {
    it(`${title} is refused`, async () => {
      const message = await refusal(
        backend().provider.create(type, "orders", fields as Record<string, unknown>),
      );
      for (const words of says) expect(message).to.contain(words);
    });
  }

  it("generateName is refused", async () => {
    const checked = backend().provider.check(serviceAccount, "orders", {
      metadata: { generateName: "orders-" },
    });
    expect(await refusal(checked)).to.contain("not supported in Server-Side Apply mode");
  });

  it("a service account's name may have dots", async () => {
    await backend().provider.create(serviceAccount, "orders", orders({ name: "orders.v1" }));
  });

  it("a parameter of a SecretProviderClass that is not a string is refused, by POST in other words", async () => {
    const spec = parameters({ usePodIdentity: false });
    const path = "spec.parameters.usePodIdentity";
    const kind = "SecretProviderClass.secrets-store.csi.x-k8s.io";
    expect(await refusal(create(backend(), providerClass, { spec }))).to.contain(
      backend().creates === "by POST"
        ? `${kind} "orders" is invalid: ${path}: Invalid value: "boolean": ${path} in body must be of type string: "boolean"`
        : `.${path}: expected string, got `,
    );
  });

  it("an entry of a synced Secret that is not an object is refused, by POST in other words", async () => {
    const secretObjects = [{ secretName: "s", type: "Opaque", data: ["db"] }];
    const path = "spec.secretObjects[0].data[0]";
    expect(await refusal(create(backend(), providerClass, { spec: { secretObjects } }))).to.contain(
      backend().creates === "by POST"
        ? `${path} in body must be of type object: "string"`
        : `.${path}: expected map, got `,
    );
  });

  it("a field that a SecretProviderClass does not have is refused in an update", async () => {
    const made = await create(backend(), providerClass, { spec: parameters({}) });
    const wanted = { ...orders(), spec: parameters({}), data: {} };
    expect(await refusal(backend().provider.update(made, wanted))).to.match(
      /failed to create typed patch object \(shop\/orders; .*\): \.data: field not declared in schema$/,
    );
  });

  it("a Secret is Opaque unless it says otherwise", async () => {
    expect((await create(backend(), secret, { stringData: { a: "b" } })).properties.type).to.equal("Opaque");
  });
}
