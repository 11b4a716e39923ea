/** What an error text says about itself, by its codes and shapes: never by whole sentences of a vendor. */

import { isSame } from "../stack/value";
import type { Workload } from "../stack/workload";

export interface ErrorFacts {
  readonly text: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly audience?: string;
  readonly clientId?: string;
  readonly principalId?: string;
  readonly tenant?: string;
  readonly vault?: string;
  readonly objectType?: string;
  readonly objectName?: string;
  readonly namespace?: string;
  readonly className?: string;
  /** Where a vault's firewall saw the request come from. */
  readonly address?: string;
}

const quoted = `['"‘“]([^'"’”\\r\\n]*)['"’”]`;
const guid = "([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})";

// The first group of each is the value; the first that matches wins.
const shapes: Readonly<Record<Exclude<keyof ErrorFacts, "text">, readonly RegExp[]>> = {
  // AADSTS700211 names one value; AADSTS70021, until 2024, named all three.
  issuer: [new RegExp(`assertion issuer:?\\s*${quoted}`, "i"), /"iss":\s*"([^"]+)"/],
  subject: [
    new RegExp(`assertion subject:?\\s*${quoted}`, "i"),
    /(system:serviceaccount:[-a-z0-9]+:[-.a-zA-Z0-9]+)/,
  ],
  audience: [new RegExp(`assertion audience:?\\s*${quoted}`, "i"), /token for audience (\S+) not found/],
  clientId: [
    new RegExp(`[Aa]pplication with identifier ${quoted}`),
    new RegExp(`client application ['"]?${guid}`, "i"),
    new RegExp(`appid=${guid}`, "i"),
  ],
  principalId: [new RegExp(`oid=${guid}`, "i")],
  tenant: [
    new RegExp(`Tenant ${quoted} not found`, "i"),
    // Entra names the directory by its id or by its display name, which is no tenant id.
    new RegExp(`in the directory ['"]?${guid}`),
    new RegExp(`in the tenant ['"]?${guid}`, "i"),
    new RegExp(`found https://sts\\.windows\\.net/${guid}`, "i"),
    new RegExp(`login\\.[a-z.]+/${guid}/oauth2`, "i"),
  ],
  vault: [
    /https:\/\/([-a-zA-Z0-9]+)\.vault\.[a-z.]+/,
    /[Kk]ey vault ['"]([-a-zA-Z0-9]+);location/,
    /Vault: ([-a-zA-Z0-9]+);location/,
    /lookup ([-a-zA-Z0-9]+)\.vault\./,
    /Microsoft\.KeyVault\/vaults\/([-a-zA-Z0-9]+)/i,
  ],
  objectType: [/objectType:\s*"?([a-z]+)/, /\b(secret|key|cert)(?:ificate)? with \(name\/id\)/i],
  objectName: [
    /objectName:\s*"?([0-9a-zA-Z-]+)/,
    /with \(name\/id\) ([0-9a-zA-Z-]+)/,
    /\.vault\.[a-z.]+\/(?:secrets|keys|certificates)\/([0-9a-zA-Z-]+)/,
  ],
  address: [/Client address: ([0-9a-fA-F.:]+)/],
  namespace: [/for pod ([-a-z0-9]+)\//, /^Namespace:\s+(\S+)/m],
  className: [
    /failed to get secretproviderclass [-a-z0-9]+\/([-.a-z0-9]+)/,
    /secretproviderclasses\S* "([^"]+)" not found/,
  ],
};

export function readFacts(text: string): ErrorFacts {
  const found = Object.entries(shapes).flatMap(([name, patterns]) => {
    const value = patterns.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
    return value === undefined ? [] : [[name, value]];
  });
  return { text, ...Object.fromEntries(found) };
}

/** The component that an error is about; undefined where it could be several, or none. */
export function matchWorkload(facts: ErrorFacts, all: readonly Workload[]): Workload | undefined {
  if (all.length === 1) return all[0];
  const scored = all.map((workload) => ({ workload, score: score(facts, workload) }));
  const best = Math.max(0, ...scored.map((one) => one.score));
  const [only, ...others] = scored.filter((one) => one.score === best && best > 0);
  return others.length === 0 ? only?.workload : undefined;
}

function score(facts: ErrorFacts, workload: Workload): number {
  const { identity, classes, credentials } = workload;
  const inText = (value: unknown) =>
    typeof value === "string" && value.length > 2 && facts.text.includes(value);
  return [
    credentials.some(({ subject }) => isSame(subject, facts.subject)) && 8,
    isSame(identity.clientId, facts.clientId) && 8,
    isSame(identity.principalId, facts.principalId) && 8,
    isSame(identity.principalId, facts.clientId) && 8,
    classes.some(({ name }) => isSame(name, facts.className)) && 8,
    classes.some(({ secrets }) => secrets.some(({ name }) => inText(name))) && 4,
    isSame(workload.namespace, facts.namespace ?? facts.subject?.split(":")[2]) && 2,
    classes.some(({ vault }) => isSame(vault, facts.vault)) && 2,
    classes.some(({ objects }) => objects?.some(({ objectName }) => isSame(objectName, facts.objectName))) &&
      1,
    inText(workload.name) && 1,
  ].reduce<number>((sum, one) => sum + (one || 0), 0);
}
