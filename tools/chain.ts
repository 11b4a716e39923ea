import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Runs the chain's tests with the account of what happened, line by line. */
const { status } = spawnSync(process.execPath, ["--import", "tsx", join(__dirname, "test.ts"), "chain"], {
  env: { ...process.env, CHAIN_ACCOUNT: "1" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
