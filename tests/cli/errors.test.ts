import { expect } from "chai";
import * as login from "../../emulator/login/login-error";
import { disabled, objectNotFound } from "../../emulator/vault/vault-error";
import { brokenLinks, editedStack, type Json, recorded, runCli } from "./support/machine";

const issuer =
  "https://westeurope.oic.prod-aks.azure.com/3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21/5d2b7a64-0e0f-4f57-8f0b-61c4d6b0a9c3/";
const tenant = "3c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21";
const clientId = "c64a1b56-5bbb-4527-9358-35c2bc95fae8";
const principalId = "c281f301-0d8f-47ee-92a6-96a8d4810fa0";
const subject = (account: string) => `system:serviceaccount:shop:${account}`;

/** As `kubectl describe pod` shows what the provider returned. */
function event(reason: string, object = "objectType:secret, objectName:db-password"): string {
  return (
    'Warning  FailedMount  3s (x5 over 11s)  kubelet  MountVolume.SetUp failed for volume "secrets-store-kv-shop" : rpc ' +
    "error: code = Unknown desc = failed to mount secrets store objects for pod shop/orders-5d8f, err: rpc error: code = " +
    `Unknown desc = failed to mount objects, error: ${reason.startsWith("failed") ? reason : `failed to get ${object}, objectVersion:: ${reason}`}`
  );
}

function rbac(action: string, resource: string, oid = principalId): string {
  return (
    `GET https://kv-shop.vault.azure.net/secrets/db-password/\nRESPONSE 403: 403 Forbidden\nERROR CODE: Forbidden\n` +
    `Caller is not authorized to perform action on resource.\r\nCaller: appid=${clientId};oid=${oid};iss=https://sts.windows.net/${tenant}/\r\n` +
    `Action: 'Microsoft.KeyVault/vaults/${action}'\r\nResource: '/subscriptions/8b1f/resourcegroups/shop/providers/microsoft.keyvault/vaults/kv-shop/${resource}'\r\n` +
    "Vault: kv-shop;location=westeurope\r\n ForbiddenByRbac"
  );
}

const policy = (permission: string) =>
  `RESPONSE 403: the user, group or application 'appid=${clientId};oid=${principalId};iss=https://sts.windows.net/${tenant}/' ` +
  `does not have ${permission} permission on key vault 'kv-shop;location=westeurope'. ForbiddenByPolicy`;

/** With the request that an Azure SDK prints before it. */
function clientNotFoundIn(directory: string, asked: string): string {
  return (
    `POST https://login.microsoftonline.com/${asked}/oauth2/v2.0/token\nRESPONSE 400: 400 Bad Request\n` +
    login.clientNotFound(clientId, directory).message
  );
}

const withSlashLost = editedStack((all) => {
  const credential = all["orders-credential-aks-prod"] as Record<"inputs" | "outputs", Json>;
  for (const side of ["inputs", "outputs"] as const) credential[side].issuer = issuer.replace(/\/$/, "");
});
const withPolicy = editedStack((all) => {
  Object.assign(all["orders-grant-kv-shop-secrets-user"] as Json, {
    type: "azure-native:keyvault:AccessPolicy",
    inputs: { vaultName: "kv-shop", policy: { objectId: principalId, permissions: { secrets: ["get"] } } },
  });
});

interface Case {
  readonly title: string;
  readonly error: string;
  readonly link: string;
  readonly says: readonly string[];
  readonly stack?: string;
  readonly now?: Date;
}

const soon = new Date("2026-11-29T14:35:00Z");

