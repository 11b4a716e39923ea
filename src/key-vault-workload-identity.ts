import * as pulumi from "@pulumi/pulumi";
import { assignRoles } from "./access/assigned-roles";
import { createGrants } from "./access/grants";
import { summarizeAccess } from "./access/summary";
import type { KeyVaultWorkloadIdentityArgs } from "./args";
import { clusterUse } from "./cluster/cluster-settings";
import { issuerUrls } from "./cluster/issuers";
import { createCredentials } from "./federation/credentials";
import { lookUpClientConfig } from "./identity/client-config";
import { workloadIdentity } from "./identity/workload-identity";
import { normalizeArgs } from "./input/normalize/args";
import { readInput } from "./input/read";
import { componentType, outputsOf } from "./input/schema";
import { manifestFiles } from "./kubernetes/manifest-files";
import { podAnnotations } from "./kubernetes/pod-annotations";
import { podOutputs } from "./kubernetes/pod-outputs";
import { applySecretProviderClasses, secretProviderClassesOf } from "./kubernetes/secret-provider-classes";
import { applyServiceAccount, serviceAccountOf } from "./kubernetes/service-account";
import { createTestPod, reserveTestPod } from "./kubernetes/test-pod";
import { formatSubject } from "./model/subject";
import { csiDriverName } from "./model/vocabulary";
import type { EnvVar, Volume, VolumeMount } from "./outputs";
import { ValidationBarrier } from "./pulumi/barrier";
import { derive, unwrap } from "./pulumi/deferred";
import { explainErrors } from "./pulumi/explain-errors";
import { Issues } from "./pulumi/issues";
import { warnOfUnusedOptions } from "./pulumi/options";
import { withoutFailures } from "./pulumi/settle";
import { withoutStacks } from "./pulumi/without-stacks";

/**
 * Gives the pods of one workload access to Azure Key Vault through the Secrets Store CSI driver, without any stored
 * credential: an identity, its federated credentials for the workload's service account, one role per kind of object (on the
 * vault by default), the roles that you name on other resources, the service account, one SecretProviderClass for each vault,
 * and everything a pod spec needs as outputs.
 * Pods that use the outputs are created last and deleted first.
 * Under another name of the component everything is replaced, its identity too: give the old
 * name as one of its `aliases`.
 */
export class KeyVaultWorkloadIdentity extends pulumi.ComponentResource {
  /** The client id of the identity, as Azure SDKs and the SecretProviderClass use it. */
  public readonly clientId: pulumi.Output<string>;
  /** The object id of the identity in Microsoft Entra, to which access is granted. */
  public readonly principalId: pulumi.Output<string>;
  /** The Microsoft Entra tenant of the identity and of the vaults. */
  public readonly tenantId: pulumi.Output<string>;
  /**
   * The id of the identity. Of a user-assigned identity: its Azure resource id. Of an Entra application: `/applications/` and
   * its object id, as azuread's `applicationId` takes it; of an existing one without `clusters`
   * `/applications(appId='<client id>')`, since its object id is not looked up then. What uses it is created after the
   * federated credentials.
   */
  public readonly identityId: pulumi.Output<string>;
  /** The subject of the federated credentials: `system:serviceaccount:`, the namespace, a colon, the service account. */
  public readonly subject: pulumi.Output<string>;
  /** The OIDC issuer URLs of the clusters, by the keys of `clusters`. */
  public readonly oidcIssuerUrls: pulumi.Output<{ [key: string]: string }>;
  /** The namespace of the workload, for its pods. */
  public readonly namespace: pulumi.Output<string>;
  /** The service account for the pod spec. */
  public readonly serviceAccountName: pulumi.Output<string>;
  /** The labels for the pods: your own `podLabels` and the one that the workload identity webhook looks for. */
  public readonly podLabels: pulumi.Output<{ [key: string]: string }>;
  /**
   * Annotations for the pods, so that a Deployment, StatefulSet or DaemonSet replaces its pods when something changes that
   * running ones would miss: one checksum over the content of the SecretProviderClasses and of the Secrets that they fill,
   * the identity's client id and tenant, and the service account's token lifetime, `automountServiceAccountToken` and
   * `imagePullSecrets`. Labels and annotations change nothing in it. It does not cover values in the vault, which the
   * component never reads: those are the business of the CSI driver's rotation. Unknown in a preview while an input of it is,
   * such as the client id of an identity that is still to be created.
   */
  public readonly podAnnotations: pulumi.Output<{ [key: string]: string }>;
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
  /**
   * The URIs of the vaults, by vault key, such as `https://kv-shop.vault.azure.net/`, for pods that read a vault with an Azure
   * SDK; also of vaults that are not mounted. What uses them is created after the grants.
   */
  public readonly vaultUris: pulumi.Output<{ [key: string]: string }>;
  /** The name of the CSI driver, for hand-written volumes. */
  public readonly csiDriverName: pulumi.Output<string>;
  /** The service account and the SecretProviderClasses as YAML, by file name, for a GitOps repository. */
  public readonly manifests: pulumi.Output<{ [key: string]: string }>;
  /**
   * Who will be able to read what, in plain words: one line for each statement, by what it is about. Complete in the first
   * preview, which prints it in full and shows a change line by line: export it for your reviewers.
   */
  public readonly trust: pulumi.Output<{ [key: string]: string }>;

