import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const source = join(__dirname, "../../src");

/** What Pulumi's SDK has and does not export, and the cast that reaches it. */
const privateApi =
  /as unknown as \{|\b(__registered|waitForRPCs|registerErrorHook|getChannel|getMonitor|allResources|ProviderResource|onError)\b|\.getProvider\(/;
/** The state of an Output: private, but for those who get it from `outputState`. */
const outputState = /\b(isKnown|isSecret)\b/;

function usesPrivateApi(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  return privateApi.test(code) || (outputState.test(code) && !code.includes("outputState("));
}

describe("what Pulumi's SDK does not export", () => {
  it("is used by src/pulumi/private-api.ts alone", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    const users = files.filter((file) => usesPrivateApi(readFileSync(join(source, file), "utf8")));
    expect(users).to.deep.equal(["pulumi/private-api.ts"]);
  });

  for (const breach of [
    "(output as any).isKnown",
    "output as unknown as { isKnown: Promise<boolean> }",
    "await hook.__registered",
    "pulumi.runtime.getMonitor()",
    'component.getProvider("azure-native::")',
  ]) {
    it(`is noticed in another file: ${breach}`, () => {
      expect(usesPrivateApi(breach)).to.equal(true);
    });
  }
});
