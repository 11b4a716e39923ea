import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { startEmulator } from "../../emulator";
import { findProgram } from "../../emulator/program";

const checkout = resolve(__dirname, "../..");

describe("the program that is run against the emulator", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "program-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  const find = () => findProgram(checkout, folder);

  it("is the checkout's own where no folder is named", () => {
    const { project, worldFile, home } = findProgram(checkout);
    expect({ project, worldFile, home }).to.deep.equal({
      project: "orders",
      worldFile: join(checkout, "emulator", "world.yaml"),
      home: join(checkout, ".emulator", "orders"),
    });
  });

  it("keeps its state apart from another of the same name, and may declare its own world", () => {
    write("Pulumi.yaml", "name: orders\nruntime: { name: yaml }\n");
    expect(find().home).to.match(/\.emulator\/orders-[0-9a-f]{8}$/);
    expect(find().worldFile).to.equal(join(checkout, "emulator", "world.yaml"));
    write("world.yaml", "");
    expect(find().worldFile).to.equal(join(folder, "world.yaml"));
  });

  it("is refused by name where it cannot be run", () => {
    const file = join(folder, "Pulumi.yaml");
    expect(find).to.throw(`${file} does not exist`);
    write("Pulumi.yaml", "");
    expect(find).to.throw(`${file} has no "name"`);
    write("Pulumi.yaml", "name: [");
    expect(find).to.throw(`${file} is not valid YAML`);
    write("Pulumi.yaml", "name: shop\nruntime: dotnet\n");
    expect(find).to.throw(
      `${file} has the runtime "dotnet": only yaml, nodejs, python, go, java are run here`,
    );
  });

  it("finds out by name that the emulator's state is broken", async () => {
    const stateFile = join(folder, "cloud.json");
    write("cloud.json", "{");
    const failure = await startEmulator({
      world: { subscriptionId: "s", tenantId: "t", clusters: [], vaults: [] },
      stateFile,
    }).catch((error: Error) => error.message);
    expect(failure).to.match(/cloud\.json is broken .*To start over: npm run reset$/);
  });
});
