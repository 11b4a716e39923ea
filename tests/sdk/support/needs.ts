import { onPath } from "../../../emulator/engine/engine";
import { skip } from "../../../scripts/part";

/** A hook that leaves its tests out where the tool is not installed, and says so; in CI it fails. */
export function needs(tool: string) {
  return function (this: Mocha.Context) {
    if (onPath(tool) !== undefined) return;
    skip(`${tool} is not installed`);
    this.skip();
  };
}
