import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { rules } from "../../codegen/rule-table";
import { rulePage } from "../../codegen/rules";
import { rulesByConstruction } from "../../codegen/rules-by-construction";
import { volumeName } from "../../src/model/names";
import { formatSubject } from "../../src/model/subject";
import { packageSchema } from "../../src/package-schema";
import { namespaceName, objectName, vaultKey } from "../../src/validation/kubernetes-names";
import { driver, provider, webhook } from "../../src/validation/sources";
import { inputsBySchema } from "../validation/inputs-by-schema";

const root = join(__dirname, "../..");
const longest = (accepts: (value: string) => boolean) => {
  const lengths = Array.from({ length: 1000 }, (_, length) => "a".repeat(length));
  return lengths.filter(accepts).at(-1) ?? "";
};

describe("the rule page", () => {
  const lines = rulePage().split("\n");

  it("has a row for every rule, with its source, and nothing else in its place", () => {
    const rows = lines.filter((line) => line.startsWith("| `")).map((line) => line.split(" | "));
    const table = Object.values(rules).flat();
    expect(rows.map(([id]) => id?.slice(3, -1))).to.deep.equal(table.map(({ id }) => id));
    expect(rows.map((cells) => cells.length)).to.deep.equal(table.map(() => 6));
    expect(rows.filter((cells) => cells.slice(0, 5).some((cell) => cell.trim() === ""))).to.deep.equal([]);
  });

  it("gives every reason for being stricter than the source", () => {
    const reasons = Object.values(rules)
      .flat()
      .flatMap(({ stricter = {} }) => Object.values(stricter));
    expect(reasons.filter((reason) => !lines.some((line) => line.includes(reason)))).to.deep.equal([]);
  });

  it("has no placeholder that a reader's browser would take for a tag", () => {
    const outsideOfCode = lines.map((line) => line.replace(/`[^`]*`/g, ""));
    expect(outsideOfCode.filter((line) => /(?<!\\)<\w/.test(line))).to.deep.equal([]);
  });

  it("counts the rules", () => {
    const [, all, alone, lookUps, across] =
      /^(\d+) rules: (\d+) about .*, (\d+) that .*, (\d+) across/m.exec(lines.join("\n")) ?? [];
    expect(Number(all)).to.equal(Object.values(rules).flat().length);
    expect(Number(alone) + Number(lookUps) + Number(across)).to.equal(Number(all));
  });
});

describe("a rule that no input can break", () => {
  const inputs = Object.keys(inputsBySchema(packageSchema));

  for (const { rule, noInput } of rulesByConstruction) {
    if (noInput === undefined) continue;
    it(`has no input: ${rule}`, () => {
      expect(inputs.filter((path) => noInput.test(path))).to.deep.equal([]);
    });
  }

  it("is the length of a subject", () => {
    const subject = formatSubject(longest(namespaceName.accepts), longest(objectName.accepts));
    expect(subject).to.have.length(339);
  });

  it("is the length of a volume's name, up to its last character", () => {
    expect(volumeName(longest(vaultKey.accepts))).to.have.length(63);
  });
});

describe("a check that is not in the table", () => {
  /** Where sentences are made of what the table says. */
  const makers = ["issue.ts", "rule.ts", "check.ts"];

  it("cannot be written unnoticed: only entries of the table say what is allowed", () => {
    const table = readFileSync(join(root, "codegen/rule-table.ts"), "utf8");
    const entries = [...table.matchAll(/from "\.\.\/(src\/validation\/[\w-]+)"/g)].map(
      ([, path]) => `${path}.ts`,
    );
    const allowed = new Set([...entries, ...makers.map((name) => `src/validation/${name}`)]);
    const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
      .map((path) => `src/${path}`)
      .filter((path) => path.endsWith(".ts") && !allowed.has(path));
    expect(files.length).to.be.greaterThan(50);
    const saying = files.filter((path) => /\bexpected\b/.test(readFileSync(join(root, path), "utf8")));
    expect(saying).to.deep.equal([]);
  });
});

describe("the versions that the rules were read in", () => {
  const required = (file: string, module: string) =>
    new RegExp(`^\\s*${module} (v\\S+)`, "m").exec(readFileSync(join(root, file), "utf8"))?.[1];

  const parts = {
    [provider]: [
      ["tests/e2e/programs/secrets-store/go.mod", "github.com/Azure/secrets-store-csi-driver-provider-azure"],
      ["tests/provider/oracle/go.mod", "github.com/Azure/secrets-store-csi-driver-provider-azure"],
    ],
    [driver]: [
      ["tests/e2e/programs/secrets-store/go.mod", "sigs.k8s.io/secrets-store-csi-driver"],
      ["tests/provider/oracle/go.mod", "sigs.k8s.io/secrets-store-csi-driver"],
    ],
    [webhook]: [["tests/e2e/programs/webhook/go.mod", "github.com/Azure/azure-workload-identity"]],
  } as const;

  for (const [source, files] of Object.entries(parts)) {
    for (const [file, module] of files) {
      it(`are those that the tests run: ${source}, ${file}`, () => {
        expect(source.split(" ").at(-1)).to.equal(required(file, module));
      });
    }
  }
});
