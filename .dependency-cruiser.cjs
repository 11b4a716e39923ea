// The layers: what each part of `src` may import. A file may always import its own folder.
const pulumi = "^node_modules/@pulumi/pulumi/";
const providers = "^node_modules/@pulumi/(azure-native|azuread|kubernetes)/";
const model = "^src/model/";
const rules = "^src/rules/";
const helpers = "^src/pulumi/";
/** Types alone: what input and modules have in common. */
const workload = "^src/workload\\.ts$";
const modules = "^src/(cluster|identity|federation|access|kubernetes)/";
const input = "^src/(args\\.ts$|input/)";
const plugin = "^src/plugin(/|\\.ts$)";
const commandLine = "^src/cli/";

/** A part of `src` and all that it may import. */
const layer = (name, path, mayImport) => ({
  name: `layer-of-${name}`,
  severity: "error",
  from: { path },
  to: { pathNot: mayImport },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    // Names are hashes and UUIDs of version 5, and Node knows networks: nothing else comes from outside.
    layer("model", model, [model, "^(crypto|net)$", "^node_modules/uuid/"]),
    // The distance between words finds the name that was meant.
    layer("rules", rules, [rules, model, "^node_modules/fastest-levenshtein/"]),
    // The engine calls hooks back outside of the context that tells Pulumi which engine it is.
    layer("pulumi", helpers, [helpers, model, rules, pulumi, "^async_hooks$", "^timers/promises$"]),
    // The enumerations are declared beside the properties that take them.
    layer("workload", workload, ["^src/args\\.ts$", helpers, model, pulumi]),
    // The schema is read from its file.
    layer("input", input, [input, workload, helpers, model, rules, pulumi, "^(fs|path)$"]),
    // The output `manifests` is YAML text.
    layer("modules", modules, [
      "^src/$1/",
      workload,
      helpers,
      model,
      rules,
      pulumi,
      providers,
      "^node_modules/(@types/)?js-yaml/",
    ]),
    {
      name: "layer-of-cli",
      severity: "error",
      comment: "it starts in a fraction of a second, and reads what Pulumi wrote: no SDK is needed for that",
      from: { path: commandLine },
      to: {
        pathNot: [commandLine, model, "^node_modules/(@types/)?js-yaml/"],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "nothing-imports-the-cli",
      severity: "error",
      from: { path: "^src/", pathNot: commandLine },
      to: { path: commandLine },
    },
    // Everything else in `src` is the component layer, so that a new file has one.
    {
      name: "layer-of-component",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [model, rules, helpers, input, workload, modules, plugin, commandLine],
      },
      to: { pathNot: ["^src/", pulumi] },
    },
    {
      name: "layer-of-plugin",
      severity: "error",
      from: { path: plugin },
      to: {
        pathNot: ["^src/", pulumi],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "nothing-imports-the-plugin",
      severity: "error",
      from: { path: "^src/", pathNot: plugin },
      to: { path: plugin },
    },
    {
      name: "providers-by-deep-import",
      severity: "error",
      comment: "a provider's barrel costs seconds and hundreds of megabytes",
      from: { path: "^src/" },
      to: { path: `${providers}.*index\\.` },
    },
    {
      name: "no-dev-dependency",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
    { name: "resolvable", severity: "error", from: { path: "^src/" }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "require", "node", "default"],
      extensions: [".ts", ".d.ts", ".js"],
    },
  },
};
