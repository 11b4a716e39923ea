import { expect } from "chai";
import fc from "fast-check";
import { recorded, runCli } from "./support/machine";

const stack = recorded("orders-stack");
const preview = recorded("preview-replace");

/** A text that has been cut, or in which a part has been overwritten. */
const damaged = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length), fc.oneof(fc.constant(""), fc.string(), fc.json()))
    .map(([a, b, put]) => text.slice(0, Math.min(a, b)) + put + text.slice(Math.max(a, b)));

/** A document in which one value has become another. */
const changed = (text: string) =>
  fc.tuple(fc.nat(10_000), fc.jsonValue()).map(([count, value]) => {
    let left = count;
    const replaced = JSON.parse(text, (_key, old) => {
      left -= 1;
      return left === 0 ? value : old;
    });
    return JSON.stringify(replaced);
  });

const anyJson = (text: string) => fc.oneof(damaged(text), changed(text), fc.json(), fc.string());

/** Parts of errors in any order: codes without their words, words without their codes. */
const anyError = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        "AADSTS700211 assertion issuer 'x'",
        "AADSTS700213 assertion subject ''",
        "AADSTS70021",
        "AADSTS700016 Application with identifier",
        "AADSTS90002 Tenant '",
        "ForbiddenByRbac oid=c281f301-0d8f-47ee-92a6-96a8d4810fa1",
        "ForbiddenByPolicy https://kv-shop.vault.azure.net/secrets/",
        "SecretNotFound objectType: objectName:",
        "azure-native:authorization:RoleAssignment (x):",
        "cannot create already existing resource '",
        "MountVolume.SetUp failed",
        "system:serviceaccount:a:b",
        "\u001b[31m\u0000\u202e",
      ),
    ),
    { minLength: 1 },
  )
  .map((parts) => parts.join(" "));

async function endsWell(args: readonly string[], input: string, files: Record<string, string> = {}) {
  const { exitCode, text, errors } = await runCli(args, { input, files });
  expect([0, 1, 2]).to.contain(exitCode);
  expect(errors).not.to.match(/\n\s+at |should not have happened/);
  // Nothing that a terminal would act on.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the question
  expect(text).not.to.match(/[\u0000-\u0009\u000b-\u001f\u202e]/);
}

describe("whatever it is given, the command line ends with 0, 1 or 2 and without a stack trace", function () {
  this.timeout(60_000);

  it("doctor, given any stack", async () => {
    await fc.assert(
      fc.asyncProperty(anyJson(stack), (text) => endsWell(["doctor", "--stack-file", "-"], text)),
      { numRuns: 300 },
    );
  });

  it("doctor, given any error and the stack", async () => {
    const files = { "stack.json": stack };
    const args = ["doctor", "--stack-file", "stack.json", "--error", "-"];
    await fc.assert(
      fc.asyncProperty(anyError, (text) => endsWell(args, text, files)),
      { numRuns: 300 },
    );
  });

  it("doctor, given a log of many megabytes, or one line of them", async () => {
    const files = { "stack.json": stack };
    const line = "https://login.example/ and https://kv-shop.vault.azure.net/secrets/a AADSTS\u0000[[[[ ";
    for (const text of [`${line}\n`.repeat(50_000), line.repeat(50_000), "[".repeat(5_000_000)]) {
      await endsWell(["doctor", "--stack-file", "stack.json", "--error", "-"], text, files);
    }
  });

  it("either command, given any arguments", async () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "doctor",
        "review",
        "--error",
        "--stack-file",
        "-",
        "--live",
        "--dry-run",
        "--json",
        "--markdown",
      ),
      fc.constantFrom(
        "--fail-on-widening",
        "--stack",
        "--context",
        "--help",
        "stack.json",
        "/",
        "no-such-file",
      ),
    );
    const command = fc.constantFrom("doctor", "review", "other");
    await fc.assert(
      fc.asyncProperty(command, fc.array(word, { maxLength: 5 }), (first, rest) =>
        endsWell([first, ...rest], "", { "stack.json": stack }),
      ),
      { numRuns: 200 },
    );
  });

  it("review, given any stack export beside a preview", async () => {
    await fc.assert(
      fc.asyncProperty(anyJson(stack), (text) =>
        endsWell(["review", "--stack-file", "stack.json"], preview, { "stack.json": text }),
      ),
      { numRuns: 150 },
    );
  });

  it("review, given any preview", async () => {
    for (const form of [[], ["--markdown"], ["--json"]]) {
      await fc.assert(
        fc.asyncProperty(anyJson(preview), (text) => endsWell(["review", ...form], text)),
        { numRuns: 150 },
      );
    }
  });
});
