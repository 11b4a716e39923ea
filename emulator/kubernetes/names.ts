import { type Cause, invalidValue } from "./api-error";

const labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomainPattern = `${labelPattern}(\\.${labelPattern})*`;
const namePattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

// The sentences are the API server's. [AM v0.36 pkg/api/validate/content/dns.go, kube.go, errors.go]
const labelRule =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end " +
  `with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${labelPattern}')`;
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start " +
  `and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomainPattern}')`;
const nameRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${namePattern}')`;
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${namePattern})?')`;

export type NameRule = (field: string, name: string) => Cause[];

// Names are still checked by the older code, which counts characters. [AM v0.36 pkg/util/validation/validation.go]
export const dnsLabel: NameRule = (field, name) => {
  const onlyDots = new RegExp(`^${subdomainPattern}$`).test(name);
  return check(field, name, labelPattern, onlyDots ? "must not contain dots" : labelRule, "63 characters");
};
export const dnsSubdomain: NameRule = (field, name) =>
  check(field, name, subdomainPattern, subdomainRule, "253 characters");

export function labelCauses(field: string, labels: Record<string, string>): Cause[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyCauses(field, key),
    ...check(field, value, `(${namePattern})?`, valueRule, "63 bytes"),
  ]);
}

// [AM v0.36 pkg/api/validation/objectmeta.go TotalAnnotationSizeLimitB]
const largestAnnotations = 256 * 2 ** 10;

export function annotationCauses(field: string, annotations: Record<string, string>): Cause[] {
  const size = Buffer.byteLength(Object.entries(annotations).flat().join(""));
  return [
    ...Object.keys(annotations).flatMap((key) => keyCauses(field, key.toLowerCase())),
    ...(size > largestAnnotations
      ? [{ field, fault: `Too long: may not be more than ${largestAnnotations} bytes` }]
      : []),
  ];
}

/** `prefix/name`, the prefix a DNS subdomain. */
function keyCauses(field: string, key: string): Cause[] {
  const parts = key.split("/");
  if (parts.length > 2) {
    const why = `a valid label key ${nameRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
    return [invalidValue(field, key, why)];
  }
  const [name, prefix] = parts.reverse() as [string, string?];
  const rule = `(${namePattern})`;
  return [
    ...(prefix === undefined
      ? []
      : check(field, prefix, subdomainPattern, `prefix part ${subdomainRule}`, "253 bytes", key)),
    ...check(field, name, rule, `name part ${nameRule}`, "63 bytes", key),
  ];
}

function check(
  field: string,
  text: string,
  pattern: string,
  rule: string,
  longest: "63 bytes" | "63 characters" | "253 bytes" | "253 characters",
  shown = text,
): Cause[] {
  const causes = [];
  if (text.length > Number.parseInt(longest, 10)) {
    causes.push(invalidValue(field, shown, `must be no more than ${longest}`));
  }
  if (!new RegExp(`^${pattern}$`).test(text)) causes.push(invalidValue(field, shown, rule));
  return causes;
}
