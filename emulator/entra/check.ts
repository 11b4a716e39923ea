import type { CheckRequest } from "../provider/provider";
import { isUnknown, type Properties, reveal } from "../provider/values";
import { type EntraKind, type InputRule, terraformName } from "./entra-kind";

/** The bridge's Check: defaults, then the Terraform schema's rules in its words. [TB provider.go Check, check_failures.go] */
export function check(kind: EntraKind, { name, news }: CheckRequest) {
  const given = reveal(news) as Properties;
  const defaults = Object.entries(kind.inputs).flatMap(([property, rule]) =>
    rule.default === undefined ? [] : [[property, rule.default]],
  );
  const inputs: Properties = { ...Object.fromEntries(defaults), ...given };
  const at = (path: string) => `. Examine values at '${name}.${path}'.`;
  return {
    inputs,
    failures: [
      ...Object.entries(kind.inputs).flatMap(([property, rule]) =>
        // There followed by the property's description.
        rule.required && inputs[property] === undefined ? [`Missing required property '${property}'`] : [],
      ),
      ...Object.entries(inputs).flatMap(([property, value]) => {
        const rule = kind.inputs[property];
        return rule
          ? faults(rule, property, value).map(({ path, text }) => text + at(path))
          : [`Invalid or unknown key${at(property)}`];
      }),
    ],
  };
}

function faults(rule: InputRule, property: string, value: unknown): { path: string; text: string }[] {
  if (isUnknown(value)) return [];
  if (!Array.isArray(value)) {
    const text = rule.validate?.(String(value), terraformName(property));
    return text === undefined ? [] : [{ path: property, text }];
  }
  if (rule.maxItems !== undefined && value.length > rule.maxItems) {
    const text = `Too many list items. Attribute ${terraformName(property)} supports ${rule.maxItems} item maximum, but config has ${value.length} declared.`;
    return [{ path: property, text }];
  }
  return value.flatMap((item, i) => {
    const text = isUnknown(item)
      ? undefined
      : rule.validate?.(String(item), `${terraformName(property)}.${i}`);
    return text === undefined ? [] : [{ path: `${property}[${i}]`, text }];
  });
}
