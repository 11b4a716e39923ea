/** What the engine is built from where none can be had ready-made: one entry per program. */
export interface GoProgram {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  readonly package: string;
  readonly flags?: readonly string[];
  /** A script of the module that must lie beside the program. */
  readonly script?: string;
}

/** The engine that is downloaded or built. */
export const engineVersion = "3.259.0";

/** The oldest `pulumi` on PATH that is taken: the version of the oldest SDK this package supports. */
export const oldestEngineVersion = "3.230.0";

export const commandLine: GoProgram = {
  name: "pulumi",
  module: "github.com/pulumi/pulumi/pkg/v3",
  version: `v${engineVersion}`,
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  flags: [
    "-tags=osusergo,grpcnotrace",
    `-ldflags=-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${engineVersion}`,
  ],
};

/** The language hosts that can be built from the module proxy; a new language is one entry here. */
export const languageHosts = {
  yaml: {
    name: "pulumi-language-yaml",
    module: "github.com/pulumi/pulumi-yaml",
    version: "v1.38.3",
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  },
  // Later hosts for Node, Python and Go are modules of their own (sdk/nodejs/cmd/…), for which the module proxy answered
  // 403. These run programs. Where yours has the others, take them: one version with the engine.
  nodejs: {
    name: "pulumi-language-nodejs",
    module: "github.com/pulumi/pulumi/sdk/v3",
    version: "v3.60.0",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
  python: {
    name: "pulumi-language-python",
    module: "github.com/pulumi/pulumi/sdk/v3",
    version: "v3.60.0",
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    script: "python/cmd/pulumi-language-python-exec",
  },
  go: {
    name: "pulumi-language-go",
    module: "github.com/pulumi/pulumi/sdk/v3",
    version: "v3.60.0",
    package: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
  },
  // From 1.0 on go could not verify the module: the checksum database answered 404. Where yours knows them, take the newest.
  java: {
    name: "pulumi-language-java",
    module: "github.com/pulumi/pulumi-java/pkg",
    version: "v0.18.0",
    package: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
  },
} as const satisfies Record<string, GoProgram>;

export type Language = keyof typeof languageHosts;

export const languages = Object.keys(languageHosts) as Language[];
