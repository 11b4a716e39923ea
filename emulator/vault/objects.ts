import type { Azure } from "../azure/azure";
import { secretVersions } from "../azure/vault-secret";
import { CertificateAuthority } from "../certificates/authority";
import { guid } from "../deployer";
import { key, same } from "../records";
import type { Recorded } from "../store";
import { type CertificateVersion, nameOf, type ObjectDeclaration, type ObjectVersion } from "../world";
import {
  asCertificate,
  asKey,
  asSecret,
  type Content,
  keyContent,
  publicKeyOf,
  secretContent,
} from "./content";
import type { Collection } from "./operation";

/** An object as its collection shows it, with its versions, oldest first. */
export interface VaultObject {
  name: string;
  versions: Version[];
}

export interface Version extends Content {
  version: string;
  enabled: boolean;
  /** Seconds since 1970. */
  created: number;
}

/** What vaults hold: what the world declares at this moment, and the secrets that programs wrote. */
export class VaultObjects {
  private authority: CertificateAuthority | undefined;
  private readonly generated = new Map<string, CertificateVersion>();

  constructor(private readonly azure: Azure) {}

  find(vault: Recorded, collection: Collection, wanted: string): VaultObject | undefined {
    const { secrets = [], keys = [], certificates = [] } = this.azure.declaredVault(vault.id)?.objects ?? {};
    const generate = (name: string) => this.generate(vault, name);
    const own: Record<Collection, () => VaultObject | undefined> = {
      secrets: () => {
        const all = [...secrets, ...secretVersions(this.azure, vault.id)];
        return object(vault, all, wanted, (name) => ({ value: `value of ${name}` }), secretContent);
      },
      keys: () =>
        object(vault, keys, wanted, (name) => ({ publicKey: publicKeyOf(generate(name)) }), keyContent),
      certificates: () => undefined,
    };
    return own[collection]() ?? object(vault, certificates, wanted, generate, certificateAs[collection]);
  }

  /** The same for the same name, as long as the process lives. */
  private generate(vault: Recorded, name: string): CertificateVersion {
    const id = key(`${vault.id}/${name}`);
    const known = this.generated.get(id);
    if (known) return known;
    this.authority ??= new CertificateAuthority("emulator vaults");
    const { certificate, privateKey } = this.authority.issue({ commonName: name });
    const content = { privateKey, chain: [certificate, this.authority.certificate] };
    this.generated.set(id, content);
    return content;
  }
}

/** A certificate is also a secret and a key of its name. [KV about-certificates.md "Composition"] */
const certificateAs: Record<Collection, (version: CertificateVersion) => Content> = {
  secrets: asSecret,
  keys: asKey,
  certificates: asCertificate,
};

/** The one of that name, with its contents; a bare name's are generated. */
function object<V extends ObjectVersion>(
  vault: Recorded,
  declared: (string | ObjectDeclaration<V>)[],
  wanted: string,
  generate: (name: string) => V,
  content: (version: V) => Content,
): VaultObject | undefined {
  const found = declared.find((one) => same(nameOf(one), wanted));
  if (!found) return undefined;
  const { name, versions } = typeof found === "string" ? { name: found, versions: [generate(found)] } : found;
  return {
    name,
    versions: versions.map((one, index) => ({
      // Key, secret and certificate of one certificate share their versions' names. [KV about-certificates.md]
      version: one.version ?? guid(vault.id, name, String(index)).replaceAll("-", ""),
      enabled: one.enabled ?? true,
      // One a day, since a time in the same second would leave the order open.
      created: 1_700_000_000 + index * 86_400,
      ...content(one),
    })),
  };
}
