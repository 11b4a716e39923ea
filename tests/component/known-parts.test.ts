import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyVaultWorkloadIdentity } from "../../src";
import { settle } from "../../src/pulumi/settle";
import { MockCloud } from "./support/mock-cloud";
import { orders } from "./support/orders";

const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
const objects = { "db-password": {} };

describe("what is known in a preview, beside what is not", () => {
  const cloud = new MockCloud();
  let component: KeyVaultWorkloadIdentity;

  before(async () => {
    await cloud.enter(true);
    const clusters = {
      aks: { resourceGroupName: unknown },
      eks: { oidcIssuerUrl: "https://issuer.example.com/eks/" },
    };
    const keyVaults = {
      // The first preview of a program that creates the resource group does not know the group's name.
      "kv-a": { resourceGroupName: unknown, objects },
      "kv-b": { id: unknown, mountPath: unknown, secretProviderClass: { name: unknown }, objects },
    };
    component = new KeyVaultWorkloadIdentity("orders", orders({ clusters, keyVaults }));
    await settle(component.volumes);
  });

  const of = (output: pulumi.Output<unknown> | undefined) => settle(output);

  it("is shown of the outputs that hold several: an entry is unknown by itself", async () => {
    const { secretProviderClassNames, mountPaths, vaultUris, oidcIssuerUrls, volumes, volumeMounts } =
      component;
    for (const [output, value] of [
      [secretProviderClassNames["kv-a"], "orders-kv-a"],
      [mountPaths["kv-a"], "/mnt/secrets-store/kv-a"],
      [vaultUris["kv-a"], "https://kv-a.vault.azure.net/"],
      [oidcIssuerUrls.eks, "https://issuer.example.com/eks/"],
      [volumes[0]?.name, "secrets-store-kv-a"],
      [volumeMounts[0]?.mountPath, "/mnt/secrets-store/kv-a"],
    ] as const) {
      expect(await of(output)).to.deep.include({ known: true, value });
    }
    for (const output of [
      secretProviderClassNames["kv-b"],
      mountPaths["kv-b"],
      vaultUris["kv-b"],
      oidcIssuerUrls.aks,
    ]) {
      expect(await of(output)).to.deep.include({ known: false });
    }
  });

  it("is shown of the children: a vault has its name although its resource group is still to be created", () => {
    const inputs = (name: string) => cloud.registered.find((one) => one.name === name)?.inputs;
    expect(inputs("orders-secret-provider-class-kv-a"))
      .to.have.nested.property("spec.parameters.keyvaultName")
      .that.equals("kv-a");
    expect(inputs("orders-grant-kv-a-secrets-user"))
      .to.have.property("description")
      .that.includes('vault "kv-a"');
  });
});
