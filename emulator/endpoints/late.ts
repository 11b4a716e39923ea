/** Grants take effect slowly. Here each is missed so many times before, so that no test waits for a clock. */
export class Late {
  private readonly missed = new Map<string, number>();

  constructor(private readonly misses: () => number) {}

  /** Whether a grant is in force; if not, it was missed once more. */
  inForce(grant: string): boolean {
    const missed = this.missed.get(grant) ?? 0;
    if (missed >= this.misses()) return true;
    this.missed.set(grant, missed + 1);
    return false;
  }
}
