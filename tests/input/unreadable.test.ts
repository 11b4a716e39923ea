import { expect } from "chai";
import { readAsLibrary, smallInput, useProject } from "./support/input";

const fail = () => {
  throw new Error("a getter");
};
const getter = (name: string | symbol) => Object.defineProperty({}, name, { enumerable: true, get: fail });

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const cyclic: Record<string, unknown> = {};
cyclic.a = cyclic;
const deep = Array.from({ length: 12_000 }).reduce<unknown>((inner) => ({ a: inner }), "a");

const values: Record<string, () => unknown> = {
  "a map with a getter that throws": () => getter("a"),
  "a map whose tag throws": () => getter(Symbol.toStringTag),
  "a map that throws when Pulumi asks whether it is an Output": () => getter("__pulumiOutput"),
  "a proxy that was revoked": revoked,
  "a map that cannot be printed": () => ({ toJSON: fail, toString: fail }),
  "a map that holds itself": () => cyclic,
  "a map of 12000 levels": () => deep,
  "a promise of a map that holds itself": () => Promise.resolve(cyclic),
  "a promise of a map of 12000 levels": () => Promise.resolve(deep),
};

const places: Record<string, (value: unknown) => unknown> = {
  "the whole input": (value) => value,
  namespace: (namespace) => smallInput({ namespace }),
  clusters: (clusters) => smallInput({ clusters }),
  "an entry of keyVaults": (kv1) => smallInput({ keyVaults: { kv1 } }),
  "a file": (a) => smallInput({ vault: { objects: { a } } }),
  podLabels: (podLabels) => smallInput({ podLabels }),
  "a label": (app) => smallInput({ podLabels: { app } }),
  "pod.command": (command) => smallInput({ pod: { image: "a", command } }),
  "an unknown property": (unknown) => smallInput({ unknown }),
};

describe("a value that cannot be read to its end", () => {
  before(useProject);

  for (const [what, make] of Object.entries(values)) {
    it(`is reported, and reading it ends without an error of JavaScript: ${what}`, async () => {
      for (const [place, inputWith] of Object.entries(places)) {
        const { issues } = await readAsLibrary(inputWith(make()));
        expect(issues, place).not.to.deep.equal([]);
      }
    });
  }
});
