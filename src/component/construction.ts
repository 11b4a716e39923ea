import type * as pulumi from "@pulumi/pulumi";
import type { ClientConfig } from "../identity/lookup-client-config";
import type { NormalizedArgs } from "../normalize-args";
import type { Gate } from "../pulumi/gate";
import type { LookUps } from "../pulumi/look-up";

/** What every part of the component's construction works with. */
export interface Construction {
  readonly component: pulumi.Resource;
  readonly name: string;
  readonly input: NormalizedArgs;
  readonly gate: Gate;
  readonly lookUps: LookUps;
  readonly client: pulumi.Output<ClientConfig>;
  /** Options for a child that comes after these resources. */
  readonly after: (...resources: pulumi.Resource[]) => pulumi.CustomResourceOptions;
}
