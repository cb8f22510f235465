/** Zoom, and the overview of the floor that can be folded away. */

import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { NARROW, scene } from "../arrangement";
import { t } from "../i18n";
import { Icon } from "./icons";
import "./map-box.css";

const STEP = 1.25;

export function MapBox({ canvas }: { canvas: RefObject<HTMLCanvasElement | null> }) {
  const open = useSignal(!window.matchMedia(NARROW).matches);
  return (
    <section class="map-box" aria-label={t("map.label")}>
      <div class="minimap card" hidden={!open.value} aria-hidden="true" title={t("map.click")}>
        <canvas ref={canvas} />
      </div>
      <div class="map-tools card">
        <Tool icon="plus" label={t("map.in")} onClick={() => scene.value?.zoomBy(STEP)} />
        <Tool icon="minus" label={t("map.out")} onClick={() => scene.value?.zoomBy(1 / STEP)} />
        <Tool
          icon="map"
          label={t(open.value ? "map.hide" : "map.show")}
          onClick={() => {
            open.value = !open.value;
          }}
        />
      </div>
    </section>
  );
}

interface ToolProps {
  icon: "plus" | "minus" | "map";
  label: string;
  onClick: () => void;
}

function Tool({ icon, label, onClick }: ToolProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
