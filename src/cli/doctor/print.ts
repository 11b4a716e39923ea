import { visible } from "../../model/quote";
import { type Finding, inMountOrder, isBroken, links, type Report, type Status } from "./finding";

const signs: Record<Status, string> = {
  ok: "✓",
  differs: "✗",
  waiting: "✗",
  "not checked": "–",
  unclear: "?",
};

/** One line for each link, the first broken one in full: what comes after it may be its consequence. */
export function printReport({ workload, findings, unclear }: Report): string {
  const ordered = inMountOrder(findings);
  const broken = ordered.find(isBroken);
  const heading = workload === undefined ? [] : [`${visible(workload)}:`];
  const lines = ordered.map((one) => (one === broken ? full(one) : line(one)));
  const end = unclear === undefined ? [] : ["", visible(unclear)];
  return [...heading, ...lines, ...end].join("\n");
}

function line({ link, status, text }: Finding): string {
  return `  ${signs[status]} ${links[link]}: ${visible(text)}`;
}

function full(finding: Finding): string {
  const { expected, found, fix = [] } = finding;
  return [
    line(finding),
    ...(expected === undefined ? [] : [`      expected: ${visible(expected)}`]),
    ...(found === undefined ? [] : [`      found:    ${visible(found)}`]),
    ...fix.map((one, index) => `      ${index === 0 ? "fix:" : "    "}      ${visible(one)}`),
  ].join("\n");
}
