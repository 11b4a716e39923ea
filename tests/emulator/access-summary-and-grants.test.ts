import { expect } from "chai";
import fc from "fast-check";
import { KeyVaultWorkloadIdentity, type KeyVaultWorkloadIdentityArgs } from "../../src";
import { summaryInput } from "../component/support/access-summary-inputs";
import { summaryWorld } from "../component/support/access-summary-world";
import { awaited } from "../component/support/mock-cloud";
import { ready } from "../component/support/orders";
import { parsedFacts } from "../component/support/parsed-summary";
import { prose } from "../component/support/prose";
import { grantedPrincipals, recordedFacts } from "../component/support/recorded-facts";
import { RecordingCloud } from "../component/support/recording-cloud";
import { readAsLibrary } from "../input/support/input";

/** What no service records: the summary is compared with the input. */
function givenFacts({ namespace, clusters, userAssignedIdentity, application, ...args }: Args): string[] {
  const vaults = Object.values(args.keyVaults ?? {});
  const vaultName = ({ name, id }: (typeof vaults)[number]) => name ?? String(id).split("/").at(-1);
  const account = args.serviceAccount?.name ?? "orders";
  return [
    ...vaults.flatMap((vault) =>
      vault.grants === "External" ? [`granted elsewhere ${vaultName(vault)}`] : [],
    ),
    ...(vaults.length === 0 && !args.roleAssignments ? ["all granted elsewhere"] : []),
    ...vaults.flatMap((vault) =>
      vault.mount === false
        ? Object.entries(vault.objects).map(([file, object]) => {
            const { objectType = "secret", objectName = file, objectVersionHistory = 0 } = object;
            const versions = objectVersionHistory > 1 ? objectVersionHistory + 1 : 1;
            return `for itself ${vaultName(vault)} ${JSON.stringify(file)} ${objectType} ${objectName} ${versions}`;
          })
        : [],
    ),
    ...(userAssignedIdentity?.id || application?.clientId ? ["existed before"] : []),
    ...(clusters ? [] : [`let in elsewhere system:serviceaccount:${namespace}:${account}`]),
    `open to makers of pods in ${namespace}`,
  ];
}

type Args = KeyVaultWorkloadIdentityArgs;

/** Words for the identity, and the object id that the summary must mean by them. */
function identityMeant(cloud: RecordingCloud, { userAssignedIdentity, application }: Args): [string, string] {
  const principal = (type: string, property: string) => {
    const [only] = cloud.recorded(type);
    return [String(only?.properties.name), String(only?.properties[property])] as const;
  };
  if (userAssignedIdentity?.id) {
    const [, , , , group, , , , name] = String(userAssignedIdentity.id).split("/");
    const found = cloud.world.identities?.find(({ resourceGroupName }) => resourceGroupName === group);
    return [
      `the existing user-assigned identity "${name}" in resource group "${group}"`,
      String(found?.principalId),
    ];
  }
  if (userAssignedIdentity) {
    const [name, id] = principal("UserAssignedIdentity", "principalId");
    return [`user-assigned identity "${name}"`, id];
  }
  if (application?.clientId) {
    const [found] = cloud.world.applications ?? [];
    return [`the existing Entra application ${found?.clientId}`, String(found?.servicePrincipal?.objectId)];
  }
  const [, id] = principal("ServicePrincipal", "objectId");
  return [`the Entra application ${JSON.stringify(application?.displayName)}`, id];
}

const distinct = (facts: string[]) => [...new Set(facts)].sort();

describe("the access summary", function () {
  this.timeout(300_000);

  it("lists exactly the grants that the emulator records, whatever the input", async () => {
    await fc.assert(
      fc.asyncProperty(summaryInput, async (args) => {
        const cloud = new RecordingCloud(summaryWorld(args.cloud));
        await cloud.enter(false);
        fc.pre((await readAsLibrary(args)).issues.length === 0);
        const component = new KeyVaultWorkloadIdentity("orders", args);
        await ready(component);
        const trust = prose(await awaited(component.trust));
        const parsed = parsedFacts(trust, cloud.world);

        const [words, principal] = identityMeant(cloud, args);
        const manifests = await awaited(component.manifests);
        const facts = [...recordedFacts(cloud, manifests), ...givenFacts(args), `as ${words}`];
        expect(distinct(parsed), trust).to.deep.equal(distinct(facts));
        for (const granted of grantedPrincipals(cloud)) expect(granted).to.equal(principal);
      }),
      { numRuns: 200 },
    );
  });

  it("is the same in preview and update, but for the name of a new identity", async () => {
    const unnamed = (trust: string) => trust.replace(/^acts as .*?(?=\.$| and can:$)/m, "");
    await fc.assert(
      fc.asyncProperty(summaryInput, async (args) => {
        fc.pre((await readAsLibrary(args)).issues.length === 0);
        const texts: string[] = [];
        for (const preview of [true, false]) {
          await new RecordingCloud(summaryWorld(args.cloud)).enter(preview);
          texts.push(unnamed(prose(await awaited(new KeyVaultWorkloadIdentity("orders", args).trust))));
        }
        expect(texts[0]).to.equal(texts[1]);
      }),
      { numRuns: 30 },
    );
  });
});