const cases: readonly Case[] = [
  {
    title: "a pod of another service account",
    error: event(login.unmatchedAssertion("subject", subject("default")).message),
    link: "service account",
    says: [subject("default"), subject("orders"), "serviceAccountName: orders"],
  },
  {
    title: "a credential for another service account than the stack has",
    error: event(login.unmatchedAssertion("subject", subject("orders")).message),
    link: "subject",
    says: ["changed or removed in Azure", "pulumi refresh"],
  },
  {
    title: "an error that is cut before the subject",
    error: "AADSTS700213: No matching federated identity record found for presented assertion subject",
    link: "subject",
    says: ["does not name the subject", "pass the whole event"],
  },
  {
    title: "a token of a cluster that the stack does not trust, reported as a subject that does not match",
    error: event(
      `${login.unmatchedAssertion("subject", subject("orders")).message} Presented assertion issuer: 'https://other.example.com/'`,
    ),
    link: "issuer",
    says: ["does not trust", "https://other.example.com/"],
  },
  {
    title: "an issuer without its final slash",
    error: event(login.unmatchedAssertion("issuer", issuer).message),
    stack: withSlashLost,
    link: "issuer",
    says: ["final slash", issuer, "oidcIssuerUrl"],
  },
  {
    title: "a pod in a cluster that is not trusted",
    error: event(login.unmatchedAssertion("issuer", "https://oidc.example/other").message),
    link: "issuer",
    says: ["https://oidc.example/other", "does not trust", "created again"],
  },
  {
    title: "a credential that was removed in Azure",
    error: event(login.unmatchedAssertion("issuer", issuer).message),
    link: "credential",
    says: ["changed or removed in Azure"],
  },
  {
    title: "a credential that is a few minutes old",
    error: event(login.unmatchedAssertion("issuer", issuer).message),
    link: "credential, waiting",
    now: soon,
    says: ["3 minutes ago", "Wait"],
  },
  {
    title: "the earlier number and form of the same",
    error: event(
      `AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: '${issuer}'. Assertion Subject: '${subject("api")}'. Assertion Audience: 'api://AzureADTokenExchange'.`,
    ),
    link: "service account",
    says: [subject("api")],
  },
  {
    title: "a token of another audience",
    error: login.unmatchedAssertion("audience", "https://kubernetes.default.svc").message,
    link: "tokens",
    says: ["found:    https://kubernetes.default.svc", "podLabels", "audience: api://AzureADTokenExchange"],
  },
  {
    title: "an audience of another cloud",
    error: event(login.unmatchedAssertion("audience", "api://AzureADTokenExchange").message),
    link: "audience",
    says: ["api://AzureADTokenExchange"],
  },
  {
    title: "an object id for the client id",
    error: event(login.clientNotFound(principalId, tenant).message),
    link: "client id",
    says: ["object id", clientId, principalId],
  },
  {
    title: "a tenant that does not exist",
    error: event(login.tenantNotFound("0c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21").message),
    link: "tenant",
    says: [tenant, "0c9f1c52"],
  },
  {
    title: "an identity that was deleted, in a directory that the error gives by its display name",
    error: event(clientNotFoundIn("Contoso", tenant)),
    link: "client id",
    says: ["no longer exists", "pulumi refresh"],
  },
  {
    title: "a client id that was looked for in another tenant",
    error: event(clientNotFoundIn("Contoso", "0c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21")),
    link: "tenant",
    says: [`expected: ${tenant}`, "found:    0c9f1c52-6c1e-4c43-9f0b-9f1f6a2f7d21"],
  },
  {
    title: "keys of an issuer that Entra cannot read",
    error: event(login.noKeys().message),
    link: "issuer",
    says: [".well-known/openid-configuration"],
  },
  {
    title: "a token that is signed with an older key",
    error: event(login.unknownKey("abc").message),
    link: "issuer",
    says: ["/openid/v1/jwks"],
  },
  {
    title: "a client id under another name",
    error: event("failed to get credentials, nodePublishSecretRef secret is not set"),
    link: "class",
    says: [`clientID: ${clientId}`],
  },
  {
    title: "a client id under another name, on Kubernetes 1.35",
    error: event("failed to get credentials: could not find clientid in secrets"),
    link: "class",
    says: [`clientID: ${clientId}`],
  },
  {
    title: "the vault's name under another name",
    error: event("failed: keyvaultName is not provided"),
    link: "class",
    says: ["keyvaultName: kv-shop"],
  },
  {
    title: "a driver that asks for no tokens",
    error: event("failed to parse workload identity tokens, error: service account tokens not found"),
    link: "tokens",
    says: ["tokenRequests", "api://AzureADTokenExchange"],
  },
  {
    title: "a role assignment that was removed",
    error: event(rbac("secrets/getSecret/action", "secrets/db-password")),
    link: "grant",
    says: [
      "changed or removed in Azure",
      "expected: list and read every secret in vault",
      "found:    none in force",
    ],
  },
  {
    title: "a role assignment that is a few minutes old",
    error: event(rbac("secrets/getSecret/action", "secrets/db-password")),
    link: "grant, waiting",
    now: soon,
    says: ["3 minutes ago"],
  },
  {
    title: "another identity than the component's",
    error: event(rbac("secrets/getSecret/action", "secrets/db-password", clientId)),
    link: "client id",
    says: [`oid=${principalId}`, `oid=${clientId}`],
  },
  {
    title: "an object that the stack does not name",
    error: event(rbac("secrets/getSecret/action", "secrets/other"), "objectType:secret, objectName:other"),
    link: "class",
    says: ["secret other", "secret db-password"],
  },
  {
    title: "a vault that was switched to access policies",
    error: event(policy("secrets get")),
    link: "permission model",
    says: ["AzureRbac", "AccessPolicy", 'keyVaults["kv-shop"].permissionModel'],
  },
  {
    title: "a vault that was switched to roles",
    error: event(rbac("secrets/getSecret/action", "secrets/db-password")),
    stack: withPolicy,
    link: "permission model",
    says: ["Azure RBAC"],
  },
  {
    title: "an access policy that was removed",
    error: event(policy("secrets get")),
    stack: withPolicy,
    link: "grant",
    says: ["access policy"],
  },
  {
    title: "a secret that is not there",
    error: event(objectNotFound("secrets", "db-password").message),
    link: "object",
    says: ['objectName or objectType of keyVaults["kv-shop"].objects["db-password"]', "recover"],
  },
  {
    title: "a secret that is disabled",
    error: event(`SecretDisabled ${disabled("secrets").message}`),
    link: "object",
    says: ["disabled"],
  },
  {
    title: "a vault of another tenant",
    error: event(
      `RESPONSE 401: AKV10032: Invalid issuer. Expected one of https://sts.windows.net/0aaa/, found https://sts.windows.net/${tenant}/.`,
    ),
    link: "tenant",
    says: ["0aaa", tenant],
  },
  {
    title: "a vault behind a firewall",
    error: event(
      "RESPONSE 403: Client address is not authorized and caller is not a trusted service. ForbiddenByFirewall",
    ),
    link: "vault",
    says: ["network"],
  },
  {
    title: "a vault behind a firewall that saw where the request came from",
    error: event(
      "RESPONSE 403: Client address is not authorized and caller is not a trusted service.\\r\\nClient address: 20.1.2.3\\r\\nVault: kv-shop;location=westeurope",
    ),
    link: "vault",
    says: ["--name kv-shop --ip-address 20.1.2.3"],
  },
  {
    title: "a vault that the nodes cannot connect to",
    error: event(
      'Get "https://kv-shop.vault.azure.net/secrets/db-password/?api-version=7.5": dial tcp 10.0.0.4:443: i/o timeout',
    ),
    link: "vault",
    says: ["nothing answers", "kv-shop"],
  },
  {
    title: "a login that the nodes cannot connect to",
    error: event(
      `failed to acquire token: Post "https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token": dial tcp: lookup login.microsoftonline.com: no such host`,
    ),
    link: "login",
    says: ["does not reach login.microsoftonline.com", "port 443"],
  },
  {
    title: "a vault whose name nothing answers to",
    error: event(
      "Get https://kv-shop.vault.azure.net/secrets: dial tcp: lookup kv-shop.vault.azure.net: no such host",
    ),
    link: "vault",
    says: ["az keyvault show --name kv-shop"],
  },
  {
    title: "a node without the driver",
    error:
      'MountVolume.SetUp failed for volume "x" : driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers',
    link: "driver",
    says: ["azure-keyvault-secrets-provider"],
  },
  {
    title: "a class that is not in the namespace",
    error: event(
      'failed to get secretproviderclass shop/orders, error: secretproviderclasses.secrets-store.csi.x-k8s.io "orders" not found',
    ),
    link: "class",
    says: ["orders-kv-shop"],
  },
  {
    title: "a Secret that no mounted volume fills",
    error: 'Error: secret "orders-kv-shop-env" not found',
    link: "secret",
    says: ["volumeMounts"],
  },
  {
    title: "a webhook that does not answer, so that no pod is created",
    error:
      'Error creating: Internal error occurred: failed calling webhook "mutation.azure-workload-identity.io": failed to call webhook: Post "https://azure-wi-webhook-webhook-service.kube-system.svc:443/mutate-v1-pod?timeout=10s": no endpoints available',
    link: "sdk",
    says: ["azure-workload-identity.io/system=true", "--enable-workload-identity"],
  },
  {
    title: "an SDK in a pod without the label",
    error:
      "WorkloadIdentityCredential: no client ID specified. Check pod configuration or set ClientID in the options",
    link: "sdk",
    says: ["azure.workload.identity/use"],
  },
  {
    title: "an update that the component advises on",
    error:
      "Diagnostics:\n  azure-native:authorization:RoleAssignment (orders-grant-kv-shop-secrets-user):\n    error: RoleAssignmentExists: The role assignment already exists. The ID of the existing role assignment is 2d1c0b7e108b41f6a554a0b9a552f6d1.",
    link: "update",
    says: ["orders-grant-kv-shop-secrets-user", "vaults/kv-shop"],
  },
  {
    title: "Graph's words about a credential of an application, without the engine's",
    error:
      "InvalidFederatedIdentityCredentialValue: The combination of issuer and subject must be unique for the application. Issuer x and Subject: y already exist.",
    link: "update",
    says: ["az ad app federated-credential list"],
  },
];

