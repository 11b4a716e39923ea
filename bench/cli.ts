import { coldStart } from "./cold-start";
import { scale } from "./scale";

/**
 * `npm run bench`: both; `-- cold-start`; `-- scale`, with sizes: `-- scale 50 200`, without updates: `-- scale 500 preview`, or
 * TypeScript alone, whose updates check types too: `-- scale 50 types`.
 */
async function main([part, ...more]: readonly string[]): Promise<void> {
  const sizes = more.filter((one) => !["preview", "types"].includes(one)).map(Number);
  const isKnown = part === undefined || part === "scale" || (part === "cold-start" && more.length === 0);
  if (!isKnown || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Error("usage: npm run bench -- [cold-start | scale [components …] [preview | types]]");
  }
  if (part !== "scale") await coldStart();
  if (part !== "cold-start") {
    await scale(sizes, { isPreviewOnly: more.includes("preview"), checksTypes: more.includes("types") });
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
