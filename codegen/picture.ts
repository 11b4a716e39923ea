/** The picture of the README, as SVG: how a pod gets at a vault without a stored credential. */

import { childName, defaultName } from "../src/model/names";

interface Box {
  readonly title: string;
  /** An example of it, as the README's program names it. */
  readonly example: string;
  readonly createdHere: boolean;
  /** How it leads to the next box. */
  readonly arrow?: string;
}

const chain: readonly Box[] = [
  { title: "Pod", example: "app: orders", createdHere: false, arrow: "runs as" },
  { title: "Service account", example: "shop/orders", createdHere: true, arrow: "trusted by" },
  {
    title: "Federated credential",
    example: childName.credential("orders", "aks-prod"),
    createdHere: true,
    arrow: "of",
  },
  { title: "Managed identity", example: childName.identity("orders"), createdHere: true, arrow: "has" },
  { title: "Role assignment", example: "Key Vault Secrets User", createdHere: true, arrow: "on" },
  { title: "Key vault", example: "kv-shop", createdHere: false },
];

const width = 1160;
const box = { width: 160, height: 64, top: 74, gap: 36 };
const left = 10;
const step = box.width + box.gap;
const middle = box.top + box.height / 2;
const centre = (index: number) => left + index * step + box.width / 2;

/** Light and dark, each on a background of its own: it is legible on any page. */
const style = `
    svg { --page: #ffffff; --line: #57606a; --text: #1f2328; --own: #ddf4ff; --own-line: #0969da; --found: #f6f8fa; }
    @media (prefers-color-scheme: dark) {
      svg { --page: #0d1117; --line: #9198a1; --text: #f0f6fc; --own: #0c2d6b; --own-line: #58a6ff; --found: #21262d; }
    }
    text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--text); text-anchor: middle; }
    .title { font-weight: 600; }
    .example { font: 9.8px ui-monospace, "DejaVu Sans Mono", monospace; }
    .label { font-size: 11px; paint-order: stroke; stroke: var(--page); stroke-width: 5px; }
    .page { fill: var(--page); }
    .own { fill: var(--own); stroke: var(--own-line); }
    .found { fill: var(--found); stroke: var(--line); stroke-dasharray: 4 3; }
    .zone { fill: none; stroke: var(--line); stroke-opacity: 0.4; }
    .arrow { fill: none; stroke: var(--line); stroke-width: 1.5; marker-end: url(#head); }
    #head path { fill: var(--line); }`;

export function picture(): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 268" role="img" aria-labelledby="title">`,
    '  <title id="title">A pod runs as a service account, which a federated credential of a managed identity trusts; a role assignment lets that identity read the key vault, and the CSI driver mounts the objects into the pod.</title>',
    `  <style>${style}\n  </style>`,
    '  <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    `  <rect class="page" width="${width}" height="268" rx="8"/>`,
    ...zone(0, 1, "Kubernetes cluster"),
    ...zone(2, 5, "Azure"),
    ...chain.flatMap(drawBox),
    ...mount(),
    ...legend(),
    "</svg>",
    "",
  ].join("\n");
}

function zone(first: number, last: number, title: string): string[] {
  const x = centre(first) - box.width / 2 - 6;
  const end = centre(last) + box.width / 2 + 6;
  return [
    `  <rect class="zone" x="${x}" y="30" width="${end - x}" height="134" rx="8"/>`,
    text((x + end) / 2, 50, title, "title"),
  ];
}

function drawBox({ title, example, createdHere, arrow }: Box, index: number): string[] {
  const x = centre(index) - box.width / 2;
  return [
    `  <rect class="${createdHere ? "own" : "found"}" x="${x}" y="${box.top}" width="${box.width}" height="${box.height}" rx="6"/>`,
    text(centre(index), middle - 4, title, "title"),
    text(centre(index), middle + 17, example, "example"),
    ...(arrow === undefined ? [] : drawArrow(x + box.width, arrow)),
  ];
}

function drawArrow(from: number, label: string): string[] {
  return [
    `  <path class="arrow" d="M${from + 2} ${middle}H${from + box.gap - 2}"/>`,
    // Above the line of the boxes: the gap is narrower than the words.
    text(from + box.gap / 2, box.top - 6, label, "label"),
  ];
}

/** The way back: files in the pod. */
function mount(): string[] {
  const bottom = box.top + box.height;
  const words = `SecretProviderClass ${defaultName.secretProviderClass("orders", "kv-shop")}: the Secrets Store CSI driver mounts db-password and tls.pem`;
  return [
    `  <path class="arrow" d="M${centre(5)} ${bottom + 2}V200H${centre(0)}V${bottom + 2}"/>`,
    `  <rect class="own" x="${width / 2 - 350}" y="184" width="700" height="32" rx="6"/>`,
    text(width / 2, 204, words),
  ];
}

function legend(): string[] {
  return [
    `  <rect class="own" x="${width / 2 - 230}" y="236" width="22" height="14" rx="3"/>`,
    text(width / 2 - 120, 248, "created by the component", "label"),
    `  <rect class="found" x="${width / 2 + 30}" y="236" width="22" height="14" rx="3"/>`,
    text(width / 2 + 122, 248, "exists, or is yours to create", "label"),
  ];
}

function text(x: number, y: number, words: string, name?: string): string {
  return `  <text${name ? ` class="${name}"` : ""} x="${x}" y="${y}">${words}</text>`;
}
