import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { formatIssue } from "../../src/rules/issue";
import { readAsLibrary, readAsPlugin, sentencesOf, smallInput, useProject } from "./support/input";
import { isPlain, leaves, withValueAt } from "./support/positions";

const reads = { library: readAsLibrary, plugin: readAsPlugin };
const hidden = "Hidden // a value that no rule accepts";

/** All others that need not be known at preview time decide who can read what. */
const mayBeSecret = [
  "serviceAccount.labels.<key>",
  "serviceAccount.annotations.<key>",
  "serviceAccount.tokenExpirationSeconds",
  "serviceAccount.automountServiceAccountToken",
  "serviceAccount.imagePullSecrets[]",
  "userAssignedIdentity.location",
  "userAssignedIdentity.tags.<key>",
  "application.owners[]",
  "keyVaults.<key>.objects.<key>.objectVersion",
  "keyVaults.<key>.objects.<key>.objectFormat",
  "keyVaults.<key>.objects.<key>.objectEncoding",
  "keyVaults.<key>.objects.<key>.filePermission",
  "keyVaults.<key>.secretProviderClass.labels.<key>",
  "keyVaults.<key>.secretProviderClass.annotations.<key>",
  "keyVaults.<key>.syncedSecrets.<key>.labels.<key>",
  "keyVaults.<key>.syncedSecrets.<key>.annotations.<key>",
  "keyVaults.<key>.mountPath",
  "podLabels.<key>",
  "pod.image",
  "pod.command[]",
];

/** These accept any text. */
const anyText = /annotations\.<key>$|^pod\.command\[\]$|tags\.<key>$/;

describe("a secret in the input", () => {
  before(useProject);

  for (const [position] of leaves) {
    for (const [way, read] of Object.entries(reads)) {
      it(`is not shown in the ${way}, where an invalid one is given for ${position}`, async () => {
        const { issues } = await read(withValueAt(position, pulumi.secret(hidden)));
        const text = issues.map(formatIssue).join("\n");
        expect(text).not.to.include("Hidden");
        if (isPlain(position)) expect(text).to.include("known at preview time and not a secret");
        else if (!mayBeSecret.includes(position)) expect(text).to.include("must not be a secret");
        else if (anyText.test(position)) expect(text).to.equal("");
        else expect(text).to.include("but is a secret value.");
      });
    }
  }

  for (const [way, read] of Object.entries(reads)) {
    for (const name of ["podLabels", "tags"]) {
      it(`that is the map ${name} is reported once in the ${way}, with neither values nor keys`, async () => {
        const map = pulumi.secret({ "Hidden < Key": "Hidden Value", "Hidden\nOther": "-", app: 7 });
        const given = name === "tags" ? { identity: { tags: map } } : { podLabels: map };
        const { issues } = await read(smallInput(given));
        const [line = "", ...others] = issues.map(formatIssue);
        expect(others).to.deep.equal([]);
        expect(line).to.match(/^(userAssignedIdentity\.tags|podLabels): .*, but is a secret value\./);
        expect(line).not.to.include("Hidden");
      });
    }
  }

  it("is reported where the reviewer of a preview has to see the value, the unknown one too", async () => {
    const expected =
      "namespace: must not be a secret. It decides who can read what, and the preview must show it: remove the secret marker (`unsecret`).";
    for (const value of ["shop", hidden, pulumi.output(pulumi.unknown as string)]) {
      expect(await sentencesOf(smallInput({ namespace: pulumi.secret(value) }))).to.deep.equal([expected]);
    }
  });

  it("is not compared letter by letter: no suggestion reveals what it is", async () => {
    const objects = { a: { objectFormat: pulumi.secret("PEM") } };
    const [line = "", ...others] = await sentencesOf(smallInput({ vault: { objects } }));
    expect(others).to.deep.equal([]);
    expect(line).to.match(/objectFormat: must be one of "pem", "pfx", but is a secret value\.$/);
  });
});
