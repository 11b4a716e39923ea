import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { ConfigDiff } from "../provider/provider";
import { isObject, isUnknown, type Properties, reveal } from "../provider/values";

// The properties that say which cluster is meant.
const address = ["kubeconfig", "context", "cluster"];

/**
 * What a change of the provider's own configuration means for its resources: all are replaced when another cluster is
 * meant, as far as the text in `kubeconfig` shows. A context of the deployer's own file is not looked at.
 * [KP provider.go DiffConfig]
 */
export function diffConfig(oldConfig: Properties, newConfig: Properties): ConfigDiff {
  const olds = reveal(oldConfig) as Properties;
  const news = reveal(newConfig) as Properties;
  const diffs = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => !isDeepStrictEqual(olds[key], news[key]),
  );
  const isGiven = olds.clusterIdentifier !== undefined && news.clusterIdentifier !== undefined;
  if (isGiven) return { diffs, replaces: diffs.filter((key) => key === "clusterIdentifier") };
  const unknown = address.filter((key) => isUnknown(news[key]));
  if (unknown.length > 0) return { diffs: unknown, replaces: unknown };
  const [before, after] = [activeCluster(olds), activeCluster(news)];
  const hasMoved = before !== undefined && after !== undefined && !isDeepStrictEqual(before, after);
  return { diffs, replaces: hasMoved ? diffs.filter((key) => address.includes(key)) : [] };
}

interface Kubeconfig {
  readonly "current-context"?: string;
  readonly contexts?: readonly { name: string; context?: { cluster?: string } }[];
  readonly clusters?: readonly { name: string; cluster?: unknown }[];
}

/** The cluster of the current context, where `kubeconfig` is a text. [KP util.go getActiveClusterFromConfig] */
function activeCluster({ kubeconfig, context, cluster }: Properties): unknown {
  const config = parseText(kubeconfig);
  const current = context ?? config?.["current-context"];
  const meant = config?.contexts?.find(({ name }) => name === current);
  const named = meant && (cluster ?? meant.context?.cluster);
  return config?.clusters?.find(({ name }) => name === named)?.cluster;
}

function parseText(kubeconfig: unknown): Kubeconfig | undefined {
  if (typeof kubeconfig !== "string") return undefined;
  const parsed: unknown = parse(kubeconfig);
  // The path of a file is a YAML text too.
  return isObject(parsed) ? parsed : undefined;
}
