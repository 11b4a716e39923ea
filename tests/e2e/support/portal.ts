import type { Emulator, Recorded } from "../../../emulator";
import type { Properties } from "../../../emulator/provider/values";
import { type Created, ProviderClient } from "../../emulator/provider-client";

export type Undo = () => Promise<unknown>;

/** Another owner, who changes in Azure what a program created, and changes it back. */
export class Portal {
  private constructor(
    private readonly cloud: Emulator,
    private readonly azure: ProviderClient,
  ) {}

  static async open(cloud: Emulator): Promise<Portal> {
    return new Portal(cloud, await ProviderClient.connect(cloud.debugProviders, "azure-native"));
  }

  close(): void {
    this.azure.close();
  }

  async change(record: Recorded, news: Properties): Promise<Undo> {
    const made = await this.find(record);
    const properties = await this.azure.update(made, { ...made.inputs, ...news });
    return () => this.azure.update({ ...made, properties }, made.inputs);
  }

  async remove(record: Recorded): Promise<Undo> {
    const made = await this.find(record);
    await this.azure.delete(made);
    return () => this.azure.create(made.type, made.name, made.inputs);
  }

  /** The permission model of a declared vault. */
  async useRoles(vault: string, enableRbacAuthorization: boolean): Promise<Undo> {
    const found = this.cloud.world.vaults.find(({ name }) => name === vault);
    if (!found) throw new Error(`no vault "${vault}"`);
    const before = found.enableRbacAuthorization;
    found.enableRbacAuthorization = enableRbacAuthorization;
    return async () => {
      found.enableRbacAuthorization = before;
    };
  }

  private async find({ type, id }: Recorded): Promise<Created> {
    const found = await this.azure.read({ type, id });
    if (!found) throw new Error(`${id} is gone`);
    return { type, name: "portal", id, ...found };
  }
}
