// npm run soak: test/soak/*.soak.test.ts, the same properties as in `npm test` with the large figures.
// Arguments go to Vitest: `-- histories` runs the files whose names contain it.

import { run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();
const { code } = await run(tool("vitest"), ["run", "--config", "vitest.soak.config.ts", ...process.argv.slice(2)]);
process.exit(code);
