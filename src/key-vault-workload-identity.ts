import * as pulumi from "@pulumi/pulumi";
import { checkVault } from "./access/check-vault";
import { createRoleAssignments } from "./access/create-role-assignments";
import type { KeyVaultWorkloadIdentityArgs } from "./args";
import { oidcIssuer } from "./cluster/oidc-issuer";
import { manifestFiles, podOutputs, trustOutput, workloadManifests } from "./component-outputs";
import { createFederatedCredentials } from "./federation/create-federated-credentials";
import { createUserAssignedIdentity } from "./identity/create-user-assigned-identity";
import { lookupClientConfig } from "./identity/lookup-client-config";
import { createSecretProviderClass } from "./kubernetes/create-secret-provider-class";
import { createServiceAccount } from "./kubernetes/create-service-account";
import { childName } from "./model/names";
import { formatSubject } from "./model/subject";
import { csiDriverName } from "./model/vocabulary";
import { normalizeArgs } from "./normalize-args";
import type { EnvVar, Volume, VolumeMount } from "./pod-outputs";
import { rememberGate } from "./pulumi/claimed-issues";
import { Gate } from "./pulumi/gate";
import { LookUps } from "./pulumi/look-up";

/**
 * Gives the pods of one workload access to Azure Key Vault through the Secrets Store CSI driver, without any stored
 * credential: an identity, its federated credentials for the workload's service account, the least rights that the named
 * objects need, the service account, one SecretProviderClass for each vault, and everything a pod spec needs as outputs.
 * Pods that use the outputs are created last and deleted first.
 */
export class KeyVaultWorkloadIdentity extends pulumi.ComponentResource {
  /** The client id of the identity, as Azure SDKs and the SecretProviderClass use it. */
  public readonly clientId: pulumi.Output<string>;
  /** The object id of the identity in Microsoft Entra, to which rights are granted. */
  public readonly principalId: pulumi.Output<string>;
  /** The Microsoft Entra tenant of the identity and of the vaults. */
  public readonly tenantId: pulumi.Output<string>;
  /** The Azure resource id of the identity. What uses it is made after the federated credentials. */
  public readonly identityId: pulumi.Output<string>;
  /** The subject of the federated credentials: system:serviceaccount:, the namespace, a colon, the service account. */
  public readonly subject: pulumi.Output<string>;
  /** The OIDC issuer URLs of the clusters, by the keys of `clusters`. */
  public readonly oidcIssuerUrls: pulumi.Output<{ [key: string]: string }>;
  /** The namespace of the workload, known to be ready for its pods. */
  public readonly namespace: pulumi.Output<string>;
  /** The service account for the pod spec. */
  public readonly serviceAccountName: pulumi.Output<string>;
  /** The labels for the pods: your own `podLabels` and the one that the workload identity webhook looks for. */
  public readonly podLabels: pulumi.Output<{ [key: string]: string }>;
  /** The volumes for the pod spec, one for each vault, in the order of their keys. */
  public readonly volumes: pulumi.Output<Volume[]>;
  /** The volume mounts for the container, one for each vault, in the order of their keys. */
  public readonly volumeMounts: pulumi.Output<VolumeMount[]>;
  /** The environment variables for the container, from the vaults' `env`. */
  public readonly env: pulumi.Output<EnvVar[]>;
  /** The names of the SecretProviderClasses, by vault key. */
  public readonly secretProviderClassNames: pulumi.Output<{ [key: string]: string }>;
  /** The names of the volumes, by vault key. */
  public readonly volumeNames: pulumi.Output<{ [key: string]: string }>;
  /** The folders in the container, by vault key. */
  public readonly mountPaths: pulumi.Output<{ [key: string]: string }>;
  /** The names of the Secrets behind the environment variables, by key of the vaults that have `env`. */
  public readonly envSecretNames: pulumi.Output<{ [key: string]: string }>;
  /** The name of the CSI driver, for volumes that you write yourself. */
  public readonly csiDriverName: pulumi.Output<string>;
  /** The service account and the SecretProviderClasses as YAML, by file name, for a GitOps repository. */
  public readonly manifests: pulumi.Output<{ [key: string]: string }>;
  /** Who will be able to read what, in plain words. Complete in the first preview: export it for your reviewers. */
  public readonly trust: pulumi.Output<string>;

