import type { Properties } from "../provider/values";
import { Records, same } from "../records";
import type { Recorded, Store } from "../store";
import { type ApplicationDeclaration, credentialsOf, type World } from "../world";
import { token as applicationToken } from "./application";
import { token as credentialToken } from "./federated-identity-credential";
import { servicePrincipalOutputs, token as servicePrincipalToken } from "./service-principal";

/** Entra ID: the tenant's applications, their service principals and credentials. */
export class Directory extends Records {
  constructor(
    readonly world: () => World,
    store: Store,
  ) {
    super(store, "entra");
  }

  protected override declared(): Recorded[] {
    return (this.world().applications ?? []).flatMap((one) => this.declaredApplication(one));
  }

  application(property: "clientId" | "objectId", value: unknown): Recorded | undefined {
    return withProperty(this.all(applicationToken), property, value);
  }

  servicePrincipal(property: "clientId" | "objectId", value: unknown): Recorded | undefined {
    return withProperty(this.all(servicePrincipalToken), property, value);
  }

  credentials(applicationId: unknown): Recorded[] {
    return this.all(credentialToken).filter(({ properties }) =>
      same(String(properties.applicationId), String(applicationId)),
    );
  }

  private declaredApplication(declared: ApplicationDeclaration): Recorded[] {
    const { clientId, objectId, displayName, owners = [], servicePrincipal, credentials } = declared;
    const id = `/applications/${objectId}`;
    const record = (type: string, id: string, properties: Properties) => ({ id, type, properties });
    return [
      record(applicationToken, id, { clientId, objectId, displayName, owners }),
      ...(servicePrincipal
        ? [
            record(servicePrincipalToken, `/servicePrincipals/${servicePrincipal.objectId}`, {
              clientId,
              ...servicePrincipalOutputs(this.world().tenantId, displayName, servicePrincipal.objectId),
            }),
          ]
        : []),
      ...credentialsOf(credentials).map(({ name, issuer, subject, audience }) =>
        record(credentialToken, `${objectId}/federatedIdentityCredential/${name}`, {
          applicationId: id,
          displayName: name,
          issuer,
          subject,
          audiences: [audience],
          credentialId: name,
        }),
      ),
    ];
  }
}

function withProperty(records: Recorded[], property: string, value: unknown): Recorded | undefined {
  return records.find(({ properties }) => same(String(properties[property]), String(value)));
}
