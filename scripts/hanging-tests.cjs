// Stryker takes mocha's time limits away; with one, a fault that leaves a test waiting costs seconds, and not its whole process.
exports.mochaHooks = {
  beforeEach() {
    this.currentTest.timeout(3_000);
  },
};
