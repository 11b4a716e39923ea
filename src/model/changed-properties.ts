/** What a transform or an option of the program has made of a child that decides about access. Pure comparison. */

type Values = Readonly<Record<string, unknown>>;

export interface ChangedProperty {
  readonly property: string;
  readonly declared: string;
  readonly registered: string;
}

/** The properties that differ; a value that is not known on either side is left out. */
export function changedProperties(declared: Values, registered: Values): ChangedProperty[] {
  return Object.keys(declared).flatMap((property) => {
    const [before, after] = [declared[property], registered[property]].map((value) =>
      value === undefined || value === null ? undefined : meaningOf(property, value),
    );
    if (before === undefined || after === undefined || before === after) return [];
    return [{ property, declared: before, registered: after }];
  });
}

/** Equal where the meaning is: Azure may return ids and verbs in other letter case, and a role's id without a subscription. */
function meaningOf(property: string, value: unknown): string {
  switch (property) {
    case "issuer":
    case "subject":
      return `${value}`;
    case "audiences":
      return [...(value as readonly string[])].sort().join(", ");
    case "roleDefinitionId":
      return `${value}`.toLowerCase().replace(/^.*\//, "");
    case "policy":
      return policyMeaning(value as Policy);
    default:
      return `${value}`.toLowerCase();
  }
}

interface Policy {
  readonly objectId: string;
  readonly permissions?: Readonly<Record<string, readonly string[] | null | undefined>>;
}

/** `<object id>: secrets get, list` */
function policyMeaning({ objectId, permissions = {} }: Policy): string {
  const kinds = Object.entries(permissions).flatMap(([kind, verbs]) =>
    verbs?.length
      ? [
          `${kind} ${verbs
            .map((verb) => verb.toLowerCase())
            .sort()
            .join(", ")}`,
        ]
      : [],
  );
  return `${objectId}: ${kinds.sort().join("; ") || "nothing"}`.toLowerCase();
}
