import type { CloudName, World } from "./world";

export interface CloudHosts {
  /** Every name that clients of this cloud have for it. */
  login: string[];
  vaultSuffix: string;
}

/** [go-autorest azure/environments.go; MSAL for Go authority.go aadTrustedHostList] */
const clouds: Record<CloudName, CloudHosts> = {
  AzurePublicCloud: {
    login: ["login.microsoftonline.com", "login.windows.net"],
    vaultSuffix: "vault.azure.net",
  },
  AzureUSGovernmentCloud: { login: ["login.microsoftonline.us"], vaultSuffix: "vault.usgovcloudapi.net" },
  AzureChinaCloud: {
    login: ["login.chinacloudapi.cn", "login.partner.microsoftonline.cn"],
    vaultSuffix: "vault.azure.cn",
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
