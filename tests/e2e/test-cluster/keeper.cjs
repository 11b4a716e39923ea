// Ends what the test cluster started, and removes its folder, when the test cluster's own process has ended in whatever way.
// It reads lines: "started 12", "ended 12".
const { rmSync } = require("node:fs");
const { createInterface } = require("node:readline");

const running = new Set();

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [what, pid] = line.split(" ");
    if (what === "started") running.add(Number(pid));
    else running.delete(Number(pid));
  })
  .on("close", () => {
    for (const pid of [...running].reverse()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // it has ended a moment ago
      }
    }
    rmSync(process.argv[2], { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
