import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Properties } from "./provider/values";

/** One thing that exists, as the service would answer it. */
export interface Recorded {
  id: string;
  type: string;
  properties: Properties;
}

/** Records by key, kept in memory and, given a file, written to it after each change. */
export class Store {
  private readonly shelves: Record<string, Record<string, Recorded>>;

  constructor(private readonly file?: string) {
    this.shelves = file && existsSync(file) ? read(file) : {};
  }

  get(shelf: string, key: string): Recorded | undefined {
    return this.shelves[shelf]?.[key];
  }

  entries(shelf: string): [string, Recorded][] {
    return Object.entries(this.shelves[shelf] ?? {});
  }

  put(shelf: string, key: string, record: Recorded): void {
    this.shelves[shelf] = { ...this.shelves[shelf], [key]: record };
    this.save();
  }

  delete(shelf: string, key: string): void {
    delete this.shelves[shelf]?.[key];
    this.save();
  }

  /** Deletes that thing, and what has an id below its own. */
  remove(type: string, id: string): void {
    for (const [shelf, records] of Object.entries(this.shelves)) {
      for (const [key, record] of Object.entries(records)) {
        const itself = record.type === type && record.id === id;
        if (itself || record.id.startsWith(`${id}/`)) this.delete(shelf, key);
      }
    }
  }

  private save(): void {
    if (!this.file) return;
    // Written aside and renamed, so that an interrupted run never leaves half a file.
    writeFileSync(`${this.file}.new`, JSON.stringify(this.shelves, undefined, 2));
    renameSync(`${this.file}.new`, this.file);
  }
}

function read(file: string): Record<string, Record<string, Recorded>> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is broken (${(error as Error).message}). To start over: npm run reset`);
  }
}
