/** How the client is built, and where vitest finds the tests (they live in ../tests/client). */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { printSizes } from "./sizes.ts";

const modules = fileURLToPath(new URL("./node_modules/", import.meta.url));

export default defineConfig({
  plugins: [printSizes()],
  build: { target: "es2022", outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0 },
  server: {
    proxy: { "/api": "http://127.0.0.1:8000", "/ws": { target: "ws://127.0.0.1:8000", ws: true } },
  },
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
  ...({
    test: {
      include: ["src/**/*.test.ts", "../tests/client/**/*.test.ts"],
      environment: "node",
    },
  } as object),
});
