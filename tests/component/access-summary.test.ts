import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { awaited, MockCloud } from "./support/mock-cloud";
import { orders, subscription } from "./support/orders";
import { prose } from "./support/prose";

const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;

describe("the access summary of a component", () => {
  /** Each in a program of its own: two components of one program cannot create the same service account. */
  async function reported(changes: Partial<KeyVaultWorkloadIdentityArgs>): Promise<string> {
    await new MockCloud().enter(true);
    return prose(await awaited(new KeyVaultWorkloadIdentity("orders", orders(changes)).trust));
  }
  const ofCluster = (cluster: NonNullable<KeyVaultWorkloadIdentityArgs["clusters"]>[string]) =>
    reported({ clusters: { "aks-prod": cluster } });
  const managedCluster = `${subscription}/resourceGroups/platform/providers/Microsoft.ContainerService/managedClusters`;
  const vault = `${subscription}/resourceGroups/shop/providers/Microsoft.KeyVault/vaults`;

  it("shows the issuer that is trusted, whatever AKS cluster its key seems to name", async () => {
    const oidcIssuerUrl = "https://elsewhere.example/";
    expect(await ofCluster({ oidcIssuerUrl })).to.include(
      'of cluster "aks-prod" (issuer "https://elsewhere.example/") that',
    );
    expect(await ofCluster({ oidcIssuerUrl: unknown })).to.include(
      'of cluster "aks-prod" (issuer not known yet) that',
    );
  });

  it("shows the AKS cluster where it is not the one that the key names", async () => {
    const other = 'of cluster "aks-prod" (AKS cluster "aks-dev" in resource group "platform") that';
    expect(await ofCluster({ resourceGroupName: "platform", name: "aks-dev" })).to.include(other);
    expect(await ofCluster({ id: `${managedCluster}/aks-dev` })).to.include(other);
    expect(await ofCluster({ resourceGroupName: "platform", name: unknown })).to.include(
      'of cluster "aks-prod" (AKS cluster not known yet) that',
    );
    expect(await ofCluster({ resourceGroupName: "platform" })).to.include(
      'of cluster "aks-prod" (resource group "platform") that',
    );
    expect(await ofCluster({ id: `${managedCluster}/aks-prod` })).to.include(
      'of cluster "aks-prod" (resource group "platform") that',
    );
  });

  it("shows a vault by its own name, and as not known yet instead of by its key", async () => {
    const ofVault = (given: object) =>
      reported({ keyVaults: { "kv-shop": { ...given, objects: { "db-password": {} } } } });
    expect(await ofVault({ id: `${vault}/kv-other` }))
      .to.include('in vault "kv-other",')
      .and.not.to.include("kv-shop");
    for (const given of [{ resourceGroupName: "shop", name: unknown }, { id: unknown }]) {
      expect(await ofVault(given))
        .to.include('in a vault not known yet (key "kv-shop"),')
        .and.to.include('Mounted from a vault not known yet (key "kv-shop"): db-password.')
        .and.not.to.include('vault "kv-shop"');
    }
    expect(await ofVault({ resourceGroupName: unknown })).to.include('in vault "kv-shop",');
  });

  it("names the owners of a new application, and of none where the deployer sets none", async () => {
    const owned = (owners?: pulumi.Input<string>[]) =>
      reported({ userAssignedIdentity: undefined, application: { displayName: "Orders", owners } });
    const owner = "00000000-0000-0000-0000-00000000beef";
    const words = "Owners of the application, who can act as it too: ";
    expect(await owned([owner])).to.include(`${words}"${owner}"`);
    expect(await owned([unknown])).to.include(`${words}not known yet`);
    expect(await owned()).not.to.include(words);
  });

  it("says that namespace and service account are known after the update", async () => {
    const trust = await reported({ namespace: unknown, serviceAccount: { name: unknown } });
    expect(trust).to.match(
      /^Any pod in namespace "\(known after the update\)" .* service account "\(known after the update\)"/,
    );
  });
});
