/** How the client is built. (vitest.config.ts adds what the tests need; a build has no vitest.) */

import { defineConfig } from "vite";
import { printSizes } from "./sizes.ts";

const SERVER = "127.0.0.1:8080";

export default defineConfig({
  plugins: [printSizes()],
  build: { target: "es2022", outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0 },
  server: {
    proxy: { "/api": `http://${SERVER}`, "/ws": { target: `ws://${SERVER}`, ws: true } },
  },
});
