/** The changes of docs/changing.md, one after the other, each to what the one before has left. */

import type { Emulator, World } from "../../../emulator";
import { ordersWorld } from "../support/orders";

type Entries<T> = Record<string, T>;

interface Vault {
  name?: string;
  resourceGroupName?: string;
  id?: string;
  tenantId?: string;
  permissionModel?: string;
  grants?: string;
  roleScope?: string;
  objects: Entries<object>;
  env?: Entries<string>;
  secretProviderClass?: object;
  mountPath?: string;
}

export interface Args {
  namespace: string;
  clusters?: Entries<object>;
  serviceAccount?: object;
  userAssignedIdentity?: Entries<string>;
  application?: Entries<string>;
  keyVaults: Entries<Vault>;
}

export interface Component {
  readonly args: Args;
  readonly aliases?: readonly string[];
}

/** The components of the program by their names. */
export type Program = Entries<Component>;

export interface Change {
  readonly title: string;
  readonly edit: (program: Program, cloud: Emulator) => void;
  /** Azure refuses it, so that it is previewed only, and undone. */
  readonly isRefused?: true;
  /** Whether somebody can do more than before. */
  readonly widens: boolean;
}

const otherTenant = "7d1f1c52-6c1e-4c43-9f0b-9f1f6a2f7d99";
const existing = {
  resourceGroupName: "shop",
  name: "id-shop",
  clientId: "11111111-5bbb-4527-9358-35c2bc95fae8",
  principalId: "22222222-0d8f-47ee-92a6-96a8d4810fa0",
};
const applications = ["blue", "green"].map((name, index) => ({
  displayName: `orders-${name}`,
  clientId: `3333333${index}-5bbb-4527-9358-35c2bc95fae8`,
  objectId: `4444444${index}-0d8f-47ee-92a6-96a8d4810fa0`,
  servicePrincipal: { objectId: `5555555${index}-0d8f-47ee-92a6-96a8d4810fa0` },
  signInAudience: "AzureADMultipleOrgs" as const,
}));

export function reviewWorld(): World {
  const world = ordersWorld();
  const consents = [{ application: "orders-green", tenantId: otherTenant }];
  return {
    ...world,
    namespaces: ["shop", "web"],
    identities: [existing],
    applications,
    consents,
    vaults: [
      ...world.vaults,
      { name: "kv-elsewhere", resourceGroupName: "platform", enableRbacAuthorization: true },
    ],
  };
}

export function firstProgram(): Program {
  return {
    orders: {
      args: {
        namespace: "shop",
        clusters: { "aks-prod": { resourceGroupName: "platform" } },
        userAssignedIdentity: { resourceGroupName: "shop" },
        keyVaults: {
          "kv-shop": {
            resourceGroupName: "shop",
            objects: { "db-password": {}, "tls.pem": { objectName: "web-tls" } },
            env: { DB_PASSWORD: "db-password" },
          },
        },
      },
    },
  };
}

const vault = (program: Program, key = "kv-shop") => argsOf(program).keyVaults[key] as Vault;
const argsOf = (program: Program) => Object.values(program)[0]?.args as Args;

