import * as pulumi from "@pulumi/pulumi";
import type { KeyVaultWorkloadIdentityArgs } from "./args";
import type { Construction } from "./component/construction";
import { clusterCredentials, createCredentials } from "./component/credentials";
import { createGrants } from "./component/grants";
import { workloadIdentity } from "./component/identity";
import { readInput } from "./component/input";
import {
  applySecretProviderClasses,
  applyServiceAccount,
  workloadManifests,
} from "./component/kubernetes-objects";
import { manifestFiles, podOutputs } from "./component/outputs";
import { createTestPod } from "./component/test-pod";
import { trustOutput } from "./component/trust";
import { lookupClientConfig } from "./identity/lookup-client-config";
import { formatSubject } from "./model/subject";
import { csiDriverName } from "./model/vocabulary";
import type { EnvVar, Volume, VolumeMount } from "./pod-outputs";
import { rememberGate } from "./pulumi/claimed-issues";
import { explainRefusals } from "./pulumi/explain-refusals";
import { Gate } from "./pulumi/gate";
import { LookUps } from "./pulumi/look-up";

const type = "azure-workload-identity:index:KeyVaultWorkloadIdentity";

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
    const input = readInput(type, name, args, gate);
    gate.throwIssues();
    const explanations = explainRefusals(name, opts);
    super(type, name, {}, explanations.options);
    rememberGate(this, gate);
    gate.waitFor(explanations.register(this));
    const lookUps = new LookUps(this, gate);
    const client = lookupClientConfig(input.identity.path, lookUps);
    const after = (...resources: pulumi.Resource[]) => gate.childOptions(this, resources);
    const construction: Construction = { component: this, name, input, gate, lookUps, client, after };

    const identity = workloadIdentity(construction);
    const subject = pulumi
      .all([input.namespace, input.serviceAccount.name])
      .apply(([namespace, serviceAccount]) => formatSubject(namespace, serviceAccount));
    const clusters = clusterCredentials(construction, subject);
    const credentials = createCredentials(construction, identity, clusters);
    const grants = createGrants(construction, identity);

    const manifests = workloadManifests(input, identity);
    const ready = [...credentials, ...grants, ...applyServiceAccount(construction, manifests)];
    const made = [...ready, ...applySecretProviderClasses(construction, manifests, ready)];
    const pods = podOutputs(input, (value) => gate.outputAfter(value, made));
    createTestPod(construction, pods);

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
    this.trust = known(trustOutput(input, identity));
    this.registerOutputs();
  }
}
