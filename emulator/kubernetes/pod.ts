import { isObject, type Properties } from "../provider/values";
import { forbidden } from "./api-error";
import { dnsSubdomain } from "./names";
import type { ObjectKind } from "./object-kind";
import { podSpecCauses } from "./pod-spec";

const specReplaces = [
  "affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork",
  "hostPID hostname imagePullSecrets nodeName nodeSelector overhead preemptionPolicy priority priorityClassName",
  "readinessGates restartPolicy runtimeClassName schedulerName securityContext serviceAccount serviceAccountName",
  "shareProcessNamespace subdomain terminationGracePeriodSeconds volumes",
].flatMap((line) => line.split(" "));
const containerReplaces = [
  "args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources securityContext",
  "stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir",
].flatMap((line) => line.split(" "));

export const pod: ObjectKind = {
  apiVersion: "v1",
  kind: "Pod",
  resource: "pods",
  namespaced: true,
  name: dnsSubdomain,
  fields: ["spec"],
  // [KP provider/diff.go core v1 Pod]
  replaces: [
    ...specReplaces.map((name) => `spec.${name}`),
    ...["containers", "initContainers"].flatMap((list) =>
      containerReplaces.map((name) => `spec.${list}[*].${name}`),
    ),
  ],
  validate: ({ spec }) => podSpecCauses("spec", spec),
  admit(cluster, object) {
    const spec = (isObject(object.spec) ? object.spec : {}) as Properties;
    const account = String(spec.serviceAccountName ?? spec.serviceAccount ?? "default");
    const { name, namespace = "default" } = object.metadata;
    // Admission plugin ServiceAccount. [K8S plugin/pkg/admission/serviceaccount/admission.go]
    if (account !== "default" && !cluster.get("v1", "ServiceAccount", namespace, account)) {
      throw forbidden(
        "pods",
        name,
        `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
      );
    }
    // There is no kubelet: a pod runs as soon as it is accepted.
    object.status = { phase: "Running", conditions: [{ type: "Ready", status: "True" }] };
  },
};
