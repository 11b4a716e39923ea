import * as pulumi from "@pulumi/pulumi";
import type { KeyVaultWorkloadIdentityArgs } from "../args";
import { type NormalizedArgs, normalizeArgs } from "../normalize-args";
import { packageSchema } from "../package-schema";
import type { Gate } from "../pulumi/gate";
import { unknownProperties } from "../validation/known-properties";

/** The input with its defaults; the gate learns what is wrong with it, now or when a value arrives. */
export function readInput(
  type: string,
  name: string,
  args: KeyVaultWorkloadIdentityArgs,
  gate: Gate,
): NormalizedArgs {
  const known = packageSchema.resources[type]?.inputProperties ?? {};
  if (!pulumi.Output.isInstance(args)) gate.report(...unknownProperties(args, known, packageSchema.types));
  return normalizeArgs(name, args, gate);
}
