import type { CloudName, World } from "./world";

export interface CloudHosts {
  /** Every name that clients of this cloud have for it. */
  login: string[];
  vaultSuffix: string;
  /** Azure Resource Manager. */
  management: string;
  /** Microsoft Graph. */
  graph: string;
}

/** [go-autorest azure/environments.go; go-azure-sdk sdk/environments; MSAL for Go authority.go aadTrustedHostList] */
const clouds: Record<CloudName, CloudHosts> = {
  AzurePublicCloud: {
    login: ["login.microsoftonline.com", "login.windows.net"],
    vaultSuffix: "vault.azure.net",
    management: "management.azure.com",
    graph: "graph.microsoft.com",
  },
  AzureUSGovernmentCloud: {
    login: ["login.microsoftonline.us"],
    vaultSuffix: "vault.usgovcloudapi.net",
    management: "management.usgovcloudapi.net",
    graph: "graph.microsoft.us",
  },
  AzureChinaCloud: {
    login: ["login.chinacloudapi.cn", "login.partner.microsoftonline.cn"],
    vaultSuffix: "vault.azure.cn",
    management: "management.chinacloudapi.cn",
    graph: "microsoftgraph.chinacloudapi.cn",
  },
};

export function hostsOf({ cloud = "AzurePublicCloud" }: World): CloudHosts {
  const hosts = clouds[cloud];
  if (!hosts) throw new Error(`no cloud "${cloud}"; there are ${Object.keys(clouds).join(", ")}`);
  return hosts;
}

/** For a certificate that does for every cloud. */
export function allHostNames(): string[] {
  return Object.values(clouds).flatMap(({ login, vaultSuffix }) => [...login, `*.${vaultSuffix}`]);
}
