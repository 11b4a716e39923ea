import { isObject, type Properties } from "../provider/values";
import { type Cause, invalidValue } from "./api-error";
import { dnsLabel } from "./names";

/** The faults of a pod spec that have to do with volumes and environment. [K8S pkg/apis/core/validation/validation.go] */
export function podSpecCauses(field: string, spec: unknown): Cause[] {
  const { volumes, containers, initContainers } = (isObject(spec) ? spec : {}) as Properties;
  const causes: Cause[] = [];
  const volumeNames = new Set<string>();
  for (const [i, volume] of objects(volumes)) {
    const at = `${field}.volumes[${i}].name`;
    const name = String(volume.name ?? "");
    if (name === "") causes.push({ field: at, fault: "Required value" });
    else causes.push(...dnsLabel(at, name));
    if (volumeNames.has(name)) causes.push({ field: at, fault: `Duplicate value: ${JSON.stringify(name)}` });
    volumeNames.add(name);
  }
  if (objects(containers).length === 0)
    causes.push({ field: `${field}.containers`, fault: "Required value" });
  for (const [list, items] of Object.entries({ containers, initContainers })) {
    for (const [i, container] of objects(items)) {
      causes.push(...containerCauses(`${field}.${list}[${i}]`, container, volumeNames));
    }
  }
  return causes;
}

function containerCauses(field: string, container: Properties, volumeNames: Set<string>): Cause[] {
  const causes: Cause[] = [];
  const paths = new Set<string>();
  for (const [i, { name, mountPath }] of objects(container.volumeMounts)) {
    const at = `${field}.volumeMounts[${i}]`;
    if (!volumeNames.has(String(name))) {
      causes.push({ field: `${at}.name`, fault: `Not found: ${JSON.stringify(name)}` });
    }
    if (!mountPath) causes.push({ field: `${at}.mountPath`, fault: "Required value" });
    else if (paths.has(String(mountPath))) {
      causes.push(invalidValue(`${at}.mountPath`, mountPath, "must be unique"));
    }
    paths.add(String(mountPath));
  }
  for (const [i, { name }] of objects(container.env)) {
    if (!name) causes.push({ field: `${field}.env[${i}].name`, fault: "Required value" });
  }
  return causes;
}

function objects(list: unknown): [number, Properties][] {
  return Array.isArray(list) ? list.map((item, i) => [i, isObject(item) ? item : {}]) : [];
}
