/** Where the page starts. */

import { render } from "preact";

const root = document.getElementById("app");
if (root) render(<main>窓口</main>, root);
