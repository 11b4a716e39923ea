import { Application } from "@pulumi/azuread/application";
import type * as pulumi from "@pulumi/pulumi";
import { quote } from "../model/quote";
import type { Identity } from "./identity";

interface ApplicationInputs {
  readonly displayName: pulumi.Output<string>;
  readonly owners?: pulumi.Output<string[]>;
}

/** An application without a password or a certificate: the federated credentials are all it needs. */
export function createApplication(
  name: string,
  { displayName, owners }: ApplicationInputs,
  opts: pulumi.CustomResourceOptions,
): Pick<Identity, "id" | "clientId" | "description"> {
  const { id, clientId } = new Application(name, { displayName, owners }, opts);
  const description = displayName.apply((text) => `the Entra application ${quote(text)}`);
  return { id, clientId, description };
}
