/** Inputs on both sides of the bounds of the rules in src/rules/operating-systems.ts. */

import { type Given, given, type InputCases, later } from "./case";

const on = (os: string | undefined, vault: object): Given => given({ pod: { image: "a", os }, vault });
const files = (os: string, ...names: readonly string[]) =>
  on(os, { objects: Object.fromEntries(names.map((name) => [name, { objectName: "a" }])) });

export const inputs: InputCases = {
  "windows-file-name": {
    accepted: [
      files("Windows", "console", "com0", "com10", "a.con", "nul-1", ".env", "a/b.pem"),
      files("Linux", "con", "nul.txt", "a?b", "a."),
      given({ vault: { objects: { nul: {} } } }),
      on("Windows", { mount: false, objects: { nul: {} } }),
    ],
    refused: [
      ...[
        "con",
        "NUL",
        "nul.pem",
        "aux.tar.gz",
        "com1",
        "LPT9.txt",
        "COM¹",
        "CONIN$",
        "certs/prn",
        "nul .pem",
      ],
      ...['a"b', "a<b", "a>b", "a|b", "a?b", "a*b", "a.", "a./b", "a /b"],
    ].map((name) => files("Windows", name)),
  },
  "windows-twin": {
    accepted: [
      files("Windows", "a", "b"),
      files("Linux", "a", "A"),
      given({ vault: { objects: { a: {}, A: {} } } }),
    ],
    refused: [files("Windows", "a", "A"), files("Windows", "Certs/a", "certs/A")],
  },
  "linux-path": {
    accepted: [
      on("Windows", { mountPath: "C:\\secrets" }),
      on("Linux", { mountPath: "/secrets" }),
      given({ vault: { mountPath: "C:/secrets" } }),
    ],
    refused: [
      on("Linux", { mountPath: "C:\\secrets" }),
      on(undefined, { mountPath: "c:/secrets" }),
      on("Linux", { mountPath: later("C:/secrets") }),
    ],
  },
};
