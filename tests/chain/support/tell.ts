import type { Tell } from "../../../chain/account";

/** `npm run chain` prints what happened, line by line; `npm test` does not. */
export const tell: Tell = (line) => {
  if (process.env.CHAIN_ACCOUNT) console.log(`      ${line}`);
};
