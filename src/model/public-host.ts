/** Which hosts can be reached over the internet. */

import { BlockList, isIP } from "node:net";

/** Reserved for private use [RFC 6761, RFC 6762 appendix G, RFC 8375], or a single word. */
const privateName =
  /^[^.]+$|\.(?:localhost|local|internal|svc|test|invalid|onion|intranet|private|corp|home|lan|home\.arpa)$|\.svc\./;

// IANA, special-purpose address registries.
const reservedIpv4 = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  reservedIpv4.addSubnet(network, prefix);
}

/** What is outside of 2000::/3, the only global addresses, and the exceptions in it; the list of IPv4 would match `::/3`. */
const reservedIpv6 = new BlockList();
for (const [network, prefix] of [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  reservedIpv6.addSubnet(network, prefix, "ipv6");
}

/** As the URL parser writes it, without a final dot. */
export function isPublicHost(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, "");
  switch (isIP(address)) {
    case 4:
      return !reservedIpv4.check(address);
    case 6:
      return !reservedIpv6.check(address, "ipv6");
    default:
      return !privateName.test(host);
  }
}
