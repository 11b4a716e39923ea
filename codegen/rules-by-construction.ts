/** Rules that no input can break, because the component decides what they are about. */

import { driver, federation as entra, provider } from "../src/rules/sources";

interface ByConstruction {
  readonly rule: string;
  readonly why: string;
  readonly source: string;
  /** Words that no input may have in its name, if the reason is that there is no such input. */
  readonly noInput?: RegExp;
}

export const rulesByConstruction: readonly ByConstruction[] = [
  {
    rule: "A federated credential has exactly one audience, `api://AzureADTokenExchange`, in every cloud.",
    why: "There is no input for it.",
    source: `${provider}, pkg/auth: a compiled-in constant`,
    noInput: /audience/i,
  },
  {
    rule: "A subject has at most 600 characters.",
    why: "The longest namespace and the longest service account give one of 339.",
    source: entra,
  },
  {
    rule: "A credential matches one issuer and one subject; expressions are for other issuers than Kubernetes.",
    why: "There is no input for it.",
    source: entra,
    noInput: /claims|expression|wildcard/i,
  },
  {
    rule: "No stored credential: no password, certificate or secret of a service principal.",
    why: "There is no input for it.",
    source: `${provider}, service principal mode`,
    noInput: /password|clientSecret|nodePublishSecretRef/i,
  },
  {
    rule: "At most one identity mode; neither pod identity nor the identity of the node.",
    why: "The mode is workload identity.",
    source: `${provider}, pkg/provider/types`,
    noInput: /usePodIdentity|useVMManagedIdentity|userAssignedIdentityID|useAzureTokenProxy/,
  },
  {
    rule: "The parameters are spelled `clientID`, `tenantID` and `keyvaultName`; other letter case is ignored without an error.",
    why: "The component writes them.",
    source: `${provider}, pkg/provider/types`,
  },
  {
    rule: "Two objects of a vault never have one file name, of which the last would win.",
    why: "`objects` is a map from file names.",
    source: `${driver}, pkg/util/fileutil`,
  },
  {
    rule: "The name of a volume has at most 63 characters and is unique in the pod.",
    why: "It is `secrets-store-` and the vault's key.",
    source: "Kubernetes, core validation of volumes",
  },
  {
    rule: "The volume is read-only, and in the namespace of its SecretProviderClass.",
    why: "The component writes both.",
    source: `${driver}, pkg/secrets-store/nodeserver.go`,
    noInput: /readOnly/i,
  },
  {
    rule: "A role is assigned to the principal's object id, as a service principal, under a GUID.",
    why: "The component takes the id from the identity, and derives the GUID from scope, role and principal.",
    source: "Azure role-based access control, role assignments",
    noInput: /principal|roleAssignmentName/i,
  },
  {
    rule: "One access policy for an identity on a vault.",
    why: "The component merges what all objects need.",
    source: "azure-native provider, AccessPolicy",
    noInput: /permissions$/i,
  },
];

/** What may go wrong later all the same, because neither the input nor the live checks show it. */
export const notKnowable: readonly string[] = [
  "Whether the issuer answers on the internet, and whether the kubernetes provider points to one of `clusters`.",
  "Whether the objects and versions exist in the vault, and are enabled: the deployer need not be able to read them.",
  "Whether the files of a vault are larger than 4 MiB together, the limit of the provider's answer.",
  "Whether the region takes federated credentials on managed identities; some do not (error 405).",
  "What other programs add to the same identity, vault or cluster: credentials are counted within one program.",
  "The names of the pods, and whether their nodes run Windows, where letter case in file names does not count.",
];
