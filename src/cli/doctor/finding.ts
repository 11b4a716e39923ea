/** The links of the chain from a pod to a file, in the order in which a mount goes. */
export const links = {
  driver: "CSI driver and Key Vault provider in the cluster",
  tokens: "tokens that the driver asks for",
  class: "SecretProviderClass and its parameters",
  "service account": "service account of the pods",
  login: "login of Microsoft Entra, and whether it can be reached",
  tenant: "tenant",
  "client id": "client id",
  credential: "federated credential",
  issuer: "issuer of the credential",
  subject: "subject of the credential",
  audience: "audience of the credential",
  vault: "vault, and whether it can be reached",
  "permission model": "permission model of the vault",
  grant: "permissions on the vault",
  role: "roles on other resources",
  object: "objects in the vault",
  secret: "Secrets that the driver fills",
  sdk: "what an Azure SDK in the pod needs",
  update: "the update that created it",
} as const;

export type Link = keyof typeof links;

export type Status = "ok" | "differs" | "waiting" | "not checked" | "unclear";

export interface Finding {
  readonly link: Link;
  readonly status: Status;
  /** What is so, as a sentence. */
  readonly text: string;
  readonly expected?: string;
  readonly found?: string;
  /** Commands or inputs, the harmless one first. */
  readonly fix?: readonly string[];
}

export interface Report {
  /** The component; undefined where an error fits none, or no stack was read. */
  readonly workload: string | undefined;
  readonly findings: readonly Finding[];
  /** What could not be determined, as a sentence. */
  readonly unclear?: string;
}

const order = Object.keys(links) as Link[];

export function inMountOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => order.indexOf(a.link) - order.indexOf(b.link));
}

export const isBroken = ({ status }: Finding) => status === "differs" || status === "waiting";

/** 0 all well, 1 something differs, 2 could not tell. */
export function exitCodeOf(reports: readonly Report[]): 0 | 1 | 2 {
  const all = reports.flatMap(({ findings }) => findings);
  if (all.some(isBroken)) return 1;
  const unclear = reports.some((one) => one.unclear) || all.some(({ status }) => status === "unclear");
  return all.length === 0 || unclear ? 2 : 0;
}
