import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { MountResponse } from "./key-vault-provider-client";

/** A file as it lies in the volume. */
export interface VolumeFile {
  readonly mode: number;
  readonly content: Buffer;
}

/** A Kubernetes Secret as the driver would write it. */
export interface SyncedSecret {
  readonly name: string;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>> | null;
  readonly data: Readonly<Record<string, Buffer>>;
}

export interface Published {
  readonly files: Readonly<Record<string, VolumeFile>>;
  readonly secrets: readonly SyncedSecret[];
}

interface Answer {
  readonly error: string;
  readonly files: Readonly<Record<string, { mode: number; content: string }>>;
  readonly secrets: readonly (Omit<SyncedSecret, "data"> & { data: Record<string, string> })[];
}

/** Has the CSI driver's own code write the volume, and fill the Secrets from it. */
export async function publish(
  program: string,
  { files, object_version }: MountResponse,
  secretObjects: readonly object[],
): Promise<Published> {
  const question = {
    files: files.map(({ contents, ...file }) => ({ ...file, contents: contents.toString("base64") })),
    objectVersions: object_version,
    secretObjects,
  };
  const answer = (await ask(program, question)) as Answer;
  if (answer.error) throw new Error(answer.error);
  return {
    files: mapValues(answer.files, ({ mode, content }) => ({ mode, content: decode(content) })),
    secrets: answer.secrets.map((secret) => ({ ...secret, data: mapValues(secret.data, decode) })),
  };
}

async function ask(program: string, question: object): Promise<unknown> {
  const driver = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(driver, "close");
  driver.stdin.end(JSON.stringify(question));
  const answer = await text(driver.stdout);
  await ended;
  return JSON.parse(answer);
}

const decode = (base64: string | null) => Buffer.from(base64 ?? "", "base64");

function mapValues<From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
