import { deployment } from "./deployment";
import { namespace } from "./namespace";
import { type ObjectKind, typeToken } from "./object-kind";
import { pod } from "./pod";
import { secret } from "./secret";
import { secretProviderClass } from "./secret-provider-class";
import { serviceAccount } from "./service-account";

export const kinds: ObjectKind[] = [serviceAccount, namespace, pod, secret, deployment, secretProviderClass];

/** `...Patch` types write some fields of an object that something else created. */
export function isPatch(type: string): boolean {
  return type.endsWith("Patch");
}

export function kindOf(type: string): ObjectKind {
  const kind = kinds.find((candidate) => typeToken(candidate) === type.replace(/Patch$/, ""));
  if (kind) return kind;
  const [, apiVersion, name] = type.split(":");
  throw new Error(`no matches for kind "${name}" in version "${apiVersion}"`);
}
