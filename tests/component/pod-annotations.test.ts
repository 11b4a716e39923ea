import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { settle } from "../../src/pulumi/settle";
import { awaited, MockCloud } from "./support/mock-cloud";
import { applicationClientId, identityId, orders } from "./support/orders";

type Args = Partial<KeyVaultWorkloadIdentityArgs>;

const vault = {
  resourceGroupName: "shop",
  objects: { "db-password": {}, "api-token": {} },
  syncedSecrets: { orders: { data: { token: "api-token" } } },
  env: { DB_PASSWORD: "db-password" },
};
const reading = (changes: object): Args => ({ keyVaults: { "kv-shop": { ...vault, ...changes } } });

async function annotationsOf(changes: Args): Promise<Record<string, string>> {
  await new MockCloud().enter(false);
  const component = new KeyVaultWorkloadIdentity("orders", orders({ ...reading({}), ...changes }));
  return awaited(component.podAnnotations);
}

describe("the output podAnnotations", () => {
  it("is one checksum, the same for the same input", async () => {
    const first = await annotationsOf({});
    expect(Object.keys(first)).to.deep.equal(["checksum/workload-identity"]);
    expect(Object.values(first)[0]).to.match(/^[0-9a-f]{64}$/);
    expect(await annotationsOf({})).to.deep.equal(first);
  });

  const missed: Record<string, Args> = {
    "another object": reading({ objects: { ...vault.objects, tls: {} } }),
    "another version of an object": reading({
      objects: { ...vault.objects, "db-password": { objectVersion: "0123456789abcdef0123456789abcdef" } },
    }),
    "another mode of a file": reading({
      objects: { ...vault.objects, "db-password": { filePermission: "0400" } },
    }),
    "another vault behind the same volume": reading({ name: "kv-other" }),
    "another key in a Secret": reading({ syncedSecrets: { orders: { data: { secret: "api-token" } } } }),
    "another variable": reading({ env: { PASSWORD: "db-password" } }),
    "another Secret behind the variables": reading({ envSecretName: "orders-env" }),
    "another identity": {
      userAssignedIdentity: undefined,
      application: { clientId: applicationClientId.replace(/e$/, "f") },
    },
    "another cloud": { cloud: "AzureChinaCloud" },
    "another lifetime of the webhook's token": { serviceAccount: { tokenExpirationSeconds: 7200 } },
    "no API token": { serviceAccount: { automountServiceAccountToken: false } },
    "other pull secrets": { serviceAccount: { imagePullSecrets: ["registry"] } },
  };
  for (const [what, changes] of Object.entries(missed)) {
    it(`changes with ${what}, which a running pod would miss`, async () => {
      expect(await annotationsOf(changes)).not.to.deep.equal(await annotationsOf({}));
    });
  }

  const otherwise: Record<string, Args> = {
    "labels and annotations of the class": reading({
      secretProviderClass: {
        labels: { team: "shop" },
        annotations: { "argocd.argoproj.io/sync-wave": "-1" },
      },
    }),
    "labels and annotations of a Secret": reading({
      syncedSecrets: {
        orders: { data: { token: "api-token" }, labels: { a: "b" }, annotations: { c: "d" } },
      },
    }),
    "labels and annotations of the service account": {
      serviceAccount: { labels: { team: "shop" }, annotations: { note: "x" } },
    },
    "labels of the pods, which are in their template": { podLabels: { app: "orders" } },
    "names and paths, which are in the pod spec": {
      serviceAccount: { name: "api" },
      ...reading({ secretProviderClass: { name: "orders" }, mountPath: "/secrets" }),
    },
    "the order of the objects": reading({ objects: { "api-token": {}, "db-password": {} } }),
    "a vault that is not mounted": {
      keyVaults: {
        "kv-shop": vault,
        "kv-sdk": { resourceGroupName: "shop", mount: false, objects: { a: {} } },
      },
    },
    "grants on single objects": reading({ roleScope: "Object" }),
    "another cluster": { clusters: { "aks-blue": { resourceGroupName: "platform" } } },
    "who applies the class": reading({ secretProviderClass: { management: "External" } }),
  };
  for (const [what, changes] of Object.entries(otherwise)) {
    it(`does not change with ${what}`, async () => {
      expect(await annotationsOf(changes)).to.deep.equal(await annotationsOf({}));
    });
  }

  it("is known in a preview as soon as the client id is", async () => {
    const isKnown = async (changes: Args) => {
      await new MockCloud().enter(true);
      const component = new KeyVaultWorkloadIdentity("orders", orders(changes));
      return (await settle(component.podAnnotations)).known;
    };
    const existing = { userAssignedIdentity: { id: identityId } };
    expect(await isKnown(existing)).to.equal(true);
    expect(await isKnown({})).to.equal(false);
    const objects = {
      a: { objectVersion: pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string> },
    };
    const keyVaults = { "kv-shop": { resourceGroupName: "shop", objects } };
    expect(await isKnown({ ...existing, keyVaults })).to.equal(false);
  });
});
