import type { Recorded, Store } from "./store";

/** What exists on one shelf: what the world declares and what programs created. Ids differ by more than letter case. */
export abstract class Records {
  constructor(
    readonly store: Store,
    private readonly shelf: string,
  ) {}

  /** What was there before any program. */
  protected abstract declared(): Recorded[];

  get(id: string): Recorded | undefined {
    return this.entries().get(key(id));
  }

  put(type: string, answer: Pick<Recorded, "id" | "properties">): void {
    this.store.put(this.shelf, key(answer.id), { ...answer, type });
  }

  delete(id: string): void {
    // What is declared stays declared, so its end has to be remembered.
    const declared = this.declared().find((record) => sameId(record.id, id));
    if (declared) this.store.put(this.goneShelf, key(id), declared);
    this.store.delete(this.shelf, key(id));
  }

  all(type: string): Recorded[] {
    return [...this.entries().values()].filter((record) => record.type === type);
  }

  /** Records whose id lies under `id`. */
  under(id: string): Recorded[] {
    return [...this.entries()].flatMap(([k, record]) => (k.startsWith(`${key(id)}/`) ? [record] : []));
  }

  private entries(): Map<string, Recorded> {
    const declared = this.declared().map((record): [string, Recorded] => [key(record.id), record]);
    const there = declared.filter(([k]) => !this.store.get(this.goneShelf, k));
    return new Map([...there, ...this.store.entries(this.shelf)]);
  }

  private get goneShelf(): string {
    return `${this.shelf} gone`;
  }
}

/** Azure and Entra compare ids without regard to letter case. */
export function sameId(a: string, b: string): boolean {
  return key(a) === key(b);
}

export function key(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
