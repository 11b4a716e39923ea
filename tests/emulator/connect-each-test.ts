import { type Emulator, startEmulator, type World } from "../../emulator";
import { ProviderClient } from "./provider-client";
import { world } from "./world";

/** Every test of the suite gets its own emulator and a connection to this provider; both end with the test. */
export function connectEachTest(
  provider: string,
  use: (cloud: Emulator, client: ProviderClient) => void,
  changes: Partial<World> = {},
): void {
  let cloud: Emulator | undefined;
  let client: ProviderClient | undefined;

  beforeEach(async () => {
    cloud = await startEmulator({ world: { ...world(), ...changes } });
    client = await ProviderClient.connect(cloud.debugProviders, provider);
    use(cloud, client);
  });
  afterEach(async () => {
    client?.close();
    await cloud?.stop();
  });
}
