/** Chooses the one screen that is shown. */

import { screen } from "../office";
import { Entry } from "./entry";
import { Elsewhere, Ended } from "./notice";
import { Office } from "./office";

export function App() {
  switch (screen.value) {
    case "entry":
      return <Entry />;
    case "office":
      return <Office />;
    case "elsewhere":
      return <Elsewhere />;
    case "ended":
      return <Ended />;
  }
}
