import { formatObjects, formatSecretObject } from "../../model/secret-provider-class";
import { settle } from "../../pulumi/settle";
import { classSize, largestClass } from "../../rules/files";
import type { Issue } from "../../rules/issue";
import { property } from "../../rules/path";
import { issue } from "../../rules/rule";
import type { NormalizedKeyVault } from "../../workload";

/** The API server refuses a larger object; while a part of it is unknown, what is plain counts. */
export async function classTooLarge(vault: NormalizedKeyVault): Promise<Issue[]> {
  const { path, files, mount } = vault;
  if (!mount) return [];
  const { value: objects = files } = await settle(vault.objects);
  const { value: secretObjects = mount.secrets } = await settle(mount.secretObjects);
  const content = [formatObjects(objects), secretObjects.map(formatSecretObject)];
  const size = Buffer.byteLength(JSON.stringify(content));
  return size > largestClass ? [issue(classSize, property(path, "objects"), { received: `${size}` })] : [];
}
