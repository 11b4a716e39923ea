/** Why a look-up got no answer, from what the providers say of it. */

interface Reason {
  readonly says: RegExp;
  /** To follow the name of what was looked up. */
  readonly words: string;
  readonly advice: string;
}

/** What does not exist, and may be created by the program that is previewed. */
export const missing: Reason = {
  says: /Status(?:Code)?[=:] ?404|RESPONSE 404|404 \(|Code="?\w*NotFound\b|No service principal found|Application not found/,
  words: "does not exist",
  advice: "If this program does not create it, correct its name or resource group: the update will fail.",
};

export const forbidden: Reason = {
  says: /Status(?:Code)?[=:] ?403|RESPONSE 403|403 \(|Code="?AuthorizationFailed/,
  words: "cannot be read by the deployer",
  advice: "A reader role on it would allow that.",
};

const reasons: readonly Reason[] = [
  {
    says: /NoRegisteredProviderFound|InvalidApiVersionParameter|UnsupportedApiVersion/,
    words: "could not be read, because Azure has retired the API version that the azure-native provider uses",
    advice: "Update @pulumi/azure-native.",
  },
  missing,
  forbidden,
  {
    says: /Status(?:Code)?[=:] ?429|RESPONSE 429|TooManyRequests/,
    words: "could not be read, because Azure throttles the deployer's requests",
    advice: "Wait a few minutes and run the preview again.",
  },
  {
    says: /Status(?:Code)?[=:] ?5\d\d|RESPONSE 5\d\d/,
    words: "could not be read, because Azure answered with a server error",
    advice: "Run the preview again.",
  },
  {
    says: /no such host|connection refused|network is unreachable|i\/o timeout|handshake timeout|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/,
    words: "could not be read, because Azure cannot be reached from here",
    advice: "Check the network and the proxy.",
  },
];

export function reasonOf(error: unknown): Reason | undefined {
  const text = String(error);
  return reasons.find(({ says }) => says.test(text));
}

/** Terraform's providers say in the second line what happened. */
export function firstLines(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error);
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).slice(0, 2).join(" ");
}
