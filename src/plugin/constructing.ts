import { availableParallelism } from "node:os";
import { atMost } from "./at-most";

/** The components of one program that are being constructed. */
export class Constructing<T> {
  readonly #inFlight = new Set<Promise<T>>();
  /**
   * As many as the engine handles resources at once by default. It asks for all components of a program together, and
   * each holds hundreds of pending Outputs (4 MB) until it is constructed.
   */
  readonly #limited = atMost(4 * availableParallelism());

  /** The engine ends the run at the first error: so that one waits, and components without fault are not cut off. */
  async add(construct: () => Promise<T>): Promise<T> {
    const result = this.#limited(construct);
    this.#inFlight.add(result);
    try {
      return await result;
    } catch (error) {
      this.#inFlight.delete(result);
      while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight);
      throw error;
    } finally {
      this.#inFlight.delete(result);
    }
  }
}
