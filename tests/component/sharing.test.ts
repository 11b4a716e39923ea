import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { failure } from "./support/failure";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, identityId, made, orders, ready } from "./support/orders";
import { prose } from "./support/prose";

const clusters = (count: number, prefix = "c") =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${prefix}${index}`,
      { oidcIssuerUrl: `https://oidc.example.com/${prefix}${index}` },
    ]),
  );

/** A component that shares the identity and leaves the vaults to others. */
const sharing = (changes: Partial<KeyVaultWorkloadIdentityArgs> = {}) =>
  orders({ userAssignedIdentity: { id: identityId }, keyVaults: undefined, ...changes });

const sharingApplication = (changes: Partial<KeyVaultWorkloadIdentityArgs> = {}) =>
  sharing({ userAssignedIdentity: undefined, application: { clientId: applicationClientId }, ...changes });

describe("a single component", () => {
  beforeEach(() => new MockCloud().enter(false));

  it("cannot have two clusters of one issuer: Entra takes issuer and subject once", async () => {
    const oidcIssuerUrl = "https://issuer.example.com/aks-prod/";
    const args = orders({
      clusters: { "aks-prod": { resourceGroupName: "platform" }, same: { oidcIssuerUrl } },
    });
    const error = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
    expect(error.message).to.match(
      /1 invalid input\n.*clusters\["aks-prod"\]: clusters\.same adds a credential with this issuer and subject/,
    );
  });

  describe("with two entries for one vault", () => {
    const vault = { resourceGroupName: "shop", name: "kv-shop", objects: { a: {} } };
    const one = { ...vault, mountPath: "/one" };
    const two = { ...vault, mountPath: "/two" };

    it("assigns a role that both need once", async () => {
      const cloud = new MockCloud();
      await cloud.enter(false);
      await made("orders", orders({ keyVaults: { one, two } }));
      expect(cloud.of("RoleAssignment").map(({ name }) => name)).to.deep.equal([
        "orders-grant-one-secrets-user",
      ]);
    });

    it("stops where only the update shows that both need the same role on one vault", async () => {
      const later = { ...two, name: pulumi.output("kv-shop") };
      const args = orders({ keyVaults: { one, two: later } });
      const error = await failure(() => new KeyVaultWorkloadIdentity("orders", args));
      expect(error.message).to.match(
        /1 invalid input\n.*keyVaults\.two\.grants: keyVaults\.one grants the same identity/,
      );
      const external = { ...later, grants: "External" } as const;
      await made("billing", orders({ keyVaults: { one, two: external } }));
    });
  });
});

describe("components of one program", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    await cloud.enter(false);
  });

  /** A component with nothing in common with another but these names. */
  const named = (serviceAccount: string, secretProviderClass: string, changes = {}) =>
    orders({
      serviceAccount: { name: serviceAccount },
      keyVaults: {
        "kv-shop": {
          resourceGroupName: "shop",
          objects: { a: {} },
          secretProviderClass: { name: secretProviderClass },
        },
      },
      ...changes,
    });

  it("cannot create the same service account twice in a namespace", async () => {
    await made("a", named("orders", "a"));
    const error = await failure(() => new KeyVaultWorkloadIdentity("b", named("orders", "b")));
    expect(error.message).to.match(
      /1 invalid input\n.*serviceAccount\.name: component "a" \(serviceAccount\.name\) uses ServiceAccount "orders" too\. Rename one of the two\.$/,
    );
    expect(cloud.of("ServiceAccount")).to.have.length(1);
  });

  it("cannot create the same SecretProviderClass twice in a namespace", async () => {
    await made("a", named("a", "orders"));
    const error = await failure(() => new KeyVaultWorkloadIdentity("b", named("b", "orders")));
    expect(error.message).to.match(
      /1 invalid input\n.*keyVaults\["kv-shop"\]\.secretProviderClass\.name: component "a" \(.*\) uses SecretProviderClass "orders" too/,
    );
    expect(cloud.of("SecretProviderClass")).to.have.length(1);
  });

  it("can use the same names in another namespace, or where another owner creates the objects", async () => {
    await made("a", named("orders", "orders"));
    await made("b", named("orders", "orders", { namespace: "billing" }));
    const external = {
      serviceAccount: { name: "orders", management: "External" },
      keyVaults: {
        "kv-shop": {
          resourceGroupName: "shop",
          objects: { a: {} },
          secretProviderClass: { name: "orders", management: "External" },
        },
      },
    } as const;
    await made("c", orders(external));
    await made("d", orders({ ...external, serviceAccount: { name: "existing", management: "Annotate" } }));
    expect(cloud.of("ServiceAccount").filter(({ id }) => id === undefined)).to.have.length(2);
    expect(cloud.of("SecretProviderClass")).to.have.length(2);
  });

  it("can use the same names in another cluster", async () => {
    const provider = (name: string) => new Provider(name, { kubeconfig: name });
    const [blue, green] = [provider("blue"), provider("green")];
    await made("a", named("orders", "orders"), { providers: [blue] });
    await made("b", named("orders", "orders"), { providers: [green] });
    const error = await failure(
      () => new KeyVaultWorkloadIdentity("c", named("orders", "orders"), { providers: [green] }),
    );
    expect(error.message).to.match(/2 invalid inputs/);
    expect(cloud.of("ServiceAccount")).to.have.length(2);
  });

  it("are not compared while a name is not known yet", async () => {
    await cloud.enter(true);
    const unknown = pulumi.output(pulumi.unknown) as unknown as string;
    const components = ["a", "b"].map((name) => new KeyVaultWorkloadIdentity(name, named(unknown, unknown)));
    for (const { trust } of components) {
      expect(prose(await awaited(trust))).to.include("known after the update");
    }
    await cloud.appeared("ServiceAccount", 2);
    expect(cloud.of("ServiceAccount")).to.have.length(2);
  });
});

