/** Mermaid's syntax: https://mermaid.js.org/syntax/flowchart.html */

import { visible } from "../../model/quote";
import type { Change } from "./compare";

const shapes = {
  pods: ["([", "])"],
  box: ["[", "]"],
  identity: ["{{", "}}"],
  role: ["[/", "/]"],
  scope: ["[(", ")]"],
} as const;

/** Signs and line styles say what the colours say. */
const marks: Record<Change, string> = { gained: "+ ", lost: "− ", kept: "" };
const classes: Record<Change, string> = { gained: ":::added", lost: ":::removed", kept: "" };

/** One box of the picture, with its nodes and edges. */
export class Graph {
  readonly #lines: string[] = [];

  constructor(
    private readonly id: string,
    private readonly title: string,
  ) {}

  /** A list is one line of text each. */
  node(key: string, shape: keyof typeof shapes, text: string | readonly string[], state: Change): void {
    const [open, close] = shapes[shape];
    const [first = "", ...more] = [text].flat();
    const lines = [marks[state] + first, ...more].map(label).join("<br/>");
    this.#lines.push(`    ${this.id}${key}${open}"${lines}"${close}${classes[state]}`);
  }

  edge(from: string, to: string, state: Change): void {
    this.#lines.push(`    ${this.id}${from} ${state === "lost" ? "-.->" : "-->"} ${this.id}${to}`);
  }

  lines(): string[] {
    return [`  subgraph ${this.id}["${label(this.title)}"]`, "    direction LR", ...this.#lines, "  end"];
  }
}

export function flowchart(graphs: readonly Graph[]): string {
  return [
    "flowchart LR",
    ...graphs.flatMap((graph) => graph.lines()),
    "  classDef added fill:#dafbe1,stroke:#1a7f37,stroke-width:2px,color:#116329",
    "  classDef removed fill:#ffebe9,stroke:#cf222e,stroke-dasharray:5 3,color:#82071e",
  ].join("\n");
}

/** Mermaid reads entities in labels; nothing that it would take for its own may stand for itself. */
function label(given: string): string {
  return visible(given).replace(/[^\p{L}\p{N} .,:/()+−…_-]/gu, (one) => `#${one.codePointAt(0)};`);
}

/** What is drawn as `text`; it is the same before and after where `is` is. */
export interface Item {
  readonly text: string;
  readonly is: string;
}

/** Each with its own sign, where only some have changed; a long list is cut. */
export function listed(before: readonly Item[], after: readonly Item[]): string {
  const isPartial = before.length > 0 && after.length > 0;
  const isIn = (some: readonly Item[], one: Item) => some.some(({ is }) => is === one.is);
  const signed = (one: Item, sign: string) => (isPartial ? sign + one.text : one.text);
  const all = [
    ...after.map((one) => (isIn(before, one) ? one.text : signed(one, marks.gained))),
    ...before.filter((one) => !isIn(after, one)).map((one) => signed(one, marks.lost)),
  ];
  return all.length > 6 ? `${all.slice(0, 6).join(", ")} and ${all.length - 6} more` : all.join(", ");
}
