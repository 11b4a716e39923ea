import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ComponentPlugin, startComponentPlugin } from "../../../emulator/engine/component-plugin";

const reconnect = join(__dirname, "reconnect.cjs");
const idle = new Map<string, ComponentPlugin>();

/** A plugin for one run: the one that served the last, or a new one. To start one takes longer than the run itself. */
export async function takePlugin(folder: string): Promise<ComponentPlugin> {
  const kept = idle.get(folder);
  idle.delete(folder);
  // The folder of a workspace is gone before the plugin is.
  return kept && !kept.hasEnded() ? kept : startComponentPlugin(folder, tmpdir(), reconnect);
}

/** For the next run: what this one left unfinished, as where it failed, does not concern the next. */
export async function keepPlugin(folder: string, plugin: ComponentPlugin): Promise<void> {
  if (idle.has(folder)) return plugin.stop();
  plugin.unref();
  idle.set(folder, plugin);
}
