/** A request to one of the hosts. */
export interface Asked {
  host: string;
  method: string;
  url: URL;
  authorization?: string;
  body: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
  /** Why, or why not, in one line, for the log. */
  allowedBy?: string;
  refusal?: string;
}

/** One of the services behind the listener. */
export interface Service {
  serves(host: string): boolean;
  answer(asked: Asked): Answer | Promise<Answer>;
}
