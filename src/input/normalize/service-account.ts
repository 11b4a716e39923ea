import { ServiceAccountManagement, type WorkloadServiceAccount } from "../../args";
import { defaultName } from "../../model/names";
import { unwrap } from "../../pulumi/deferred";
import { annotatedOnly, ownAccount } from "../../rules/combinations";
import type { Issue } from "../../rules/issue";
import { objectName, pullSecretOnce } from "../../rules/kubernetes-names";
import { issue } from "../../rules/rule";
import { show } from "../../rules/show";
import type { NormalizedServiceAccount } from "../../workload";
import { checkAnnotationsSize } from "./annotations-size";
import { checkDerivedName, type Scope } from "./scope";

export function normalizeServiceAccount(
  scope: Scope,
  given: WorkloadServiceAccount = {},
): NormalizedServiceAccount {
  const { component, issues } = scope;
  const path = "serviceAccount";
  const defaultAccount = defaultName.serviceAccount(component);
  const {
    name = defaultAccount,
    management = ServiceAccountManagement.Create,
    labels,
    annotations = {},
  } = given;
  if (given.name === undefined) {
    const remedy = `It defaults to the component's name, ${show(component)}: rename that, or set a name here.`;
    checkDerivedName(scope, `${path}.name`, defaultAccount, objectName, remedy);
  }
  if (management === ServiceAccountManagement.Create) {
    issues.checkTogether([name], ([value]) =>
      value === "default" ? [issue(ownAccount, `${path}.name`)] : [],
    );
  }
  if (management === ServiceAccountManagement.Annotate) {
    // They would be ignored without a word: the component writes nothing but its own annotations.
    const ofOwner = ["labels", "annotations", "automountServiceAccountToken", "imagePullSecrets"] as const;
    const unused = ofOwner.filter((name) => given[name] !== undefined);
    issues.report(...unused.map((name) => issue(annotatedOnly, `${path}.${name}`)));
  }
  checkAnnotationsSize(scope, path, annotations);
  // The list may come as a whole, or each of its names.
  const names = [given.imagePullSecrets ?? []].flat();
  issues.checkTogether(names, (known) => repeatedNames(`${path}.imagePullSecrets`, known.flat()));
  return {
    management,
    name,
    labels,
    annotations,
    tokenExpirationSeconds: given.tokenExpirationSeconds,
    automountServiceAccountToken: given.automountServiceAccountToken,
    imagePullSecrets: given.imagePullSecrets && unwrap(given.imagePullSecrets),
  };
}

function repeatedNames(path: string, names: readonly unknown[]): Issue[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    // What is invalid was left out, and has been reported.
    if (first === index || name === undefined) return [];
    return [issue(pullSecretOnce, `${path}[${index}]`, { fill: { first: `${path}[${first}]` } })];
  });
}
