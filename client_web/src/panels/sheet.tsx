/** The sheet over the floor's right side: the board, guests' passes, settings, what is stored. */

import { t } from "../i18n";
import { closeSheet, sheet, sheetOpener, type Sheet as Which } from "../views";
import { Board } from "./board";
import { Panel } from "./panel";
import { Passes } from "./passes";
import { Settings } from "./settings";
import { Stored } from "./stored";
import "./sheet.css";

export function Sheet() {
  const which = sheet.value;
  if (!which) return null;
  return (
    <Panel
      key={which}
      title={t(`sheet.${which}`)}
      class="sheet"
      opener={sheetOpener.value}
      onClose={closeSheet}
    >
      <div class="sheet-body">
        <Content which={which} />
      </div>
    </Panel>
  );
}

function Content({ which }: { which: Which }) {
  switch (which) {
    case "board":
      return <Board />;
    case "passes":
      return <Passes />;
    case "settings":
      return <Settings />;
    case "stored":
      return <Stored />;
  }
}