export const changes: readonly Change[] = [
  { title: "a component is added", edit: () => {}, widens: true },
  {
    title: "a file is added",
    edit: (program) => Object.assign(vault(program).objects, { "api-key": {} }),
    widens: false,
  },
  {
    title: "a certificate is added",
    edit: (program) =>
      Object.assign(vault(program).objects, { "ca.pem": { objectName: "ca", objectType: "cert" } }),
    widens: true,
  },
  {
    title: "the certificate is removed",
    edit: (program) => delete vault(program).objects["ca.pem"],
    widens: false,
  },
  {
    title: "a value is copied into the Secret",
    edit: (program) => Object.assign(vault(program).env as object, { API_KEY: "api-key" }),
    widens: true,
  },
  {
    title: "the roles are on the objects alone",
    edit: (program) => Object.assign(vault(program), { roleScope: "Object" }),
    widens: false,
  },
  {
    title: "the roles are on the vault again",
    edit: (program) => delete vault(program).roleScope,
    widens: true,
  },
  {
    title: "a vault is added",
    edit: (program) =>
      Object.assign(argsOf(program).keyVaults, {
        "kv-shared": { resourceGroupName: "platform", objects: { "smtp-password": {} } },
      }),
    widens: true,
  },
  {
    title: "the vault behind a key is another one",
    edit: (program) => Object.assign(vault(program, "kv-shared"), { name: "kv-elsewhere" }),
    widens: true,
  },
  {
    title: "the vault is removed",
    edit: (program) => delete argsOf(program).keyVaults["kv-shared"],
    widens: false,
  },
  {
    title: "a cluster is added",
    edit: (program) =>
      Object.assign(argsOf(program).clusters as object, { "aks-green": { resourceGroupName: "platform" } }),
    widens: true,
  },
  {
    title: "a certificate is added for two clusters",
    edit: (program) =>
      Object.assign(vault(program).objects, { "ca.pem": { objectName: "ca", objectType: "cert" } }),
    widens: true,
  },
  {
    title: "the certificate is removed for two clusters",
    edit: (program) => delete vault(program).objects["ca.pem"],
    widens: false,
  },
  {
    title: "the cluster is removed",
    edit: (program) => delete argsOf(program).clusters?.["aks-green"],
    widens: false,
  },
  {
    title: "the key of a cluster is renamed",
    edit: (program) => {
      argsOf(program).clusters = { blue: { name: "aks-prod", resourceGroupName: "platform" } };
    },
    isRefused: true,
    widens: false,
  },
  {
    title: "the key of a vault is renamed",
    edit: (program) => {
      argsOf(program).keyVaults = { shop: { ...vault(program), name: "kv-shop" } };
    },
    isRefused: true,
    widens: false,
  },
  {
    title: "the cluster is recreated, with another issuer",
    edit: (program) => {
      argsOf(program).clusters = { "aks-prod": { oidcIssuerUrl: "https://issuer.example/new/" } };
    },
    widens: true,
  },
  {
    title: "the namespace is another one",
    edit: (program) => {
      argsOf(program).namespace = "web";
    },
    widens: true,
  },
  {
    title: "the service account has another name",
    edit: (program) => {
      argsOf(program).serviceAccount = { name: "orders-api" };
    },
    widens: true,
  },
  {
    title: "the SecretProviderClass has another name",
    edit: (program) => Object.assign(vault(program), { secretProviderClass: { name: "orders-files" } }),
    widens: false,
  },
  {
    title: "the identity is in another resource group",
    edit: (program) =>
      Object.assign(argsOf(program).userAssignedIdentity as object, { resourceGroupName: "shop-new" }),
    widens: false,
  },
  {
    title: "the vault decides by access policies",
    edit: (program, { world }) => {
      Object.assign(world.vaults[0] as object, { enableRbacAuthorization: false, accessPolicies: [] });
      vault(program).permissionModel = "AccessPolicy";
    },
    widens: false,
  },
  {
    title: "the vault decides by roles again",
    edit: (program, { world }) => {
      Object.assign(world.vaults[0] as object, { enableRbacAuthorization: true });
      delete vault(program).permissionModel;
    },
    widens: true,
  },
  {
    title: "the identity is one that exists",
    edit: (program, { world }) => {
      argsOf(program).userAssignedIdentity = {
        id: `/subscriptions/${world.subscriptionId}/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop`,
      };
    },
    widens: true,
  },
  {
    title: "the identity is an Entra application",
    edit: (program) => {
      delete argsOf(program).userAssignedIdentity;
      argsOf(program).application = { displayName: "Orders" };
    },
    widens: false,
  },
  {
    title: "the application is one that exists",
    edit: (program) => {
      argsOf(program).application = { clientId: applications[0]?.clientId ?? "" };
    },
    widens: true,
  },
  {
    title: "the application is swapped for another one",
    edit: (program) => {
      argsOf(program).application = { clientId: applications[1]?.clientId ?? "" };
    },
    widens: true,
  },
  {
    title: "the vault is granted on by another owner",
    edit: (program) => {
      vault(program).grants = "External";
    },
    widens: false,
  },
  {
    title: "the vault is one of another tenant",
    edit: (program, { world }) => {
      Object.assign(world.vaults[0] as object, { tenantId: otherTenant });
      vault(program).tenantId = otherTenant;
    },
    widens: false,
  },
  {
    title: "the identity is a managed one again",
    edit: (program, { world }) => {
      delete argsOf(program).application;
      delete vault(program).tenantId;
      delete vault(program).grants;
      delete (world.vaults[0] as { tenantId?: string }).tenantId;
      argsOf(program).userAssignedIdentity = { resourceGroupName: "shop" };
    },
    widens: true,
  },
  {
    title: "the component is renamed without an alias",
    edit: (program) => {
      program.checkout = program.orders as Component;
      delete program.orders;
    },
    isRefused: true,
    widens: false,
  },
  {
    title: "the component is renamed with an alias",
    edit: (program) => {
      program.checkout = { ...(program.orders as Component), aliases: ["orders"] };
      delete program.orders;
    },
    widens: false,
  },
  {
    title: "the SecretProviderClass is applied by another owner",
    edit: (program) =>
      Object.assign(vault(program), {
        secretProviderClass: { name: "orders-files", management: "External" },
      }),
    widens: false,
  },
  {
    title: "the service account is created by another owner",
    edit: (program) => {
      argsOf(program).serviceAccount = { name: "orders-api", management: "External" };
    },
    widens: false,
  },
  {
    title: "four components are added",
    edit: (program) => {
      for (const name of ["api", "billing", "mail", "search"]) {
        program[name] = { args: { ...(firstProgram().orders as Component).args } };
      }
    },
    widens: true,
  },
  {
    // Azure refuses nothing: identity, service account and class are others.
    title: "a component with default names is renamed without an alias",
    edit: (program) => {
      program.gateway = program.api as Component;
      delete program.api;
    },
    widens: true,
  },
];

/** In YAML, which starts soonest. */
export function filesOf(program: Program): Record<string, string> {
  const resources = Object.entries(program).map(([name, { args, aliases = [] }]) => [
    name,
    {
      type: "azure-workload-identity:KeyVaultWorkloadIdentity",
      properties: args,
      ...(aliases.length > 0 && { options: { aliases: aliases.map((one) => ({ name: one })) } }),
    },
  ]);
  const project = { name: "orders", runtime: "yaml", resources: Object.fromEntries(resources) };
  return { "Pulumi.yaml": JSON.stringify(project) };
}
