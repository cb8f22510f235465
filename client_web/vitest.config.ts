/** Where vitest finds the tests, and their packages: they stand in ../tests/client. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const modules = fileURLToPath(new URL("./node_modules/", import.meta.url));

export default defineConfig({
  resolve: {
    // The tests stand outside this folder, so node's own search would not find our packages.
    alias: [
      { find: /^vitest$/, replacement: `${modules}vitest/dist/index.js` },
      {
        find: /^(@msgpack\/msgpack|@preact\/signals|preact)(\/.*)?$/,
        replacement: `${modules}$1$2`,
      },
    ],
  },
  test: {
    include: ["src/**/*.test.ts", "../tests/client/**/*.test.ts"],
    environment: "node",
  },
});
