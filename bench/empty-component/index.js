// The least a component plugin can be: a prepared schema and a component without children.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");

const schema = readFileSync(join(__dirname, "..", "..", "schema.json"), "utf8");

async function construct(name, type, _inputs, options) {
  const component = new pulumi.ComponentResource(type, name, {}, options);
  return { urn: component.urn, state: {} };
}

module.exports = () => pulumi.provider.main({ version: "0.1.0", schema, construct }, process.argv.slice(2));
