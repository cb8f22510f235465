/** 日本語 / English; each language names itself, so that everybody finds their own. */

import { chooseLang, type Lang, lang, t } from "../i18n";

const LANGS: readonly (readonly [Lang, string])[] = [
  ["ja", "日本語"],
  ["en", "English"],
];

export function LangSwitch() {
  return (
    <fieldset class="lang-switch plain" aria-label={t("lang.switch")}>
      {LANGS.map(([code, name]) => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={lang.value === code}
          onClick={() => chooseLang(code)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
