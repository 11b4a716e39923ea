// Mocha keeps every frame of a stack, and Pulumi's SDK reads a stack for each promise: more than half of the time of
// tests that run many small programs.
Error.stackTraceLimit = 4;
