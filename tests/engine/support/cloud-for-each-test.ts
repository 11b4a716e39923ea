import { type Emulator, startEmulator, type World } from "../../../emulator";
import { createWorkspace, type Workspace, type WorkspaceOptions } from "./workspace";

/** Every test of the suite gets an emulator of its own, and may open one program that uses it; both end with the test. */
export function cloudForEachTest(world: () => World, use: (cloud: Emulator) => void = () => {}) {
  let cloud: Emulator | undefined;
  let workspace: Workspace | undefined;

  beforeEach(async () => {
    cloud = await startEmulator({ world: world() });
    use(cloud);
  });
  afterEach(async () => {
    workspace?.dispose();
    await cloud?.stop();
  });

  return async (
    files: WorkspaceOptions["files"],
    options: Partial<WorkspaceOptions> = {},
  ): Promise<Workspace> => {
    workspace = await createWorkspace({ files, debugProviders: cloud?.debugProviders ?? "", ...options });
    return workspace;
  };
}
