import { join } from "node:path";
import { createGenerator } from "ts-json-schema-generator";

/** The JSON schema of world.yaml, derived from the types in `emulator/world.ts`; comments become descriptions. */
export function deriveWorldSchema(root: string): object {
  const generator = createGenerator({
    path: join(root, "emulator", "world.ts"),
    tsconfig: join(root, "tsconfig.all.json"),
    type: "WorldFile",
    expose: "none",
    topRef: false,
    // `npm run lint` checks the types.
    skipTypeCheck: true,
  });
  return generator.createSchema("WorldFile");
}
