/** A build step that prints what a first visit downloads, and stops a build that is too heavy. */

import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const BUDGET_KIB = 200;

export function printSizes(): Plugin {
  return {
    name: "print-sizes",
    apply: "build",
    writeBundle(_options, bundle) {
      let total = 0;
      for (const [name, file] of Object.entries(bundle)) {
        const bytes = gzipSync(file.type === "chunk" ? file.code : file.source).length;
        if (/\.(js|css|html)$/.test(name)) total += bytes;
      }
      const kib = total / 1024;
      this.info(`first load: ${kib.toFixed(1)} KiB gzipped of ${BUDGET_KIB} KiB`);
      if (kib > BUDGET_KIB) this.error(`first load is over its budget of ${BUDGET_KIB} KiB`);
    },
  };
}
