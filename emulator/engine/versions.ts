/** Programs that are built from one go.mod: what they have in common is compiled once. */
export interface GoBuild {
  /** Module → version. */
  readonly modules: Readonly<Record<string, string>>;
  /** Name of the program → its package. */
  readonly programs: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** A script of a module that must lie beside the programs. */
  readonly script?: { readonly module: string; readonly path: string };
}

/** The engine that is downloaded or built. */
export const engineVersion = "3.274.1";

/** The Pulumi SDK that the generated SDKs are compiled against. */
export const pulumiSdkVersion = "3.259.0";

/** The oldest `pulumi` on PATH that is taken: the version of the oldest SDK this package supports. */
export const oldestEngineVersion = "3.230.0";

const pulumiModule = "github.com/pulumi/pulumi/pkg/v3";
const yamlModule = "github.com/pulumi/pulumi-yaml";
const sdkModule = "github.com/pulumi/pulumi/sdk/v3";
const javaModule = "github.com/pulumi/pulumi-java/pkg";

/** The command line, and the host that shares most packages with it. */
export const engineBuild: GoBuild = {
  modules: { [pulumiModule]: `v${engineVersion}`, [yamlModule]: "v1.38.3" },
  programs: {
    pulumi: `${pulumiModule}/cmd/pulumi`,
    "pulumi-language-yaml": `${yamlModule}/cmd/pulumi-language-yaml`,
  },
  flags: [
    "-tags=osusergo,grpcnotrace",
    `-ldflags=-s -w -X ${sdkModule}/go/common/version.Version=v${engineVersion}`,
  ],
};

interface LanguageHost {
  readonly name: string;
  readonly build: GoBuild;
}

/** The language hosts that can be built from the module proxy; a new language is one entry here. */
export const languageHosts = {
  yaml: { name: "pulumi-language-yaml", build: engineBuild },
  // Later hosts for Node, Python and Go are modules of their own (sdk/nodejs/cmd/…), for which the module proxy answered
  // 403. These run programs. Where yours has the others, take them: one version with the engine.
  nodejs: sdkHost("pulumi-language-nodejs", "nodejs/cmd/pulumi-language-nodejs"),
  python: sdkHost(
    "pulumi-language-python",
    "python/cmd/pulumi-language-python",
    "python/cmd/pulumi-language-python-exec",
  ),
  go: sdkHost("pulumi-language-go", "go/pulumi-language-go"),
  // From 1.0 on go could not verify the module: the checksum database answered 404. Where yours knows them, take the newest.
  java: {
    name: "pulumi-language-java",
    build: {
      modules: { [javaModule]: "v0.18.0" },
      programs: { "pulumi-language-java": `${javaModule}/cmd/pulumi-language-java` },
    },
  },
} as const satisfies Record<string, LanguageHost>;

function sdkHost(name: string, folder: string, script?: string): LanguageHost {
  return {
    name,
    build: {
      modules: { [sdkModule]: "v3.60.0" },
      programs: { [name]: `${sdkModule}/${folder}` },
      ...(script && { script: { module: sdkModule, path: script } }),
    },
  };
}

export type Language = keyof typeof languageHosts;

export const languages = Object.keys(languageHosts) as Language[];
