import type { Properties } from "../provider/values";
import type { Recorded } from "../store";
import { type ApplicationDeclaration, credentialsOf, type World } from "../world";
import { servicePrincipalOutputs } from "./service-principal-outputs";
import { applicationToken, credentialToken, servicePrincipalToken } from "./tokens";

/** What was in the tenant before the program. */
export function declaredObjects(world: World): Recorded[] {
  return (world.applications ?? []).flatMap((one) => declaredApplication(one, world.tenantId));
}

function declaredApplication(declared: ApplicationDeclaration, tenantId: string): Recorded[] {
  const { clientId, objectId, displayName, owners = [], servicePrincipal, credentials } = declared;
  const { signInAudience = "AzureADMyOrg" } = declared;
  const id = `/applications/${objectId}`;
  const record = (type: string, id: string, properties: Properties) => ({ id, type, properties });
  return [
    record(applicationToken, id, {
      clientId,
      objectId,
      displayName,
      owners,
      signInAudience,
    }),
    ...(servicePrincipal
      ? [
          record(servicePrincipalToken, `/servicePrincipals/${servicePrincipal.objectId}`, {
            clientId,
            owners: servicePrincipal.owners ?? [],
            ...servicePrincipalOutputs(tenantId, displayName, servicePrincipal.objectId, signInAudience),
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
