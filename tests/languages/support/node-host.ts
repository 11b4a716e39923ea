import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { type ILanguageRuntimeServer, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";

const checkout = resolve(__dirname, "../../..");
const endWithParent = join(checkout, "emulator", "engine", "end-with-parent.cjs");

export interface NodeHost {
  /** For PULUMI_DEBUG_LANGUAGES. */
  readonly debugLanguage: string;
  /** The folders of the plugins that it ran. */
  readonly ran: readonly string[];
  stop(): void;
}

/**
 * What Pulumi's Node host does with a plugin, because the host that can be built here cannot run any. One thing is
 * less: for `npm install` it links this checkout's modules and runs the package's own script that follows.
 */
export async function startNodeHost(): Promise<NodeHost> {
  const children = new Set<ChildProcess>();
  const ran: string[] = [];

  const handlers = {
    handshake: (_, answer) => answer(null, new language.LanguageHandshakeResponse()),
    getPluginInfo: (_, answer) => answer(null, new PluginInfo()),
    installDependencies(call) {
      const folder = call.request.getInfo()?.getProgramDirectory() ?? "";
      const modules = join(folder, "node_modules");
      if (!existsSync(modules)) symlinkSync(join(checkout, "node_modules"), modules);
      execFile("npm", ["run", "--silent", "prepare"], { cwd: folder }, (error) => {
        if (error) call.destroy(error);
        else call.end();
      });
    },
    runPlugin(call) {
      const folder = call.request.getInfo()?.getProgramDirectory() ?? "";
      ran.push(folder);
      const runPlugin = join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
      const child = spawn(
        process.execPath,
        ["--require", endWithParent, runPlugin, folder, ...call.request.getArgsList()],
        { cwd: call.request.getPwd(), env: environment(call.request.getEnvList()) },
      );
      children.add(child);
      child.stdout.on("data", (text) => call.write(new language.RunPluginResponse().setStdout(text)));
      child.stderr.on("data", (text) => call.write(new language.RunPluginResponse().setStderr(text)));
      child.on("close", (code) => {
        children.delete(child);
        call.write(new language.RunPluginResponse().setExitcode(code ?? 1));
        call.end();
      });
      // So the engine ends a plugin.
      call.on("cancelled", () => child.kill());
    },
  } as Partial<ILanguageRuntimeServer>;

  const server = new grpc.Server();
  server.addService(LanguageRuntimeService, handlers as ILanguageRuntimeServer);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    debugLanguage: `nodejs:${port}`,
    ran,
    stop: () => {
      for (const child of children) child.kill();
      server.forceShutdown();
    },
  };
}

function environment(variables: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    variables.map((variable) => {
      const end = variable.indexOf("=");
      return [variable.slice(0, end), variable.slice(end + 1)];
    }),
  );
}