  constructor(name: string, args: KeyVaultWorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    const gate = new Gate(name);
    const input = normalizeArgs(name, args, gate);
    gate.throwIssues();
    super("azure-workload-identity:index:KeyVaultWorkloadIdentity", name, {}, opts);
    rememberGate(this, gate);
    const lookUps = new LookUps(this, gate);
    const after = (...resources: pulumi.Resource[]) => gate.childOptions(this, resources);

    const client = lookupClientConfig(lookUps);
    const { subscriptionId } = client;
    const clusters = input.clusters.map((cluster) => ({
      ...cluster,
      issuer: oidcIssuer({ ...cluster, subscriptionId }, lookUps),
    }));
    for (const { path, vault } of input.keyVaults) checkVault({ path, vault, client }, lookUps);

    const identity = createUserAssignedIdentity(
      childName.identity(name),
      input.userAssignedIdentity,
      after(),
    );
    const { namespace } = input;
    const serviceAccountName = input.serviceAccount.name;
    const subject = pulumi
      .all([namespace, serviceAccountName])
      .apply(([space, account]) => formatSubject(space, account));

    const credentials = createFederatedCredentials(
      {
        identityName: identity.name,
        resourceGroupName: input.userAssignedIdentity.resourceGroupName,
        subject,
        credentials: clusters.map(({ key, credentialName, issuer }) => ({
          childName: childName.credential(name, key),
          credentialName,
          issuer,
        })),
      },
      after(),
    );
    const grants = input.keyVaults.flatMap(({ key, rights, vault }) =>
      createRoleAssignments(
        (right) => childName.grant(name, key, right),
        { rights, vault, principalId: identity.principalId, subscriptionId, namespace, serviceAccountName },
        after(),
      ),
    );

    const manifests = workloadManifests(input, identity);
    const serviceAccount = createServiceAccount(
      childName.serviceAccount(name),
      manifests.serviceAccount,
      after(),
    );
    const secretProviderClasses = manifests.secretProviderClasses.map(({ key, manifest }) =>
      createSecretProviderClass(
        childName.secretProviderClass(name, key),
        manifest,
        after(...credentials, ...grants),
      ),
    );

    const made = [...credentials, ...grants, serviceAccount, ...secretProviderClasses];
    const pods = podOutputs(input, (value) => gate.outputAfter(value, made));
    const known = <T>(value: pulumi.Output<T>) => gate.outputAfter(value, []);
    this.clientId = known(identity.clientId);
    this.principalId = known(identity.principalId);
    this.tenantId = known(identity.tenantId);
    this.identityId = gate.outputAfter(identity.id, credentials);
    this.subject = known(subject);
    this.oidcIssuerUrls = known(
      pulumi.output(Object.fromEntries(clusters.map(({ key, issuer }) => [key, issuer]))),
    );
    this.namespace = pods.namespace;
    this.serviceAccountName = pods.serviceAccountName;
    this.podLabels = pods.podLabels;
    this.volumes = pods.volumes;
    this.volumeMounts = pods.volumeMounts;
    this.env = pods.env;
    this.secretProviderClassNames = pods.secretProviderClassNames;
    this.volumeNames = pods.volumeNames;
    this.mountPaths = pods.mountPaths;
    this.envSecretNames = pods.envSecretNames;
    this.csiDriverName = known(pulumi.output(csiDriverName));
    this.manifests = known(manifestFiles(manifests));
    this.trust = known(trustOutput(input, identity.name));
    this.registerOutputs();
  }
}
