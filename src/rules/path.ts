/** Paths as users write them: plain names after a dot, map keys quoted in brackets. */

import { quote } from "../model/quote";
import { shorten } from "./show";

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** `clusters` + `name` → `clusters.name` */
export function property(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** `keyVaults` + `kv-shop` → `keyVaults["kv-shop"]` */
export function entry(path: string, key: string): string {
  return plainKey.test(key) && key.length <= 80 ? property(path, key) : `${path}[${shorten(quote(key))}]`;
}
