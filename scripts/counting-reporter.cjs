// Mocha's usual report; its numbers, the failed tests and the slowest ones into the file that the runner reads.
const { writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failures = [];
    const timed = [];
    const inFile = (test) => (test.file ? ` (${relative(process.cwd(), test.file)})` : "");
    runner.on("fail", (test) => failures.push(`${test.fullTitle()}${inFile(test)}`));
    runner.on("pass", (test) =>
      timed.push({ title: test.fullTitle(), seconds: (test.duration ?? 0) / 1000 }),
    );
    runner.once("end", () => {
      // Tests leave values pending on purpose; at the exit Pulumi would take each for a mistake, and print advice.
      require("@pulumi/pulumi/runtime/debuggable").leakedPromises();
      const { passes, failures: failed, pending } = this.stats;
      const slowest = timed.sort((a, b) => b.seconds - a.seconds).slice(0, 5);
      const results = { passed: passes, failed, skipped: pending, failures, slowest };
      writeFileSync(options.reporterOptions.results, JSON.stringify(results));
    });
  }
};
