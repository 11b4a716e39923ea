import { decodeJwt } from "jose";
import type { EndpointRequest } from "../../emulator";
import type { KubernetesObject } from "../../emulator/kubernetes/object-kind";
import type { PodTokens } from "./kubelet/pod-tokens";
import type { RunningPod } from "./kubelet/running-pod";

/** Takes one line of the report of a run. */
export type Report = (line: string) => void;

export function reportPod(report: Report, cluster: string, pod: KubernetesObject): void {
  const { name, namespace } = pod.metadata;
  const { serviceAccountName, containers } = pod.spec as {
    serviceAccountName: string;
    containers: { env?: { name: string; value?: string }[] }[];
  };
  report(`pod ${namespace}/${name} of cluster ${cluster} runs as service account ${serviceAccountName}`);
  const injected = (containers[0]?.env ?? []).filter(({ name: variable }) => variable.startsWith("AZURE_"));
  if (injected.length === 0) return;
  report(`  the webhook added ${injected.map(({ name: variable }) => variable).join(", ")}`);
}

export function reportTokens(report: Report, tokens: PodTokens): void {
  const claims = Object.values(tokens).map(({ token }) => decodeJwt(token));
  const [first] = claims;
  if (!first) {
    report("  the CSIDriver object asks for no tokens");
    return;
  }
  report(`  the API server signed its tokens: issuer ${first.iss}, subject ${first.sub}`);
  report(`  for the audiences ${claims.map(({ aud }) => String(aud)).join(", ")}`);
}

/** Without the provider's requests for where to log in, which are answered alike every time. */
export function reportRequests(report: Report, requests: readonly EndpointRequest[]): void {
  for (const { host, method, path, status, allowedBy, refusal } of requests) {
    if (method === "GET" && (status === 401 || host.startsWith("login."))) continue;
    report(`  ${method} https://${host}${path} → ${status}`);
    if (allowedBy) report(`    by ${allowedBy}`);
    if (refusal) report(`    ${firstLine(refusal)}`);
  }
}

export function reportRunning(report: Report, { volumes, secrets, env }: RunningPod): void {
  for (const [volume, files] of Object.entries(volumes)) {
    for (const [path, { mode, content }] of Object.entries(files)) {
      report(`  ${volume}: ${path}, mode 0${mode.toString(8)}, ${content.length} bytes`);
    }
  }
  for (const { name, data } of secrets) report(`  Secret ${name}: ${Object.keys(data).join(", ")}`);
  if (Object.keys(env).length > 0) report(`  environment: ${Object.keys(env).join(", ")}`);
}

export function reportRefusal(report: Report, { message }: Error): void {
  report(`  the pod does not start: ${firstLine(message)}`);
}

const firstLine = (text: string) => text.split("\n")[0];
