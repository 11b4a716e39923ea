/** Who can do what, read from what a local cloud has recorded; nothing of the component's own code is used. */

import { parse } from "yaml";
import type { Recorded } from "../../../emulator/store";
import { powersOfPolicy, powersOfRole } from "./key-vault-powers";
import { manifestOf, type RecordingCloud } from "./recording-cloud";

export function recordedFacts(
  cloud: Pick<RecordingCloud, "recorded">,
  manifests: Record<string, string>,
): string[] {
  return [
    ...["FederatedIdentityCredential", "ApplicationFederatedIdentityCredential"].flatMap((type) =>
      cloud.recorded(type).map(({ properties }) => `let in ${properties.issuer} ${properties.subject}`),
    ),
    ...cloud
      .recorded("RoleAssignment")
      .flatMap(({ properties: { roleDefinitionId, scope } }) =>
        /\/vaults\//.test(String(scope))
          ? powersOfRole(String(roleDefinitionId), String(scope))
          : [`role ${String(roleDefinitionId).split("/").at(-1)} on ${scope}`],
      ),
    ...cloud.recorded("AccessPolicy").flatMap(policyFacts),
    ...classFacts(cloud, manifests),
    ...cloud
      .recorded("Application")
      .flatMap(({ properties }) => ((properties.owners as string[]) ?? []).map((owner) => `owner ${owner}`)),
  ];
}

/** Every principal that anything was granted to. */
export function grantedPrincipals(cloud: RecordingCloud): string[] {
  return [
    ...cloud.recorded("RoleAssignment").map(({ properties }) => String(properties.principalId)),
    ...cloud.recorded("AccessPolicy").map(({ properties }) => (properties.policy as Policy).objectId),
  ];
}

interface Policy {
  readonly objectId: string;
  readonly permissions: Record<string, string[]>;
}

function policyFacts({ properties }: Recorded): string[] {
  return powersOfPolicy(String(properties.vaultName), (properties.policy as Policy).permissions);
}

interface ClassSpec {
  readonly parameters: Record<string, string>;
  readonly secretObjects?: { secretName: string; data: { objectName: string; key: string }[] }[];
}

/** What the classes mount and copy: those in the cluster, and those that were only handed out. */
function classFacts(cloud: Pick<RecordingCloud, "recorded">, manifests: Record<string, string>): string[] {
  const nameOf = ({ metadata }: Record<string, unknown>) => (metadata as { name: string }).name;
  const applied = cloud.recorded("SecretProviderClass").map(({ properties }) => properties);
  const names = applied.map(nameOf);
  const handedOut = Object.entries(manifests)
    .filter(([file]) => file.startsWith("secret-provider-class-"))
    .map(([, yaml]) => manifestOf(yaml))
    .filter((manifest) => !names.includes(nameOf(manifest)));
  return [
    ...applied.flatMap(({ spec }) => specFacts("mount", spec as ClassSpec)),
    ...handedOut.flatMap(({ spec }) => specFacts("mount elsewhere", spec as ClassSpec)),
  ];
}

function specFacts(how: string, { parameters, secretObjects = [] }: ClassSpec): string[] {
  const vault = parameters.keyvaultName;
  const objects = (parse(parameters.objects ?? "") as { array: string[] }).array.map((text) => parse(text));
  return [
    ...objects.map(({ objectName, objectAlias = objectName, objectType, objectVersionHistory = 0 }) => {
      const versions = objectVersionHistory > 1 ? objectVersionHistory + 1 : 1;
      return `${how} ${vault} ${JSON.stringify(objectAlias)} ${objectType} ${objectName} ${versions}`;
    }),
    ...secretObjects.flatMap(({ secretName, data }) =>
      data.map(({ key, objectName }) => `copy ${secretName} ${key} ${JSON.stringify(objectName)}`),
    ),
  ];
}
