// The least that a component with this package's five children can be: no checks, no look-ups, no outputs.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { fiveChildren } = require("./children.js");

const schema = readFileSync(join(__dirname, "..", "..", "schema.json"), "utf8");

async function construct(name, type, _inputs, options) {
  const component = new pulumi.ComponentResource(type, name, {}, options);
  fiveChildren(name, { parent: component });
  return { urn: component.urn, state: {} };
}

module.exports = () => pulumi.provider.main({ version: "0.1.0", schema, construct }, process.argv.slice(2));
