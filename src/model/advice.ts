/** What advice on provider errors is made of. Pure text. */

/** A child that failed, as the engine reports it. */
export interface FailedChild {
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The component as `pulumi import --parent` takes it. */
  readonly parent: string;
  /** The object id of the deployer, as far as it is known. */
  readonly deployer?: string;
}

export interface Explanation {
  /** The last part of the child's type; left out for any child. */
  readonly of?: readonly string[];
  readonly says: RegExp;
  /** What happened and what to do, as sentences. */
  readonly explain: (child: FailedChild, groups: readonly string[]) => string;
}

export function interrupted({ type, name, parent }: FailedChild, id: string): string {
  const words = [type, name, id, "--parent", parent].map(quoted).join(" ");
  return `If an interrupted update of this program created it, import it: pulumi import ${words} --protect=false --generate-code=false`;
}

/** Ends advice after which pods could still fail to mount. */
export const doctorHint =
  "If a pod cannot mount its files then, the package's command `doctor` names the reason (docs/doctor.md).";

/** After a rename the old name is still in the state: whatever else replaces the new one, that is deleted in the end. */
export function renamed(map?: "clusters" | "keyVaults" | "roleAssignments"): string {
  const what = map === undefined ? "the component" : `a key of \`${map}\` or the component`;
  return `If ${what} was renamed, restore the old name, or add an alias.`;
}

/** A secret is never shown. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "<not shown>";
}

/** For a shell: a URN has a dollar sign where components are nested. */
export function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
