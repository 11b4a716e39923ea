import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { rulePage } from "../../codegen/rules";
import { rulesByConstruction } from "../../codegen/rules-by-construction";
import { volumeName } from "../../src/model/names";
import { formatSubject } from "../../src/model/subject";
import { namespaceName, objectName, vaultKey } from "../../src/rules/kubernetes-names";
import { driver, provider, webhook } from "../../src/rules/sources";
import { rules } from "../../src/rules/table";
import { positions } from "../input/support/positions";

const root = join(__dirname, "../..");
const longest = (accepts: (value: string) => boolean) => {
  const lengths = Array.from({ length: 1000 }, (_, length) => "a".repeat(length));
  return lengths.filter(accepts).at(-1) ?? "";
};

describe("the page of the rules", () => {
  const lines = rulePage().split("\n");

  it("has a row for every rule, with its message and source, in the order of the table", () => {
    const rows = lines.filter((line) => line.startsWith("| `")).map((line) => line.split(" | "));
    const table = Object.values(rules).flat();
    expect(rows.map(([id]) => id?.slice(3, -1))).to.deep.equal(table.map(({ id }) => id));
    expect(rows.map((cells) => cells.length)).to.deep.equal(table.map(() => 7));
    const required = rows.map(([id, holdsFor, mustBe, , checked, source]) => [
      id,
      holdsFor,
      mustBe,
      checked,
      source,
    ]);
    expect(required.filter((cells) => cells.some((cell) => cell?.trim() === ""))).to.deep.equal([]);
  });

  it("shows the message of every rule that has its own", () => {
    const own = Object.values(rules)
      .flat()
      .flatMap(({ message = [] }) => message);
    const shown = lines.map((line) => line.replaceAll("\\", ""));
    expect(own.length).to.be.greaterThan(20);
    expect(own.filter((message) => !shown.some((line) => line.includes(message)))).to.deep.equal([]);
  });

  it("gives every reason for being stricter than the source", () => {
    const reasons = Object.values(rules)
      .flat()
      .flatMap(({ stricter = {} }) => Object.values(stricter));
    expect(reasons.filter((reason) => !lines.some((line) => line.includes(reason)))).to.deep.equal([]);
  });

  it("has no placeholder that a browser would take for a tag", () => {
    const outsideOfCode = lines.map((line) => line.replace(/`[^`]*`/g, ""));
    expect(outsideOfCode.filter((line) => /(?<!\\)<\w/.test(line))).to.deep.equal([]);
  });

  it("has the number of rules of each kind", () => {
    const [, all, alone, lookUps, across] =
      /^(\d+) rules: (\d+) about .*, (\d+) that .*, (\d+) across/m.exec(lines.join("\n")) ?? [];
    expect(Number(all)).to.equal(Object.values(rules).flat().length);
    expect(Number(alone) + Number(lookUps) + Number(across)).to.equal(Number(all));
  });
});

describe("a rule that no input can break", () => {
  const inputs = [...positions.keys()];

  for (const { rule, noInput } of rulesByConstruction) {
    if (noInput === undefined) continue;
    it(`has no input that is about it: ${rule}`, () => {
      expect(inputs.filter((path) => noInput.test(path))).to.deep.equal([]);
    });
  }

  it("is the length of a subject, at most 339 characters", () => {
    const subject = formatSubject(longest(namespaceName.accepts), longest(objectName.accepts));
    expect(subject).to.have.length(339);
  });

  it("is the length of a volume's name, at most 63 characters", () => {
    expect(volumeName(longest(vaultKey.accepts))).to.have.length(63);
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
