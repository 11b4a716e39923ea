import { v5 as uuidv5 } from "uuid";
import type { World } from "./world";

const namespace = "b3a2f6f4-3a0f-4b62-9a5e-3f2d8f0f6a11";

/** A GUID that is always the same for the same words. */
export function guid(...words: string[]): string {
  return uuidv5(words.join("|").toLowerCase(), namespace);
}

/** Who runs the program. */
export function deployer({ tenantId }: World): { clientId: string; objectId: string } {
  return { clientId: guid(tenantId, "deployer", "client"), objectId: guid(tenantId, "deployer") };
}
