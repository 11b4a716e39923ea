import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { isAlive } from "./support/alive";

const checkout = resolve(__dirname, "../..");

describe("npm run e2e:story", function () {
  this.timeout(180_000);
  let temporary: string;

  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), "account-"));
  });
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  /** Without the set-up, which builds what other tests use. Ends with SIGINT once it has printed `until`. */
  async function run(until?: string) {
    const env = { ...process.env, TMPDIR: temporary };
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/e2e-story.ts"], {
      cwd: checkout,
      env,
    });
    let printed = "";
    let started: number[] = [];
    child.stderr.on("data", (more) => {
      printed += more;
    });
    child.stdout.on("data", (more) => {
      printed += more;
      if (until === undefined || !printed.includes(until) || started.length > 0) return;
      started = descendants(child.pid as number);
      child.kill("SIGINT");
    });
    const [code] = await once(child, "close");
    return { code, printed, started };
  }

  it("the story shows how the README's program mounts, is refused for one mistake, and mounts again", async () => {
    const { code, printed } = await run();
    expect(code, printed).to.equal(0);
    expect(printed).to.contain("create FederatedIdentityCredential orders-credential-aks-prod");
    expect(printed).to.contain("AADSTS700211: No matching federated identity record found");
    expect(printed.split("Files and environment are, byte for byte, what the vault holds")).to.have.length(3);
    expect(readdirSync(temporary).filter((name) => /^(e2e|workspace)-/.test(name))).to.deep.equal([]);
  });

  it("an interrupted story leaves no process and no folder", async () => {
    const { code, printed, started } = await run("The README's program");
    expect(code, printed).to.equal(130);
    expect(printed).not.to.contain("Every step worked");
    // etcd, API server, controller manager, webhook and the Key Vault provider at least.
    expect(started).to.have.length.above(4);
    while (started.some(isAlive)) await sleep(50);
    while (readdirSync(temporary).some((name) => /^(e2e|workspace)-/.test(name))) await sleep(50);
  });
});

/** All processes below this one. */
function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .filter(Boolean)
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}
