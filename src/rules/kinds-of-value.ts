/** The rules about what a value is, whatever it is for: what arrives need not have the type that was asked for. */

import { RuleTable } from "./rule";
import * as source from "./sources";

const table = new RuleTable("once known");
export const { all } = table;

export const anyText = table.text({
  id: "text",
  appliesTo: [
    "serviceAccount.annotations.<key>",
    "keyVaults.<key>.env.<key>",
    "keyVaults.<key>.syncedSecrets.<key>.data.<key>",
    "keyVaults.<key>.secretProviderClass.annotations.<key>",
    "keyVaults.<key>.syncedSecrets.<key>.annotations.<key>",
    "pod.command[]",
  ],
  expected: "a text",
  source: source.apiMachinery,
  accepts: () => true,
  free: true,
});

/** How Pulumi's languages spell an Output that was put into a text, and JavaScript an object. */
const objectsAsText =
  /\[object \w+\]|\[toString\] on an \[Output|<pulumi\.output\.Output |Calling __str__ on an Output|Pulumi\.Output`1|com\.pulumi\.core\.|\{0x[0-9a-f]+\}|%!\w\(/;

export const lostOutput = table.text({
  id: "lost-output",
  appliesTo: ["all texts"],
  expected: "a text into which no Output or object was put",
  message: "an Output or an object was put into the text <received>.",
  source: "Pulumi documentation, inputs and outputs: an Output is not a text",
  remedy: "Take the value out first, with `apply`, or build the text with `interpolate`.",
  stricter: { text: "the text that stands for an Output is never what anybody meant" },
  accepts: (value) => !objectsAsText.test(value),
});

export const lostValue = table.text({
  id: "lost-value",
  appliesTo: ["all names, ids and URLs"],
  expected: "a text without 'undefined', 'null' or 'None' where a value was meant",
  message: "<received> has 'undefined', 'null' or 'None' where a value was meant.",
  source: source.design,
  remedy: "A template has put a missing value into it: set that value.",
  stricter: {
    template:
      "'undefined', 'null' or 'None' as a part of a name comes from a template with a missing value far more often than from anybody's wish",
  },
  // 'null-island' is a name; 'shop-null' is 'shop-' and nothing.
  accepts: (value) =>
    !/(?:^|[-_./:@\s])(?:undefined(?![A-Za-z0-9])|(?:null|None|<nil>)(?=$|[/.:]))/.test(value),
});

export const enumeration = table.other({
  id: "enumeration",
  appliesTo: ["all enumerations"],
  expected: "one of <values>",
  source: source.design,
  stricter: { spelling: "one spelling: letter case matters in some of the places that read it" },
});

export const trueOrFalse = table.other({
  id: "true-or-false",
  appliesTo: ["serviceAccount.automountServiceAccountToken", "keyVaults.<key>.mount"],
  expected: "true or false",
  source: source.design,
});

export const map = table.other({
  id: "map",
  appliesTo: ["all maps"],
  expected: "a map",
  source: source.apiMachinery,
});

export const list = table.other({
  id: "list",
  appliesTo: ["serviceAccount.imagePullSecrets", "pod.command", "application.owners"],
  expected: "a list",
  source: source.apiMachinery,
});

export const properties = table.other({
  id: "properties",
  appliesTo: ["all groups of properties, and entries of maps of them"],
  expected: "a map of properties",
  source: source.design,
  remedy: "Write {} for the defaults.",
  checked: "immediately",
});

export const readable = table.other({
  id: "readable",
  appliesTo: ["all inputs"],
  expected: "a value that can be read",
  message: "reading the value failed.",
  source: source.design,
  remedy: "A getter of the object throws: pass a plain object.",
  checked: "immediately",
});

export const lostKey = table.other({
  id: "lost-key",
  appliesTo: ["all maps"],
  expected: "a map whose keys are its own",
  message: 'the map has the key "__proto__", or inherits keys from another: Pulumi would lose them.',
  source: "JavaScript: `__proto__` in an object sets its prototype",
  remedy: "Rename the key, or copy what is inherited into the map (`{ ...other }`).",
  checked: "immediately",
});

export const knownAtPreview = table.other({
  id: "known-at-preview",
  appliesTo: ["all plain inputs"],
  expected: "known at preview time and not a secret",
  source: source.pulumi,
  remedy: "It decides what is created, and the preview must be able to show it.",
  checked: "immediately",
});

export const filledMap = table.count({
  id: "filled-map",
  appliesTo: ["clusters", "keyVaults", "keyVaults.<key>.objects"],
  expected: "a map with at least one entry",
  source: `${source.driver}: without objects the mount fails with missing object versions`,
  remedy: "YAML drops an entry without a value: write {} as its value.",
  stricter: {
    none: "an empty map of clusters or vaults would do the same as none: it is a list that got lost",
  },
  checked: "immediately",
  atLeast: 1,
});

export const notNull = table.other({
  id: "no-null",
  appliesTo: ["all inputs"],
  expected: "set, or left out",
  message: "null is not a value.",
  source: source.design,
  remedy: "Set it, or leave the property out.",
  checked: "immediately",
});

export const notSecret = table.other({
  id: "no-secret",
  appliesTo: [
    "namespace",
    "serviceAccount.name",
    "clusters.<key>.id",
    "clusters.<key>.name",
    "clusters.<key>.resourceGroupName",
    "clusters.<key>.oidcIssuerUrl",
    "userAssignedIdentity.id",
    "userAssignedIdentity.name",
    "userAssignedIdentity.resourceGroupName",
    "application.clientId",
    "application.displayName",
    "keyVaults.<key>.id",
    "keyVaults.<key>.name",
    "keyVaults.<key>.resourceGroupName",
    "keyVaults.<key>.tenantId",
    "keyVaults.<key>.secretProviderClass.name",
    "roleAssignments.<key>.scope",
  ],
  expected: "a value that is not a secret",
  message: "must not be a secret.",
  source: source.design,
  remedy:
    "It decides who can read what, and the preview must show it: remove the secret marker (`unsecret`).",
});

export const unknownName = table.other({
  id: "property-name",
  appliesTo: ["all inputs"],
  expected: "a property of this package",
  message: "unknown property.",
  source: "schema.json of this package",
  checked: "immediately",
});
