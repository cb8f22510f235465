/** What this person has chosen for this browser, and for what others may know of them. */

import { byTouch } from "../arrangement";
import { t } from "../i18n";
import { disable, enable, notifications, setSounds, sounds } from "../notify";
import { listView, openSheet, showList } from "../views";
import { LangSwitch } from "./lang-switch";
import { SelfTest } from "./self-test";
import { Switch } from "./switch";
import { ListedSwitch } from "./today";

export function Settings() {
  return (
    <>
      <section class="sheet-part">
        <div class="sheet-row">
          <h3>{t("lang.switch")}</h3>
          <LangSwitch />
        </div>
      </section>
      <section class="sheet-part">
        <h3>{t("settings.calls")}</h3>
        <NotificationSwitch />
        <Switch
          label={t("settings.sounds")}
          hint={t("settings.sounds.hint")}
          on={sounds.value}
          onChange={setSounds}
        />
      </section>
      <section class="sheet-part">
        <h3>{t("settings.view")}</h3>
        <Switch
          label={t("view.list")}
          hint={
            byTouch() ? t("settings.list.hint") : `${t("settings.list.hint")} ${t("list.keys")}`
          }
          on={listView.value}
          onChange={showList}
        />
        <p class="sheet-hint">{t("settings.motion")}</p>
      </section>
      <section class="sheet-part">
        <h3>{t("settings.others")}</h3>
        <ListedSwitch />
        <button
          type="button"
          id="stored-button"
          class="button"
          onClick={() => openSheet("stored", "more-button")}
        >
          {t("sheet.stored")}
        </button>
      </section>
      <section class="sheet-part">
        <h3>{t("test.title")}</h3>
        <SelfTest />
      </section>
    </>
  );
}

function NotificationSwitch() {
  const now = notifications.value;
  return (
    <Switch
      label={t("settings.notify")}
      hint={t(`settings.notify.${now}`)}
      on={now === "on"}
      disabled={now === "denied" || now === "unsupported"}
      onChange={(on) => {
        if (on) void enable();
        else disable();
      }}
    />
  );
}
