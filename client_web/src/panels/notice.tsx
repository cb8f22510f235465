/** The whole page as one message with one way on: another tab, a newer version, a broken end. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { closeCode, takeOver } from "../office";
import { CLOSE } from "../wire.gen";
import { LangSwitch } from "./lang-switch";
import "./notice.css";

export function Elsewhere() {
  const asked = closeCode.value === CLOSE.ELSEWHERE;
  return (
    <Notice
      title={t("elsewhere.title")}
      text={t(asked ? "elsewhere.asked" : "elsewhere.taken")}
      act={<ActButton label={t("elsewhere.go")} onClick={takeOver} />}
    />
  );
}

export function Ended() {
  const old = closeCode.value === CLOSE.VERSION;
  return (
    <Notice
      title={t(old ? "ended.version.title" : "ended.title")}
      text={old ? t("ended.version") : t("ended.other", { n: String(closeCode.value) })}
      act={<ActButton label={t("ended.reload")} onClick={() => location.reload()} />}
    />
  );
}

function Notice({ title, text, act }: { title: string; text: string; act: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="notice">
      <main class="notice-card card">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        <p>{text}</p>
        {act}
      </main>
      <footer>
        <LangSwitch />
      </footer>
    </div>
  );
}

function ActButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" class="button main" onClick={onClick}>
      {label}
    </button>
  );
}
