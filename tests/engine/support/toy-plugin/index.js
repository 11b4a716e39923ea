// A component without children, served under this package's name: what the harness needs to be tried by itself.
const pulumi = require("@pulumi/pulumi");

const type = "azure-workload-identity:index:Toy";
const schema = JSON.stringify({
  name: "azure-workload-identity",
  version: "0.1.0",
  resources: {
    [type]: {
      isComponent: true,
      inputProperties: { word: { type: "string" } },
      properties: { trust: { type: "string" } },
      required: ["trust"],
    },
  },
});

async function construct(name, _type, inputs, options) {
  const toy = new pulumi.ComponentResource(type, name, {}, options);
  if (inputs.word === "refuse") throw new Error("the toy refuses");
  return { urn: toy.urn, state: { trust: pulumi.interpolate`Anyone who says "${inputs.word}"\ncan enter.` } };
}

module.exports = () => pulumi.provider.main({ version: "0.1.0", schema, construct }, process.argv.slice(2));
