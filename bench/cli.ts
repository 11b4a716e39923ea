import { coldStart } from "./cold-start";
import { scale } from "./scale";

/** `npm run bench`: both; `-- cold-start`; `-- scale`, with sizes: `-- scale 50 200`, or without updates: `-- scale 500 preview`. */
async function main([part, ...more]: readonly string[]): Promise<void> {
  const sizes = more.filter((one) => one !== "preview").map(Number);
  const isKnown = part === undefined || part === "scale" || (part === "cold-start" && more.length === 0);
  if (!isKnown || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Error("usage: npm run bench -- [cold-start | scale [components …] [preview]]");
  }
  if (part !== "scale") await coldStart();
  if (part !== "cold-start") {
    await scale(sizes, more.includes("preview"));
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
