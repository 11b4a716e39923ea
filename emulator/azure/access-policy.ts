import * as enums from "@pulumi/azure-native/types/enums/keyvault";
import type { Properties } from "../provider/values";
import { same } from "../records";
import { policyEntries, writePolicyEntries } from "./access-policy-entries";
import type { Answer } from "./answers";
import type { Azure } from "./azure";
import { AzureError, resourceNotFound } from "./azure-error";
import { oneAtATime } from "./one-at-a-time";
import type { ResourceKind } from "./resource-kind";
import { formatPath, parsePath } from "./resource-path";

export const token = "azure-native:keyvault:AccessPolicy";

const vaultPath =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}";
/** armkeyvault 1.5.0, which azure-native's own type uses whatever the version of the SDK. [PN provider/go.mod; its vaults_client.go] */
const ofGoClient = "2024-11-01";
const path = `${vaultPath}/accessPolicy/{policy.objectId}`;
const permissionNames: Record<string, Record<string, string>> = {
  certificates: enums.CertificatePermissions,
  keys: enums.KeyPermissions,
  secrets: enums.SecretPermissions,
  storage: enums.StoragePermissions,
};
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One entry of a vault's list, written by azure-native itself. [PN customresources/custom_keyvault_accesspolicy.go] */
export const accessPolicy: ResourceKind = {
  token,
  custom: true,
  path,
  pathInputs: { resourceGroupName: {}, vaultName: {} },
  body: {
    policy: {
      type: "object",
      required: true,
      properties: {
        // Part of the id, so another one replaces. [PN custom_keyvault_accesspolicy.go path; diff.go]
        objectId: { type: "string", forceNew: true },
        tenantId: { type: "string" },
        applicationId: { type: "string" },
        permissions: { type: "object" },
      },
    },
  },
  // The provider knows no response type, so nothing is known in a preview.
  outputs: {},

  // [PN custom_keyvault_accesspolicy.go read, modify] it reads the vault, and writes through the operations of its list
  requests(id) {
    const vault = id.replace(/\/accessPolicy\/[^/]+$/i, "");
    const write = (operation: string) => ({
      method: "PUT" as const,
      target: `${vault}/accessPolicies/${operation}`,
      apiVersion: ofGoClient,
      action: "Microsoft.KeyVault/vaults/accessPolicies/write",
    });
    const read = { method: "GET" as const, target: vault, apiVersion: ofGoClient };
    return { read, write: write("replace"), remove: write("remove") };
  },

  find(azure, id) {
    const parts = partsOf(id);
    const vault = vaultOf(azure, parts);
    const entry =
      vault &&
      policyEntries(azure, vault).find(({ objectId }) => same(String(objectId), String(parts.objectId)));
    return entry && answer(id, parts, entry);
  },

  requireExisting(azure, id, inputs) {
    const { objectId } = inputs.policy as Properties;
    if (!this.find?.(azure, id)) throw new Error(`access policy for ${objectId} does not exist`);
  },

  async put(azure, id, inputs) {
    const parts = partsOf(id);
    azure.requireResourceGroup(id);
    const { objectId, tenantId, permissions = {}, ...more } = inputs.policy as Properties;
    if (!objectId || !tenantId) throw new Error("missing required property objectId or tenantId");
    const entry = { tenantId, objectId, ...more, permissions: withoutEmpty(permissions as Properties) };
    return alone(azure, parts, (vault) => {
      checkEntry(vault, entry);
      // A vault with enableRbacAuthorization takes policies too, and ignores them. [RS keyvault.json VaultProperties]
      writePolicyEntries(azure, vault, [...othersThan(azure, vault, objectId), entry]);
      return answer(id, parts, entry);
    });
  },

  async remove(azure, id) {
    const parts = partsOf(id);
    await alone(azure, parts, (vault) =>
      writePolicyEntries(azure, vault, othersThan(azure, vault, parts.objectId)),
    );
  },
};

function partsOf(id: string): Record<string, string> {
  const parts = parsePath(path, id);
  if (!parts)
    throw new Error(
      `unable to parse key vault access policy id in the form ${path.replace("policy.", "")}: ${id}`,
    );
  return parts;
}

function vaultOf(azure: Azure, parts: Record<string, string>): Answer | undefined {
  return azure.get(formatPath(vaultPath, parts));
}

function othersThan(azure: Azure, vault: Answer, objectId: unknown): Properties[] {
  return policyEntries(azure, vault).filter((other) => !same(String(other.objectId), String(objectId)));
}

function answer(
  id: string,
  { resourceGroupName, vaultName }: Record<string, string>,
  policy: Properties,
): Answer {
  return { id, properties: { resourceGroupName, vaultName, policy } };
}

/** [PN custom_keyvault_accesspolicy.go sdkPermissionsToMap] */
function withoutEmpty(permissions: Properties): Properties {
  return Object.fromEntries(
    Object.entries(permissions).filter(([, names]) => (names as unknown[]).length > 0),
  );
}

function checkEntry(vault: Answer, { tenantId, objectId, permissions }: Properties): void {
  const ofVault = (vault.properties.properties as Properties).tenantId;
  if (!guid.test(String(objectId))) {
    // The sentence as reported: alexander-kastil/az-204 #142
    throw new AzureError(400, "BadRequest", `Invalid value found at accessPolicies[0].ObjectId: ${objectId}`);
  }
  // In any letter case: azurerm sends `Get`.
  const known = Object.entries(permissions as Properties).every(([kind, names]) =>
    (names as string[]).every((name) =>
      Object.values(permissionNames[kind] ?? {}).some((one) => same(one, name)),
    ),
  );
  // [RS keyvault.json AccessPolicyEntry] the vault's tenant; the sentence as reported: Azure/azure-libraries-for-net #361
  if (!same(String(tenantId), String(ofVault)) || !known) {
    throw new AzureError(400, "BadRequest", "An invalid value was provided for 'accessPolicies'.");
  }
}

/** One write at a time to one vault. [PN #1013; the sentence: terraform-provider-azurerm #15127] */
function alone<T>(azure: Azure, parts: Record<string, string>, write: (vault: Answer) => T): Promise<T> {
  const { vaultName = "", resourceGroupName = "" } = parts;
  const vault = vaultOf(azure, parts);
  if (!vault) throw resourceNotFound("Microsoft.KeyVault/vaults", vaultName, resourceGroupName);
  const conflict = () =>
    new AzureError(
      409,
      "ConflictError",
      `A conflict occurred that prevented the operation from completing. The operation failed because the Key Vault '${vaultName}' ` +
        "changed from the point the operation began. This can happen if parallel operations are being performed on " +
        "the Key Vault. To prevent this error, serialize the operations so that only one operation is performed on " +
        "the Key Vault at a time. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147741",
    );
  return oneAtATime(azure, vault.id, conflict, () => write(vault));
}
