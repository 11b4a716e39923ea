// Loaded before the plugin: ends it when the pipe to its parent closes, in whatever way the parent ended.
process.stdin.on("close", () => process.exit()).resume();
