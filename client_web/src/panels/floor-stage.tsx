/** The canvas that the scene paints on, and what lies over its edges; or the list in its place. */

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { around } from "../around";
import { cardsAt, focusFloor, picked, scene, stepped, zone } from "../arrangement";
import { walkToPlace } from "../follow";
import { lang, t } from "../i18n";
import { floor, state } from "../office";
import { createScene, type Scene } from "../scene";
import { floorId } from "../selectors";
import { listView, mapFailed } from "../views";
import { walking } from "../walking";
import { AloneCard } from "./alone-card";
import { Banner } from "./banner";
import { GuestLobby } from "./guest-lobby";
import { FirstHint } from "./hints";
import { ListView } from "./list-view";
import { MapBox } from "./map-box";
import { OverheardToast } from "./overheard-toast";
import { PersonToast } from "./person-toast";
import { Refusal } from "./refusal";
import { SelfBar } from "./self-bar";
import { ZoneCard } from "./zone-card";

export function FloorStage() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  useScene(canvas, minimap);
  useWalking();
  const list = listView.value || mapFailed.value;
  const ready = floor.value !== null && floor.value.id === floorId.value;
  return (
    <main class="stage" data-list={list}>
      <div class="stage-map" data-hidden={list} inert={list}>
        <canvas ref={canvas} class="stage-canvas" tabIndex={0} aria-label={t("floor.canvas")} />
        {!ready && <p class="stage-loading">{t("floor.loading")}</p>}
        {!list && (
          <div class="stage-notes" data-at={cardsAt.value}>
            <OverheardToast />
            <ZoneCard />
            <PersonToast />
            {ready && <FirstHint />}
            <AloneCard />
            <GuestLobby />
          </div>
        )}
        <div class="stage-low">
          {!list && <SelfBar />}
          <MapBox canvas={minimap} />
        </div>
      </div>
      {list && <ListView />}
      {list && (
        <div class="stage-low">
          <SelfBar />
        </div>
      )}
      <div class="stage-high">
        <Banner />
        <Refusal />
        {list && <OverheardToast />}
      </div>
    </main>
  );
}

type CanvasRef = RefObject<HTMLCanvasElement | null>;

/** Whether it is painted or not: the first step that I take, and what I walk into. */
function useWalking(): void {
  useEffect(() => {
    const endings = [
      walking.onStep(() => {
        stepped.value = true;
      }),
      walking.zone.subscribe((entered) => {
        zone.value = entered;
        const height = scene.peek()?.height() ?? 0.5;
        if (entered) cardsAt.value = height < 0.4 ? "bottom" : height > 0.6 ? "top" : "usual";
      }),
    ];
    return () => {
      for (const end of endings) end();
      zone.value = null;
    };
  }, []);
}

/** The scene stays while the list is shown, though it paints nothing then. */
function useScene(canvas: CanvasRef, minimap: CanvasRef): void {
  useEffect(() => {
    if (!canvas.current || !minimap.current) return;
    const made = tryToPaint(canvas.current, minimap.current);
    if (!made) return;
    scene.value = made;
    if (!listView.peek()) focusFloor();
    return () => {
      scene.value = null;
      made.destroy();
    };
  }, [canvas, minimap]);
}

/** A browser without a canvas still has the list. */
function tryToPaint(canvas: HTMLCanvasElement, minimap: HTMLCanvasElement): Scene | null {
  if (!document.createElement("canvas").getContext("2d")) {
    mapFailed.value = true;
    return null;
  }
  const made = createScene(canvas, minimap, {
    around,
    state,
    floor,
    lang,
    walking,
    goTo: walkToPlace,
    picked: (id) => {
      picked.value = id;
    },
  });
  return made;
}
