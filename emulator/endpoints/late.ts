/** Rights spread slowly. Here a right is in force after it was missed so many times, so that no test waits for a clock. */
export class Late {
  private readonly missed = new Map<string, number>();

  constructor(private readonly misses: () => number) {}

  /** Whether a right is in force; if not, it was missed once more. */
  inForce(right: string): boolean {
    const missed = this.missed.get(right) ?? 0;
    if (missed >= this.misses()) return true;
    this.missed.set(right, missed + 1);
    return false;
  }
}
