import { decodeJwt } from "jose";
import type { EndpointRequest } from "../../emulator";
import type { KubernetesObject } from "../../emulator/kubernetes/object-kind";
import type { RunningPod } from "./kubelet/kubelet";
import type { PodTokens } from "./kubelet/pod-tokens";

/** Takes one line of the account of what happened. */
export type Tell = (line: string) => void;

export function tellPod(tell: Tell, cluster: string, pod: KubernetesObject): void {
  const { name, namespace } = pod.metadata;
  const { serviceAccountName, containers } = pod.spec as {
    serviceAccountName: string;
    containers: { env?: { name: string; value?: string }[] }[];
  };
  tell(`pod ${namespace}/${name} of cluster ${cluster} runs as service account ${serviceAccountName}`);
  const injected = (containers[0]?.env ?? []).filter(({ name: variable }) => variable.startsWith("AZURE_"));
  if (injected.length === 0) return;
  tell(`  the webhook gave it ${injected.map(({ name: variable }) => variable).join(", ")}`);
}

export function tellTokens(tell: Tell, tokens: PodTokens): void {
  const claims = Object.values(tokens).map(({ token }) => decodeJwt(token));
  const [first] = claims;
  if (!first) {
    tell("  the CSIDriver object asks for no tokens");
    return;
  }
  tell(`  the API server signed its tokens: issuer ${first.iss}, subject ${first.sub}`);
  tell(`  for the audiences ${claims.map(({ aud }) => String(aud)).join(", ")}`);
}

/** Without the provider's questions where to log in, which have the same answer every time. */
export function tellRequests(tell: Tell, requests: readonly EndpointRequest[]): void {
  for (const { host, method, path, status, allowedBy, refusal } of requests) {
    if (method === "GET" && (status === 401 || host.startsWith("login."))) continue;
    tell(`  ${method} https://${host}${path} → ${status}`);
    if (allowedBy) tell(`    by ${allowedBy}`);
    if (refusal) tell(`    ${firstLine(refusal)}`);
  }
}

export function tellRunning(tell: Tell, { volumes, secrets, env }: RunningPod): void {
  for (const [volume, files] of Object.entries(volumes)) {
    for (const [path, { mode, content }] of Object.entries(files)) {
      tell(`  ${volume}: ${path}, mode 0${mode.toString(8)}, ${content.length} bytes`);
    }
  }
  for (const { name, data } of secrets) tell(`  Secret ${name}: ${Object.keys(data).join(", ")}`);
  if (Object.keys(env).length > 0) tell(`  environment: ${Object.keys(env).join(", ")}`);
}

export function tellRefusal(tell: Tell, { message }: Error): void {
  tell(`  the pod does not start: ${firstLine(message)}`);
}

const firstLine = (text: string) => text.split("\n")[0];
