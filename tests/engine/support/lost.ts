import { expect } from "chai";
import type { Call, Emulator } from "../../../emulator";
import type { StateResource, Workspace } from "./workspace";

export interface Thing {
  readonly type: string;
  readonly id: string;
}

/** Does something at one moment of one call for a child: the first time that it comes. */
export function once(
  cloud: Emulator,
  where: { readonly method: Call["method"]; readonly name: string; readonly moment: "asked" | "done" },
  happen: () => void,
): void {
  cloud.faultHook = (call, moment) => {
    if (call.method !== where.method || call.name !== where.name || moment !== where.moment) return;
    cloud.faultHook = () => {};
    happen();
  };
}

/** What exists and was made by the program. */
export function things(cloud: Emulator): Thing[] {
  return [...cloud.azure, ...cloud.entra, ...cloud.kubernetes].map(({ type, id }) => ({ type, id }));
}

/** What the engine takes to exist. */
export function recorded(state: readonly StateResource[]): Thing[] {
  return state
    .filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:"))
    .map(({ type, id }) => ({ type, id: id as string }));
}

/** What exists, and the engine knows nothing of. */
export async function lost(cloud: Emulator, workspace: Workspace): Promise<Thing[]> {
  const known = recorded(await workspace.exportState());
  return things(cloud).filter(
    (thing) => !known.some(({ type, id }) => thing.type === type && thing.id === id),
  );
}

export async function expectAgreement(cloud: Emulator, workspace: Workspace): Promise<void> {
  expect(recorded(await workspace.exportState())).to.have.deep.members(things(cloud));
}