  constructor(name: string, args: KeyVaultWorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    const issues = new Issues();
    const input = normalizeArgs(readInput(args, issues), { component: name, issues });
    issues.throwIfAny(name);
    const explanations = explainErrors(name, opts);
    using _ = withoutStacks();
    super(componentType, name, {}, explanations.options);
    warnOfUnusedOptions(this, opts);
    const barrier = new ValidationBarrier(this, name, issues);
    const context = { resource: this, name, issues, barrier, token: { name } };
    const { namespace, clusters, serviceAccount, keyVaults, roleAssignments, cloudName } = input;
    const serviceAccountName = serviceAccount.name;

    const client = lookUpClientConfig(context, input.identity.path);
    barrier.prepare(explanations.register(this, client.objectId));
    const use = {
      hasClusters: clusters.length > 0,
      grants: roleAssignments.length > 0 || keyVaults.some(({ access }) => access.kind !== "external"),
    };
    const identity = workloadIdentity(context, input.identity, client, use);

    const subject = derive([namespace, serviceAccountName], (names) => formatSubject(...names));
    const issuers = issuerUrls(context, clusters, client.subscriptionId, clusterUse(keyVaults));
    const credentials = createCredentials(context, identity, clusters, issuers, subject);
    const grantee = { ...identity, namespace, serviceAccountName };
    const grants = [
      ...createGrants(context, grantee, keyVaults, client, cloudName),
      ...assignRoles(context, grantee, roleAssignments),
    ];

    const account = serviceAccountOf(serviceAccount, namespace, identity);
    const accounts = applyServiceAccount(context, serviceAccount.management, account);
    const ready = [...credentials, ...grants, ...accounts];
    const classes = secretProviderClassesOf(input, identity);
    const all = [...ready, ...applySecretProviderClasses(context, classes, ready)];
    const pods = podOutputs(input, podAnnotations(input, identity), barrier.outputsAfter(all));
    if (input.pod) {
      reserveTestPod(context, input.pod, namespace);
      createTestPod(context, input.pod, pods);
    }

    const checked = barrier.outputsAfter([]);
    this.clientId = checked(identity.clientId);
    this.principalId = checked(identity.principalId);
    this.tenantId = checked(identity.tenantId);
    this.identityId = barrier.outputsAfter(credentials)(identity.id);
    this.subject = checked(subject);
    this.oidcIssuerUrls = checked(unwrap(issuers));
    this.namespace = pods.namespace;
    this.serviceAccountName = pods.serviceAccountName;
    this.podLabels = pods.podLabels;
    this.podAnnotations = pods.podAnnotations;
    this.volumes = pods.volumes;
    this.volumeMounts = pods.volumeMounts;
    this.env = pods.env;
    this.secretProviderClassNames = pods.secretProviderClassNames;
    this.volumeNames = pods.volumeNames;
    this.mountPaths = pods.mountPaths;
    this.envSecretNames = pods.envSecretNames;
    this.vaultUris = pods.vaultUris;
    this.csiDriverName = checked(csiDriverName);
    this.manifests = checked(manifestFiles(account, classes));
    this.trust = checked(
      summarizeAccess(context, input, identity, client.subscriptionId, [...credentials, ...grants]),
    );
    this.registerOutputs(withoutFailures(outputsOf(this)));
  }
}
