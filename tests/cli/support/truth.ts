/** Who can do what, by what the emulator has recorded alone; nothing of the command line's own code is used. */

export interface Truth {
  /** `<issuer> <subject>` */
  readonly letIn: readonly string[];
  /** `kv-shop: get secrets *` */
  readonly powers: readonly string[];
  /** `role <guid> on <scope>`, on other resources */
  readonly roles: readonly string[];
  readonly mounts: readonly string[];
  readonly copies: readonly string[];
}

/** `facts`: as `recordedFacts` tells them. */
export function truthOf(facts: readonly string[]): Truth {
  const of = (start: string) => facts.filter((one) => one.startsWith(start));
  return {
    letIn: of("let in ").map((one) => one.slice("let in ".length)),
    // A private key is read with the secret of its name; what is mounted is no permission.
    powers: facts.filter((one) => /^[-a-z0-9]+: /.test(one) && !one.includes(": get private keys ")),
    roles: of("role "),
    mounts: of("mount "),
    copies: of("copy "),
  };
}

/** Each holder's power that it did not have before, not even on the whole vault. */
export function added(before: Truth, after: Truth): string[] {
  const isCovered = (power: string) => {
    const onVault = `${power.slice(0, power.lastIndexOf(" "))} *`;
    return before.powers.includes(power) || before.powers.includes(onVault);
  };
  const all = after.letIn.flatMap((who) =>
    after.powers
      .filter((power) => !before.letIn.includes(who) || !isCovered(power))
      .map((power) => `${who} ${power}`),
  );
  return [...new Set(all)].sort();
}

/** The same for roles on other resources. */
export function addedRoles(before: Truth, after: Truth): string[] {
  return after.letIn.flatMap((who) =>
    after.roles.filter((role) => !before.letIn.includes(who) || !before.roles.includes(role)),
  );
}

/** What `added` returns, as `review --json` tells it. */
export function shownAsAdded(json: string): string[] {
  const { gained } = JSON.parse(json) as { gained: { who: string; power: string; scope: string }[] };
  const onVaults = gained.filter(({ scope }) => !scope.startsWith("/"));
  const all = onVaults.map(({ who, power, scope }) => {
    const [vault, , object = "*"] = scope.split("/");
    return `${who} ${vault}: ${power} ${object}`;
  });
  return [...new Set(all)].sort();
}
