import { visible } from "../../model/quote";
import { readPreview, readStack, UsageError } from "../stack/read-json";
import type { Surroundings } from "../surroundings";
import { type Comparison, compare, type WorkloadChange } from "./compare";
import { picture } from "./mermaid";
import { remarks } from "./remarks";
import { markdown, plain, type Style } from "./style";
import { describeChange } from "./words";

export interface ReviewOptions {
  readonly file?: string;
  readonly stackFile?: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly failOnWidening?: boolean;
}

/** Who gains what. Returns the exit code. */
export async function review(options: ReviewOptions, on: Surroundings): Promise<number> {
  const { file = "-", stackFile } = options;
  const preview = readPreview(file === "-" ? await on.readInput() : on.readFile(file));
  const unchanged = stackFile === undefined ? undefined : readStack(on.readFile(stackFile));
  const comparison = compare(preview, unchanged);
  const { isWhole } = comparison;
  if (options.json) on.print(JSON.stringify(toJson(comparison, isWhole), null, 2));
  else on.print((options.markdown ? inMarkdown : inPlainText)(comparison, isWhole));
  const [error] = preview.errors;
  if (error !== undefined) {
    throw new UsageError(
      `The preview failed, so this is not all that it would do: ${visible(error.split("\n")[0] ?? "")}`,
    );
  }
  return options.failOnWidening && comparison.widenings.length > 0 ? 3 : 0;
}

const isTouched = ({ steps }: WorkloadChange) => steps.length > 0;

const nothing = "Nothing changes in who can read what: no KeyVaultWorkloadIdentity is touched.";
const partial =
  "This preview lists only what changes. To see what stays too: pulumi preview --json --show-sames, or review --stack-file with what pulumi stack export wrote.";

function inPlainText(comparison: Comparison, isWhole: boolean): string {
  const touched = comparison.changes.filter(isTouched);
  if (touched.length === 0) return nothing;
  return [
    verdict(comparison, plain),
    ...touched.map((one) => describeChange(one, plain)),
    ...(isWhole ? [] : [partial]),
  ].join("\n\n");
}

function inMarkdown(comparison: Comparison, isWhole: boolean): string {
  const touched = comparison.changes.filter(isTouched);
  if (touched.length === 0) return nothing;
  return [
    "## Who gains access",
    verdict(comparison, markdown),
    `\`\`\`mermaid\n${picture(touched)}\n\`\`\``,
    "Green, with +, is added; red and dashed, with −, is removed; the rest stays.",
    ...touched.map((one) => describeChange(one, markdown)),
    ...(isWhole ? [] : [partial]),
  ].join("\n\n");
}

function verdict({ widenings }: Comparison, style: Style): string {
  if (widenings.length === 0) return "Nobody gains access.";
  const lines = widenings.map(({ component, text }) =>
    style.bullet("+", `${style.name(component)}: ${style.text(text)}`),
  );
  return ["Access widens:", "", ...lines].join("\n");
}

function toJson({ widenings, gained, changes }: Comparison, isWhole: boolean) {
  return {
    complete: isWhole,
    widenings,
    gained,
    components: changes.map((component) => ({
      name: component.name,
      remarks: isTouched(component) ? remarks(component, plain) : [],
      changes: component.steps.map(({ op, urn }) => ({ op, urn })),
      holders: component.holders.map(({ holder, change, grants }) => ({
        who: holder.key,
        change,
        grants: grants.map(({ grant, change: of, isOutside }) => ({
          name: grant.resource.name,
          change: of,
          isOutside,
        })),
      })),
    })),
  };
}
