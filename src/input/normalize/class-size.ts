import type * as pulumi from "@pulumi/pulumi";
import { formatObjects, formatSecretObject, type SecretObject } from "../../model/secret-provider-class";
import type { VaultObject } from "../../model/vault-object";
import { settle } from "../../pulumi/settle";
import { classSize, largestClass } from "../../rules/files";
import type { Issue } from "../../rules/issue";
import { issue } from "../../rules/rule";

interface ClassParts<Objects, SecretObjects> {
  readonly objects: Objects;
  readonly secretObjects: SecretObjects;
}

/** The API server refuses a larger object; while a part of it is unknown, what is plain counts. */
export async function classTooLarge(
  path: string,
  whole: ClassParts<pulumi.Output<VaultObject[]>, pulumi.Output<SecretObject[]>>,
  plain: ClassParts<readonly VaultObject[], readonly SecretObject[]>,
): Promise<Issue[]> {
  const { value: objects = plain.objects } = await settle(whole.objects);
  const { value: secretObjects = plain.secretObjects } = await settle(whole.secretObjects);
  const content = [formatObjects(objects), secretObjects.map(formatSecretObject)];
  const size = Buffer.byteLength(JSON.stringify(content));
  return size > largestClass ? [issue(classSize, path, { received: `${size}` })] : [];
}