describe("components that share an identity", () => {
  let cloud: MockCloud;

  beforeEach(async () => {
    cloud = new MockCloud();
    cloud.writeTime = 15;
    await cloud.enter(false);
  });

  const overlapping = (type: string) => {
    const names = cloud.of(type).map(({ name }) => name);
    return cloud.overlaps.filter(([one]) => names.includes(one as string));
  };

  for (const [kind, type, args] of [
    ["a managed identity", "FederatedIdentityCredential", sharing],
    ["an application", "ApplicationFederatedIdentityCredential", sharingApplication],
  ] as const) {
    it(`never write two credentials of ${kind} at the same time`, async () => {
      const components = ["a", "b", "c"].map(
        (name) => new KeyVaultWorkloadIdentity(name, args({ clusters: clusters(2) })),
      );
      await ready(...components);
      expect(cloud.of(type).map(({ name }) => name)).to.deep.equal(
        ["a", "b", "c"].flatMap((name) => [`${name}-credential-c0`, `${name}-credential-c1`]),
      );
      expect(overlapping(type)).to.deep.equal([]);
      expect(cloud.dependencies["a-credential-c1"]).to.include("a-credential-c0");
      expect(cloud.dependencies["b-credential-c0"]).to.include("a-credential-c1");
      expect(cloud.dependencies["c-credential-c0"]).to.include("b-credential-c1");
    });
  }

  it("never write two credentials at the same time where the id differs in letter case", async () => {
    const upper = { id: identityId.replace("id-shop", "ID-SHOP") };
    await ready(
      new KeyVaultWorkloadIdentity("a", sharing()),
      new KeyVaultWorkloadIdentity("b", sharing({ userAssignedIdentity: upper })),
    );
    expect(overlapping("FederatedIdentityCredential")).to.deep.equal([]);
  });

  it("do not wait for credentials of another identity", async () => {
    const own = orders({ keyVaults: undefined });
    await ready(new KeyVaultWorkloadIdentity("a", own), new KeyVaultWorkloadIdentity("b", own));
    expect(overlapping("FederatedIdentityCredential")).to.have.length(1);
  });

  for (const [when, preview] of [
    ["in the preview", true],
    ["in an update", false],
  ] as const) {
    it(`cannot add the 21st credential ${when}`, async () => {
      cloud = new MockCloud();
      await cloud.enter(preview);
      cloud.writeTime = 0;
      await made("a", sharing({ clusters: clusters(20) }));
      const error = await failure(
        () => new KeyVaultWorkloadIdentity("b", sharing({ clusters: clusters(1, "d") })),
      );
      expect(error.message).to.include(
        'clusters: an identity takes at most 20 credentials, and the components of this program put 21 ("a": 20, "b": 1) on this one.',
      );
      expect(error.message).to.match(/identity of their own, or remove clusters/);
      expect(cloud.of("FederatedIdentityCredential")).to.have.length(20);
    });
  }

  it("can add 20 credentials together", async () => {
    cloud.writeTime = 0;
    await made("a", sharing({ clusters: clusters(19) }));
    await made("b", sharing({ clusters: clusters(1, "d") }));
    expect(cloud.of("FederatedIdentityCredential")).to.have.length(20);
  });

  it("do not count the credentials of another identity", async () => {
    cloud.writeTime = 0;
    await made("a", orders({ keyVaults: undefined, clusters: clusters(12) }));
    await made("b", orders({ keyVaults: undefined, clusters: clusters(12) }));
    expect(cloud.of("FederatedIdentityCredential")).to.have.length(24);
  });

  it("cannot add the same issuer and subject twice", async () => {
    await made("a", sharing({ serviceAccount: { name: "orders" } }));
    const second = sharing({ serviceAccount: { name: "orders", management: "External" } });
    const error = await failure(() => new KeyVaultWorkloadIdentity("b", second));
    expect(error.message).to.match(
      /clusters\["aks-prod"\]: component "a" \(clusters\["aks-prod"\]\) adds a credential/,
    );
    await made("c", sharing({ serviceAccount: { name: "billing" } }));
  });

  it("cannot add the same grant twice, and can leave it to one of them", async () => {
    const { keyVaults } = orders();
    await made("a", sharing({ keyVaults }));
    const error = await failure(() => new KeyVaultWorkloadIdentity("b", sharing({ keyVaults })));
    expect(error.message).to.match(
      /keyVaults\["kv-shop"\]\.grants: component "a" \(keyVaults\["kv-shop"\]\) grants/,
    );
    const external = {
      "kv-shop": { resourceGroupName: "shop", grants: "External", objects: { "db-password": {} } },
    } as const;
    await made("c", sharing({ keyVaults: external }));
    expect(cloud.of("RoleAssignment")).to.have.length(1);
  });

  it("can add grants for other object types and other vaults", async () => {
    const vault = (name: string, objectType: "secret" | "key") => ({
      [name]: { resourceGroupName: "shop", objects: { a: { objectType } } },
    });
    await made("a", sharing({ keyVaults: vault("kv-shop", "secret") }));
    await made("b", sharing({ keyVaults: vault("kv-shop", "key") }));
    await made("c", sharing({ keyVaults: vault("kv-other", "secret") }));
    expect(cloud.of("RoleAssignment")).to.have.length(3);
  });

  it("never write two access policies of one vault at the same time, whichever identity they are for", async () => {
    const keyVaults = {
      "kv-policy": { resourceGroupName: "shop", permissionModel: "AccessPolicy", objects: { a: {} } },
    } as const;
    await ready(
      new KeyVaultWorkloadIdentity("a", orders({ keyVaults })),
      new KeyVaultWorkloadIdentity("b", orders({ keyVaults })),
    );
    expect(cloud.of("AccessPolicy")).to.have.length(2);
    expect(overlapping("AccessPolicy")).to.deep.equal([]);
    const other = { "kv-policy-2": keyVaults["kv-policy"] };
    await ready(
      new KeyVaultWorkloadIdentity("c", orders({ keyVaults: other })),
      new KeyVaultWorkloadIdentity("d", orders({ keyVaults: { "kv-policy-3": keyVaults["kv-policy"] } })),
    );
    expect(overlapping("AccessPolicy")).to.have.length(1);
  });

  describe("and use each other's outputs", () => {
    /** An Output that exists before the component that it comes from. */
    function outputLater<T>(): { output: pulumi.Output<T>; from: (source: pulumi.Output<T>) => void } {
      let resolve: (value: pulumi.Output<T>) => void = () => {};
      const source = new Promise<pulumi.Output<T>>((done) => {
        resolve = done;
      });
      return { output: pulumi.output(source) as pulumi.Output<T>, from: resolve };
    }

    for (const [what, take] of Object.entries({
      "the namespace": (of: Outputs) => ({ namespace: of.namespace }),
      "the pod labels": (of: Outputs) => ({ podLabels: of.podLabels }),
      "the identity": (of: Outputs) => ({ userAssignedIdentity: { id: of.identityId } }),
    })) {
      it(`are both created where the second uses ${what} of the first`, async () => {
        const a = new KeyVaultWorkloadIdentity("a", sharing());
        const b = new KeyVaultWorkloadIdentity("b", sharing(take(a)));
        await ready(a, b);
        expect(overlapping("FederatedIdentityCredential")).to.deep.equal([]);
      });
      it(`are both created where the first uses ${what} of the second`, async () => {
        const namespace = outputLater<string>();
        const podLabels = outputLater<Record<string, string>>();
        const identity = outputLater<string>();
        const later = {
          namespace: namespace.output,
          podLabels: podLabels.output,
          identityId: identity.output,
        };
        const a = new KeyVaultWorkloadIdentity("a", sharing(take(later)));
        const b = new KeyVaultWorkloadIdentity("b", sharing());
        namespace.from(b.namespace);
        podLabels.from(b.podLabels);
        identity.from(b.identityId);
        await ready(a, b);
        expect(overlapping("FederatedIdentityCredential")).to.deep.equal([]);
      });
    }

    it("are both created where the second depends on the first, whose look-ups take longer", async () => {
      const asked = "azure-native:containerservice:getManagedCluster";
      const answer = cloud.answers[asked];
      cloud.answers[asked] = async (inputs) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return answer?.(inputs);
      };
      const a = new KeyVaultWorkloadIdentity("a", sharing());
      const b = new KeyVaultWorkloadIdentity("b", sharing({ clusters: clusters(1) }), { dependsOn: a });
      await ready(a, b);
      expect(overlapping("FederatedIdentityCredential")).to.deep.equal([]);
    });
  });
});

type Outputs = Pick<KeyVaultWorkloadIdentity, "namespace" | "podLabels" | "identityId">;
