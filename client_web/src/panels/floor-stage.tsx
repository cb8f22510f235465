/** The canvas that the scene paints on, and what lies over its edges. */

import { useEffect, useRef } from "preact/hooks";
import { cardsAt, focusFloor, picked, scene, stepped, zone } from "../arrangement";
import { lang, t } from "../i18n";
import { claim, floor, state } from "../office";
import { createScene } from "../scene";
import { floorId } from "../selectors";
import { Banner } from "./banner";
import { AloneHint, FirstHint } from "./hints";
import { MapBox } from "./map-box";
import { PersonToast } from "./person-toast";
import { Refusal } from "./refusal";
import { SelfBar } from "./self-bar";
import { ZoneCard } from "./zone-card";

export function FloorStage() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current || !minimap.current) return;
    const made = createScene(canvas.current, minimap.current, {
      state,
      floor,
      lang,
      claim: (x, y, facing) => {
        stepped.value = true;
        claim(x, y, facing);
      },
      picked: (id) => {
        picked.value = id;
      },
      zone: (entered) => {
        zone.value = entered;
        if (!entered) return;
        const height = made.height();
        cardsAt.value = height < 0.4 ? "bottom" : height > 0.6 ? "top" : "usual";
      },
    });
    scene.value = made;
    focusFloor();
    return () => {
      scene.value = null;
      zone.value = null;
      made.destroy();
    };
  }, []);
  const ready = floor.value !== null && floor.value.id === floorId.value;
  return (
    <main class="stage">
      <canvas ref={canvas} class="stage-canvas" tabIndex={0} aria-label={t("floor.canvas")} />
      {!ready && <p class="stage-loading">{t("floor.loading")}</p>}
      <div class="stage-high">
        <Banner />
        <Refusal />
        <AloneHint />
      </div>
      <div class="stage-notes" data-at={cardsAt.value}>
        <ZoneCard />
        <PersonToast />
        {ready && <FirstHint />}
      </div>
      <div class="stage-low">
        <SelfBar />
        <MapBox canvas={minimap} />
      </div>
    </main>
  );
}
