import { coldStart } from "./cold-start";
import { scale } from "./scale";

/** `npm run bench`: both; `-- cold-start`; `-- scale`, with sizes: `-- scale 50 200`. */
async function main([part, ...sizes]: readonly string[]): Promise<void> {
  if (part !== undefined && !["cold-start", "scale"].includes(part)) {
    throw new Error("usage: npm run bench -- [cold-start | scale [components …]]");
  }
  if (part !== "scale") await coldStart();
  if (part !== "cold-start") await scale(sizes.map(Number));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
