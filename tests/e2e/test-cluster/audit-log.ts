import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whose requests are logged: the cluster's own parts and the administrator make thousands. */
export const auditedUser = "deployer";

interface AuditEvent {
  readonly verb: string;
  /** Left out for discovery, which every user may do. */
  readonly objectRef?: { readonly resource: string; readonly apiGroup?: string };
}

/** What an API server was asked, as it logs that itself. */
export class AuditLog {
  readonly file: string;
  readonly policyFile: string;

  constructor(folder: string, cluster: string) {
    this.file = join(folder, `${cluster}.audit.log`);
    this.policyFile = join(folder, `${cluster}.audit-policy.json`);
    const policy = {
      apiVersion: "audit.k8s.io/v1",
      kind: "Policy",
      // Written before the request is answered, so nobody has to wait for it.
      omitStages: ["ResponseStarted", "ResponseComplete", "Panic"],
      rules: [{ level: "Metadata", users: [auditedUser] }, { level: "None" }],
    };
    writeFileSync(this.policyFile, JSON.stringify(policy));
  }

  /** Each once, as in a Role: `get serviceaccounts`, `patch secretproviderclasses.secrets-store.csi.x-k8s.io`. */
  permissions(): string[] {
    const events = readFileSync(this.file, "utf8").trim().split("\n");
    const asked = events.flatMap((line) => {
      const { verb, objectRef } = JSON.parse(line) as AuditEvent;
      return objectRef ? [permission(verb, objectRef.resource, objectRef.apiGroup)] : [];
    });
    return [...new Set(asked)].sort();
  }
}

export function permission(verb: string, resource: string, apiGroup = ""): string {
  return `${verb} ${resource}${apiGroup && `.${apiGroup}`}`;
}
