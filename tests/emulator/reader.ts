import { decodeJwt } from "jose";
import { type Emulator, type Endpoints, startEmulator, type World } from "../../emulator";
import { ProviderClient } from "./provider-client";
import { type Response, TokenIssuer, Workload } from "./workload";
import { subscriptionId, tenantId, world } from "./world";

export const issuerUrl = "https://issuer.example/";
export const subject = "system:serviceaccount:shop:orders";
export const group = `/subscriptions/${subscriptionId}/resourceGroups/shop`;
export const vaultId = (name: string) => `${group}/providers/Microsoft.KeyVault/vaults/${name}`;

export const roles = {
  "Key Vault Administrator": "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  "Key Vault Certificate User": "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
  "Key Vault Certificates Officer": "a4417e6f-fecd-4de8-b567-7b0420556985",
  "Key Vault Crypto Officer": "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Reader": "21090545-7ca7-4776-b22c-e363652d74d2",
  "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
};
export type Role = keyof typeof roles;

let issuing: Promise<TokenIssuer> | undefined;

/** A workload that has signed in as a managed identity, and has no permissions yet. */
export class Reader {
  token = "";
  clientId = "";
  principalId = "";
  readonly workload: Workload;

  private constructor(
    readonly cloud: Emulator,
    readonly azure: ProviderClient,
    readonly endpoints: Endpoints,
    private readonly issuer: TokenIssuer,
  ) {
    this.workload = new Workload(endpoints);
  }

  static async start(change: Partial<World>): Promise<Reader> {
    // Its keys take long to generate.
    issuing ??= TokenIssuer.create(issuerUrl);
    const issuer = await issuing;
    const cloud = await startEmulator({ world: { ...world(), ...change } });
    const azure = await ProviderClient.connect(cloud.debugProviders, "azure-native");
    const endpoints = await cloud.startEndpoints({
      keysOf: async (url) => (url === issuerUrl ? issuer.keys : undefined),
    });
    const reader = new Reader(cloud, azure, endpoints, issuer);
    const identity = await azure.create("azure-native:managedidentity:UserAssignedIdentity", "orders", {
      resourceGroupName: "shop",
      resourceName: "orders",
    });
    await azure.create("azure-native:managedidentity:FederatedIdentityCredential", "aks", {
      resourceGroupName: "shop",
      resourceName: "orders",
      issuer: issuerUrl,
      subject,
      audiences: ["api://AzureADTokenExchange"],
    });
    await reader.signIn(String(identity.properties.clientId));
    return reader;
  }

  async stop(): Promise<void> {
    this.azure.close();
    await this.endpoints.stop();
    await this.cloud.stop();
  }

  async signIn(clientId: string, tenant = tenantId): Promise<void> {
    const tokenUrl = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
    const { status, body } = await this.workload.post(tokenUrl, {
      grant_type: "client_credentials",
      client_id: clientId,
      client_assertion: await this.issuer.token({ sub: subject }),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      scope: "https://vault.azure.net/.default",
    });
    if (status !== 200) throw new Error(body.error_description);
    this.token = body.access_token;
    this.clientId = clientId;
    this.principalId = String(decodeJwt(this.token).oid);
  }

  get(url: string): Promise<Response> {
    return this.workload.get(`${url}?api-version=7.4`, this.token);
  }

  assign(role: Role, scope: string, change: object = {}) {
    return this.azure.create("azure-native:authorization:RoleAssignment", `${role} ${scope}`, {
      scope,
      principalId: this.principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`,
      ...change,
    });
  }

  allow(vaultName: string, permissions: object, change: object = {}) {
    return this.azure.create("azure-native:keyvault:AccessPolicy", "policy", {
      resourceGroupName: "shop",
      vaultName,
      policy: { tenantId, objectId: this.principalId, permissions, ...change },
    });
  }
}
