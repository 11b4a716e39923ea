import * as pulumi from "@pulumi/pulumi";
import { secretProviderClassesOf } from "../../src/kubernetes/secret-provider-classes";
import {
  formatObjects,
  formatSecretObject,
  providerParameters,
  type SecretObject,
} from "../../src/model/secret-provider-class";
import type { VaultObject } from "../../src/model/vault-object";
import type { NormalizedArgs } from "../../src/workload";
import { type Case, syncedSecretName, tenant, vaultOf } from "./case";
import type { Question } from "./oracle";

/** The SecretProviderClass of the component. */
export async function renderAccepted(given: Case, args: NormalizedArgs): Promise<Question> {
  const identity = { clientId: pulumi.output(given.clientId), tenantId: pulumi.output(tenant) };
  const spec = secretProviderClassesOf(args, identity)[0]?.manifest.spec;
  const { parameters, secretObjects = [] } = await new Promise<Partial<Question>>((resolve) =>
    pulumi.output(spec).apply((known) => resolve(known as Partial<Question>)),
  );
  return { ...vaultOf(given), parameters: parameters ?? {}, secretObjects };
}

/** What the component would write if it took everything. */
export function renderAnyway(given: Case): Question {
  const objects = Object.entries(given.objects).map(([fileName, object]) => ({
    objectName: fileName,
    objectType: "secret",
    ...object,
    fileName,
  }));
  const secret = given.syncedSecret && {
    secretName: syncedSecretName,
    type: "Opaque",
    ...given.syncedSecret,
  };
  return {
    ...vaultOf(given),
    parameters: providerParameters({
      clientId: given.clientId,
      tenantId: tenant,
      vaultName: given.vaultName,
      objects: formatObjects(objects as VaultObject[]),
      cloudName: given.cloud,
    }),
    secretObjects: secret ? [formatSecretObject(secret as SecretObject)] : [],
  };
}
