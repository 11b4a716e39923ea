import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from "jose";
import type { Client, FederatedCredential } from "./clients";
import {
  malformedAssertion,
  noKeys,
  outOfTime,
  unknownKey,
  unmatchedAssertion,
  wrongSignature,
} from "./login-error";

/** What is published under an issuer's URL, which is taken byte for byte. */
export type KeysOf = (issuer: string) => Promise<JSONWebKeySet | undefined>;

/** The client's credential that matches an assertion, which the issuer must have signed. */
export async function checkAssertion(
  assertion: string,
  client: Client,
  keysOf: KeysOf,
  inForce: (credential: FederatedCredential) => boolean,
): Promise<FederatedCredential> {
  const claims = decode(assertion);
  // Only one that would do can be missed.
  const spread = (one: FederatedCredential) => !matches(one, claims) || inForce(one);
  const credential = match(claims, client.credentials.filter(spread));
  const keys = await keysOf(String(claims.iss));
  if (!keys) throw noKeys();
  try {
    // [EN workload-identity-federation.md] only RS256; a token without an end would be taken by jose
    await jwtVerify(assertion, createLocalJWKSet(keys), { algorithms: ["RS256"], requiredClaims: ["exp"] });
    return credential;
  } catch (error) {
    throw toLoginError(error, claims, decodeProtectedHeader(assertion).kid);
  }
}

function decode(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw malformedAssertion();
  }
}

/** Issuer, subject and audience are compared byte for byte. [EN reference-breaking-changes "case-sensitive matching"] */
function match(claims: JWTPayload, credentials: FederatedCredential[]): FederatedCredential {
  const found = credentials.find((one) => matches(one, claims));
  if (found) return found;
  const { iss, sub } = claims;
  const ofIssuer = credentials.filter(({ issuer }) => issuer === iss);
  if (ofIssuer.length === 0) throw unmatchedAssertion("issuer", String(iss));
  if (!ofIssuer.some(({ subject }) => subject === sub)) throw unmatchedAssertion("subject", String(sub));
  throw unmatchedAssertion("audience", audiencesOf(claims).join(", "));
}

function matches({ issuer, subject, audiences }: FederatedCredential, claims: JWTPayload): boolean {
  const fits = audiencesOf(claims).some((audience) => audiences.includes(audience));
  return issuer === claims.iss && subject === claims.sub && fits;
}

/** Kubernetes writes a list, others a string. */
function audiencesOf({ aud }: JWTPayload): string[] {
  return [aud ?? []].flat();
}

function toLoginError(error: unknown, { nbf, exp }: JWTPayload, keyId = "none"): unknown {
  if (error instanceof errors.JWTExpired) return outOfTime(nbf, exp);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return ["nbf", "exp"].includes(error.claim) ? outOfTime(nbf, exp) : malformedAssertion();
  }
  if (error instanceof errors.JWKSNoMatchingKey) return unknownKey(keyId);
  if (error instanceof errors.JOSEError) return wrongSignature();
  return error;
}
