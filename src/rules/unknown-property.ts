/** What to say of a property that does not exist: most often it has another name or belongs elsewhere. */

import type { Issue } from "./issue";
import { unknownName } from "./kinds-of-value";
import { nearest } from "./near";
import { entry } from "./path";
import { issue } from "./rule";

const workloadIdentityOnly =
  "The pods use workload identity and nothing else: there is no other identity mode.";
const writtenByComponent =
  "The component writes the SecretProviderClass: list the objects in keyVaults.<key>.objects.";

/** Names of a hand-written SecretProviderClass or pod, in lower case, and what takes their place here. */
const elsewhere: Readonly<Record<string, string>> = {
  objectalias: 'The file name is the key of the entry: objects: { "<file name>": { objectName: … } }.',
  secretname:
    'The name of an object in the vault is objects.<file name>.objectName; that of a Kubernetes Secret is the key of its entry: syncedSecrets: { "<name>": { data: … } }.',
  secretobjects: "Kubernetes Secrets to fill are keyVaults.<key>.syncedSecrets.",
  keyvaultname: "The name of a vault is keyVaults.<key>.name.",
  tenantid: "The tenant is taken from the identity; that of a vault elsewhere is keyVaults.<key>.tenantId.",
  clientid: "The client id is taken from userAssignedIdentity, or given as application.clientId.",
  cloudname: "The cloud is the property cloud of the component.",
  roledefinitionid:
    "The role is roleAssignments.<key>.role: the name of a built-in role, or a definition's GUID or id.",
  principalid: "Roles are assigned to the component's own identity: give scope and role only.",
  serviceaccountname: "The name of the service account is serviceAccount.name.",
  usepodidentity: workloadIdentityOnly,
  usevmmanagedidentity: workloadIdentityOnly,
  userassignedidentityid: workloadIdentityOnly,
  nodepublishsecretref: workloadIdentityOnly,
  parameters: writtenByComponent,
  spec: writtenByComponent,
};

export interface UnknownProperty {
  readonly issue: Issue;
  /** The name that it most likely stands for, in the same group. */
  readonly meant?: string;
}

/** `known`: the names in the same group; `positions`: every property of the package, such as `keyVaults.<key>.env`. */
export function unknownProperty(
  name: string,
  path: string,
  known: readonly string[],
  group: string,
  positions: readonly string[],
): UnknownProperty {
  const meant = nearest(name, known);
  const place = meant ?? placeOf(name, group, positions);
  const remedy =
    (Object.hasOwn(elsewhere, name.toLowerCase()) && meant === undefined && elsewhere[name.toLowerCase()]) ||
    (place ? `Did you mean ${place}?` : `Known properties: ${known.join(", ")}.`);
  return { issue: issue(unknownName, entry(path, name), { remedy }), meant };
}

/** Where a property of this name is: `env` beside `keyVaults` → `keyVaults.<key>.env`. */
function placeOf(name: string, group: string, positions: readonly string[]): string | undefined {
  const found = positions.filter(
    (position) => position.split(".").at(-1)?.toLowerCase() === name.toLowerCase(),
  );
  return found.find((position) => position.startsWith(`${group}.`)) ?? found[0];
}
