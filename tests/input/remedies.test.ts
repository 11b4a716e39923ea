import { expect } from "chai";
import { oidcIssuerUrl, vaultId } from "./cases/case";
import { readAsLibrary, smallInput, useProject } from "./support/input";

const role = (name: string) => ({
  roleAssignments: { one: { scope: "/subscriptions/00000000-0000-0000-0000-00000000000a", role: name } },
});

/** A refused input, the words of its remedy, and the input that follows them. */
const remedies: Record<string, readonly [refused: object, words: string, followed: object]> = {
  "a key of clusters beside resourceGroupName": [
    { clusters: { "aks prod": { resourceGroupName: "g" } } },
    "Give the entry such a key; beside resourceGroupName, set the cluster's own name as its `name`.",
    { clusters: { "aks-prod": { resourceGroupName: "g", name: "aks_prod" } } },
  ],
  "a key of clusters beside oidcIssuerUrl, which takes no name": [
    { clusters: { "aks prod": { oidcIssuerUrl } } },
    "Give the entry such a key; beside resourceGroupName,",
    { clusters: { "aks-prod": { oidcIssuerUrl } } },
  ],
  "a key of keyVaults beside id, which takes no name": [
    { keyVaults: { Kv: { id: vaultId, objects: { a: {} } } } },
    "Give the entry such a key; beside resourceGroupName,",
    { keyVaults: { kv: { id: vaultId, objects: { a: {} } } } },
  ],
  "an id of the right form with a name that no vault has": [
    { keyVaults: { kv: { id: vaultId.replace(/[^/]+$/, "kv"), objects: { a: {} } } } },
    '"kv" in it is not the name of a key vault: 3 to 24 letters, digits and',
    { keyVaults: { kv: { id: vaultId, objects: { a: {} } } } },
  ],
  "a drive on Linux": [
    { pod: { image: "a" }, vault: { mountPath: "C:\\secrets" } },
    'Give a path such as /mnt/secrets, or set pod.os to "Windows".',
    { pod: { image: "a", os: "Windows" }, vault: { mountPath: "C:\\secrets" } },
  ],
  "the name of a role with a typing mistake": [
    role("storage blob data reder"),
    'Did you mean "Storage Blob Data Reader"?',
    role("Storage Blob Data Reader"),
  ],
  "a role that is in no table": [
    role("Azure Digital Twins Data Reader"),
    'Give the GUID of its definition: az role definition list --name "Azure Digital Twins Data Reader" --query "[].name"',
    role("d57506d4-4c8d-48b1-8587-93c323f6a5a3"),
  ],
  "the name of a Secret without env": [
    { vault: { envSecretName: "a" } },
    "Give env, or leave this out.",
    { vault: { envSecretName: "a", env: { A: "a" } } },
  ],
};

describe("a remedy", () => {
  before(useProject);

  for (const [what, [refused, words, followed]] of Object.entries(remedies)) {
    it(`is accepted when it is followed: ${what}`, async () => {
      const { issues } = await readAsLibrary(smallInput({ ...refused }));
      expect(issues.map(({ remedy }) => remedy).join("\n")).to.include(words);
      expect((await readAsLibrary(smallInput({ ...followed }))).issues).to.deep.equal([]);
    });
  }
});
