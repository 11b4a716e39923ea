import { isObject, type Properties } from "../provider/values";
import { type Cause, invalidValue } from "./api-error";
import { dnsSubdomain, labelCauses } from "./names";
import type { ObjectKind } from "./object-kind";
import { podSpecCauses } from "./pod-spec";

export const deployment: ObjectKind = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  resource: "deployments.apps",
  namespaced: true,
  name: dnsSubdomain,
  fields: ["spec"],
  replaces: ["spec.selector"],
  validate({ spec }) {
    const { selector, template } = object(spec);
    const { metadata, spec: podSpec } = object(template);
    const labels = object(object(metadata).labels) as Record<string, string>;
    return [
      ...selectorCauses(object(selector).matchLabels, labels),
      ...labelCauses("spec.template.labels", labels),
      ...podSpecCauses("spec.template.spec", podSpec),
    ];
  },
  admit(_cluster, deployed) {
    const spec = object(deployed.spec);
    spec.replicas ??= 1;
    // There is no kubelet: a deployment is complete as soon as it is accepted.
    deployed.status = {
      replicas: spec.replicas,
      readyReplicas: spec.replicas,
      availableReplicas: spec.replicas,
    };
  },
};

// [K8S pkg/apis/apps/validation/validation.go ValidateDeploymentSpec]
function selectorCauses(selector: unknown, labels: Record<string, string>): Cause[] {
  if (!isObject(selector)) return [{ field: "spec.selector", fault: "Required value" }];
  const matches = Object.entries(selector).every(([key, value]) => labels[key] === value);
  return matches
    ? []
    : [invalidValue("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")];
}

function object(value: unknown): Properties {
  return isObject(value) ? value : {};
}
