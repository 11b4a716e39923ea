/** What the cluster has, by the user's kubectl. */

import { quote } from "../../model/quote";
import { csiDriverName, tokenAudience, webhook } from "../../model/vocabulary";
import { difference } from "../doctor/login-differences";
import { inputOf } from "../doctor/rule";
import { isText, listAt, textAt, words } from "../stack/value";
import { keyOf, type Workload } from "../stack/workload";
import { differs, fine, type Look } from "./look";

const definition = "secretproviderclasses.secrets-store.csi.x-k8s.io";
const addOn =
  "On AKS: az aks enable-addons --addons azure-keyvault-secrets-provider --resource-group <group> --name <cluster>";

export function clusterLooks(workload: Workload, context: string | undefined): Look[] {
  const kubectl = (link: Look["link"], args: readonly string[], read: Look["read"]): Look => ({
    link,
    program: "kubectl",
    args: [...(context === undefined ? [] : ["--context", context]), ...args],
    read,
  });
  const json = ["--output", "json"];
  return [
    kubectl("driver", ["get", "csidriver", csiDriverName, ...json], readDriver),
    kubectl("driver", ["get", "customresourcedefinition", definition, ...json], readDefinition),
    ...workload.classes.flatMap((one) => {
      const { name, namespace } = one;
      if (!isText(name) || !isText(namespace)) return [];
      const args = ["get", definition, name, "--namespace", namespace, ...json];
      return [kubectl("class", args, (answer) => readClass(one, answer))];
    }),
    ...accountLook(workload, (args, read) => kubectl("service account", [...args, ...json], read)),
    kubectl("issuer", ["get", "--raw", "/.well-known/openid-configuration"], (answer) =>
      readIssuer(workload, answer),
    ),
    kubectl("sdk", ["get", "mutatingwebhookconfigurations", "--output", "json"], readWebhooks),
  ];
}

const readDriver: Look["read"] = (answer) => {
  if (answer === undefined) {
    return [
      differs("driver", "The Secrets Store CSI driver is not installed in the cluster.", { fix: [addOn] }),
    ];
  }
  const audiences = listAt(answer, "spec", "tokenRequests").map((one) => textAt(one, "audience"));
  const installed = fine("driver", "installed");
  if (audiences.includes(tokenAudience)) return [installed, fine("tokens", tokenAudience)];
  const fix = [
    `helm upgrade … --set "tokenRequests[0].audience=${tokenAudience}" for the upstream chart; the AKS add-on has it by itself`,
  ];
  return [
    installed,
    differs("tokens", "The CSI driver does not ask for the token that the provider needs.", {
      expected: tokenAudience,
      found: audiences.map(words).join(", ") || "none",
      fix,
    }),
  ];
};

const readDefinition: Look["read"] = (answer) => {
  const served = listAt(answer, "spec", "versions").filter((one) => textAt(one, "served") === "true");
  if (served.some((one) => textAt(one, "name") === "v1")) return [];
  return [differs("driver", "The cluster does not serve SecretProviderClass v1.", { fix: [addOn] })];
};

function readClass(declared: Workload["classes"][number], answer: unknown) {
  const name = words(declared.name);
  if (answer === undefined) {
    const text = `SecretProviderClass ${name} is not in namespace ${words(declared.namespace)}.`;
    return [differs("class", text, { fix: ["pulumi refresh", "pulumi up"] })];
  }
  for (const parameter of ["clientID", "tenantID", "keyvaultName", "objects", "cloudName"]) {
    const expected = textAt(declared.resource.inputs, "spec", "parameters", parameter);
    const found = textAt(answer, "spec", "parameters", parameter);
    if (expected === found || (expected !== undefined && !isText(expected))) continue;
    const shown = (value: typeof found) => (isText(value) ? value : `no ${parameter}`);
    const text = `The parameter ${parameter} of SecretProviderClass ${name} is not as the stack declares it.`;
    const fix = ["pulumi refresh", "pulumi up"];
    return [differs("class", text, { expected: shown(expected), found: shown(found), fix })];
  }
  return [fine("class", `${name}, as declared`)];
}

function accountLook(
  { serviceAccount, namespace, identity }: Workload,
  kubectl: (args: readonly string[], read: Look["read"]) => Look,
): Look[] {
  if (!isText(serviceAccount) || !isText(namespace)) return [];
  return [
    kubectl(["get", "serviceaccount", serviceAccount, "--namespace", namespace], (answer) => {
      const where = `${quote(serviceAccount)} in namespace ${quote(namespace)}`;
      if (answer === undefined) {
        const fix = ["pulumi refresh", "pulumi up"];
        return [differs("service account", `There is no service account ${where}.`, { fix })];
      }
      const annotated = textAt(answer, "metadata", "annotations", webhook.clientIdAnnotation);
      const { clientId } = identity;
      const other = isText(annotated) && isText(clientId) && annotated !== clientId;
      const text =
        "The annotation that Azure SDKs go by names another client id. The mount does not depend on it.";
      const sdk = other
        ? [differs("sdk", text, { expected: clientId, found: annotated, fix: ["pulumi up"] })]
        : [];
      return [fine("service account", where), ...sdk];
    }),
  ];
}

/** The cluster that kubectl means is one of the component's, if any of the credentials has its issuer. */
function readIssuer(workload: Workload, answer: unknown) {
  const issuer = textAt(answer, "issuer");
  const { credentials } = workload;
  if (!isText(issuer) || credentials.length === 0) return [];
  if (credentials.some((one) => one.issuer === issuer))
    return [fine("issuer", `${issuer}, the cluster's own`)];
  const bare = (text: string) => text.toLowerCase().replace(/\/+$/, "");
  const near = credentials.find((one) => isText(one.issuer) && bare(one.issuer) === bare(issuer));
  const found = (near ? [near] : credentials).map((one) => words(one.issuer)).join(" or ");
  const text = near
    ? `The issuer of the credential differs from the cluster's in ${difference(issuer, String(near.issuer))}.`
    : "No credential trusts the cluster that kubectl is connected to. Another one is chosen with --context.";
  const fix = near
    ? [`${inputOf("clusters", keyOf(workload, near.resource))}.oidcIssuerUrl: ${quote(issuer)}`]
    : [`Add the cluster: clusters: { "<key>": { oidcIssuerUrl: ${quote(issuer)} } }`];
  return [differs("issuer", text, { expected: issuer, found, fix })];
}

const readWebhooks: Look["read"] = (answer) => {
  const names = listAt(answer, "items").map((one) => textAt(one, "metadata", "name"));
  if (names.some((name) => isText(name) && name.includes("azure-wi-webhook")))
    return [fine("sdk", "webhook installed")];
  const text =
    "The workload identity webhook is not installed. Only Azure SDKs in the pods need it, the mount does not.";
  return [{ link: "sdk", status: "not checked", text }];
};