describe("doctor --error names the one link that differs", () => {
  for (const { title, error, link, says, stack = recorded("orders-stack"), now } of cases) {
    it(`for ${title}: ${link}`, async () => {
      const files = { "stack.json": stack };
      const args = ["doctor", "--stack-file", "stack.json", "--error", "-"];
      const { exitCode, text, errors } = await runCli([...args, "--json"], { files, input: error, now });
      expect(errors).to.equal("");
      expect(exitCode).to.equal(1);
      expect(brokenLinks(text).filter((one) => stack !== withSlashLost || one === link)).to.deep.equal([
        link,
      ]);
      const { text: words } = await runCli(args, { files, input: error, now });
      for (const one of says) expect(words).to.contain(one);
      expect(words.match(/✗/g)).to.have.length(2);
    });
  }

  it("explains without a stack, and says that it compared with none", async () => {
    const { exitCode, text } = await runCli(["doctor", "--error", "-"], { input: cases[0]?.error });
    expect(exitCode).to.equal(1);
    expect(text).to.contain("No stack was read").and.to.contain(subject("default"));
  });

  it("says of an unknown error what it read in it, and ends with 2", async () => {
    const { exitCode, text } = await runCli(["doctor", "--stack-file", "stack.json", "--error", "-"], {
      files: { "stack.json": recorded("orders-stack") },
      input: "something odd about https://kv-shop.vault.azure.net/",
    });
    expect(exitCode).to.equal(2);
    expect(text).to.contain("none that doctor knows").and.to.contain("vault kv-shop");
  });

  it("goes by the newest event where an older one was about something else", async () => {
    const input = [
      event("failed to parse workload identity tokens, error: service account tokens not found"),
      event(login.unmatchedAssertion("subject", subject("default")).message),
    ].join("\n");
    const { text } = await runCli(["doctor", "--stack-file", "stack.json", "--error", "-", "--json"], {
      files: { "stack.json": recorded("orders-stack") },
      input,
    });
    expect(brokenLinks(text)).to.deep.equal(["service account"]);
  });
});
