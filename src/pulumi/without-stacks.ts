/**
 * Until it is disposed, errors record no stack: Pulumi's SDK reads one for each of its promises [runtime/debuggable.js], which
 * ts-node translates, a quarter of a TypeScript program's time. Positions of resources are recorded all the same
 * [resource.ts, callsites]; an error that a transformation throws meanwhile has its message alone.
 */
export function withoutStacks(): Disposable {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  return {
    [Symbol.dispose]: () => {
      Error.stackTraceLimit = limit;
    },
  };
}
