import { type Json, recorded, runCli } from "./machine";

export interface Step {
  op: string;
  urn: string;
  oldState?: State;
  newState?: State;
}
export type State = Json & { urn: string; inputs: Json; outputs?: Json };
export type Steps = Record<string, Step>;

/** A preview in which everything of the recorded stack stays the same, changed by `edit`. */
export function preview(edit: (steps: Steps) => void = () => {}): string {
  const { resources } = (JSON.parse(recorded("orders-stack")) as { deployment: { resources: State[] } })
    .deployment;
  const steps = resources.map(
    (state): Step => ({
      op: "same",
      urn: state.urn,
      oldState: state,
      newState: structuredClone(state),
    }),
  );
  const byName: Steps = Object.fromEntries(steps.map((one) => [one.urn.split("::").at(-1), one]));
  edit(byName);
  return JSON.stringify({ steps: Object.values(byName), changeSummary: {} });
}

export async function review(input: string, ...flags: string[]) {
  return runCli(["review", ...flags], { input });
}

export const credential = "orders-credential-aks-prod";
export const grant = "orders-grant-kv-shop-secrets-user";
export const classOfShop = "orders-secret-provider-class-kv-shop";
export const reader = "21090545-7ca7-4776-b22c-e363652d74d2";

export const change = (steps: Steps, name: string, edit: (inputs: Json) => void, op = "update") => {
  const step = steps[name] as Step;
  step.op = op;
  edit((step.newState as State).inputs);
};
export const add = (
  steps: Steps,
  from: string,
  name: string,
  edit: (inputs: Json) => void,
  { inside = true, type }: { inside?: boolean; type?: string } = {},
) => {
  const { urn, newState } = structuredClone(steps[from]) as Required<Step>;
  const to = urn.replace(from, name);
  edit(newState.inputs);
  const place = { urn: to, ...(type && { type }), ...(!inside && { parent: "" }) };
  steps[name] = { op: "create", urn: to, newState: { ...newState, ...place } };
};

export const addRole = (steps: Steps, role: string) =>
  add(steps, grant, "orders-role-storage", (inputs) => {
    inputs.scope = String(inputs.scope).replace(
      "Microsoft.KeyVault/vaults/kv-shop",
      "Microsoft.Storage/storageAccounts/st",
    );
    inputs.roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  });
