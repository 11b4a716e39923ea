/** Pulumi keeps a stack for each of its promises, which takes two thirds of the time of many small programs. */
export function withoutStacks(): void {
  const usual = Error.stackTraceLimit;

  before(() => {
    Error.stackTraceLimit = 0;
  });

  after(() => {
    Error.stackTraceLimit = usual;
  });
}
