/** The rules about what a value is, whatever it is for: what arrives need not have the type that was asked for. */

import type { Rule, TextRule } from "./rule";
import * as source from "./sources";

export const anyText: TextRule = {
  id: "text",
  appliesTo: [
    "serviceAccount.annotations.<key>",
    "keyVaults.<key>.syncedSecrets.<key>.annotations.<key>",
    "pod.command",
  ],
  expected: "a text",
  source: source.apiMachinery,
  checked: "on arrival",
  accepts: () => true,
  free: true,
};

/** How Pulumi's languages spell an Output that was put into a text, and JavaScript an object. */
const objectsAsText =
  /\[object \w+\]|\[toString\] on an \[Output|<pulumi\.output\.Output |Calling __str__ on an Output|Pulumi\.Output`1|com\.pulumi\.core\.|\{0x[0-9a-f]+\}|%!\w\(/;

export const lostOutput: TextRule = {
  id: "lost-output",
  appliesTo: ["all texts"],
  expected: "a text without an Output or an object put into it",
  source: "Pulumi documentation, inputs and outputs: an Output is no text",
  remedy: "Take the value out first, with `apply`.",
  stricter: { text: "the text that stands for an Output is never what anybody meant" },
  checked: "on arrival",
  accepts: (value) => !objectsAsText.test(value),
};

export const lostValue: TextRule = {
  id: "lost-value",
  appliesTo: ["all names, ids and URLs"],
  expected: "a text without 'undefined', 'null' or 'None' where a value was meant",
  source: source.design,
  remedy: "A template has put a missing value into it: give that one.",
  stricter: {
    template:
      "'undefined', 'null' or 'None' as a part of a name comes from a template with a missing value far more often than from anybody's wish",
  },
  checked: "on arrival",
  // 'null-island' is a name; 'shop-null' is 'shop-' and nothing.
  accepts: (value) =>
    !/(?:^|[-_./:@\s])(?:undefined(?![A-Za-z0-9])|(?:null|None|<nil>)(?=$|[/.:]))/.test(value),
};

export const enumeration: Rule = {
  id: "enumeration",
  appliesTo: ["all enumerations"],
  expected: "one of <values>",
  source: source.design,
  stricter: { spelling: "one spelling: letter case matters in some of the places that read it" },
  checked: "on arrival",
};

export const trueOrFalse: Rule = {
  id: "true-or-false",
  appliesTo: ["keyVaults.<key>.mount"],
  expected: "true or false",
  source: source.design,
  checked: "at once",
};

export const mapOfTexts: Rule = {
  id: "map-of-texts",
  appliesTo: ["all maps of texts"],
  expected: "a map of texts",
  source: source.apiMachinery,
  checked: "on arrival",
};

export const list: Rule = {
  id: "list",
  appliesTo: ["pod.command", "application.owners"],
  expected: "a list",
  source: source.apiMachinery,
  checked: "on arrival",
};

const plainSource = source.pulumi;

export const plainValue: Rule = {
  id: "known-in-the-preview",
  appliesTo: ["all plain inputs"],
  expected: "known in the preview, without an Output or a secret",
  source: plainSource,
  checked: "at once",
};

/** The same in the plugin, which takes known values out of their Outputs: what is left says what it is. */
export const liftedValue: Rule = {
  id: "known-and-no-secret",
  appliesTo: ["all plain inputs"],
  expected: "known in the preview and not a secret",
  source: plainSource,
  remedy: "It decides what is created, and the preview must be able to show it.",
  checked: "at once",
};

export const plainMap: Rule = {
  id: "known-map",
  appliesTo: ["all plain maps and groups of properties"],
  expected: "a map that is known in the preview",
  source: plainSource,
  checked: "at once",
};

export const entryProperties: Rule = {
  id: "entry-properties",
  appliesTo: ["all entries of plain maps"],
  expected: "a map of properties",
  source: source.design,
  remedy: "Write {} for the defaults.",
  checked: "at once",
};

export const filledMap: Rule = {
  id: "filled-map",
  appliesTo: ["clusters", "keyVaults", "keyVaults.<key>.objects"],
  expected: "a map with at least one entry",
  source: `${source.driver}: without objects the mount fails with missing object versions`,
  remedy: "In YAML an entry without a value is dropped: write {} as its value.",
  stricter: {
    none: "an empty map of clusters or vaults would do the same as none: it is a list that got lost",
  },
  checked: "at once",
};

export const notNull: Rule = {
  id: "no-null",
  appliesTo: ["all inputs"],
  expected: "given or left out",
  source: source.design,
  checked: "at once",
};

export const notSecret: Rule = {
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
    "keyVaults.<key>.secretProviderClass.name",
  ],
  expected: "no secret",
  source: source.design,
  remedy:
    "It decides who can read what, and the preview must show it. Take it out of its secret (`unsecret`).",
  checked: "on arrival",
};

export const knownProperty: Rule = {
  id: "property-name",
  appliesTo: ["all inputs"],
  expected: "one of the properties <names>",
  source: "schema.json of this package",
  checked: "at once",
};
