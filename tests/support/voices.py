"""People with a voice and without a browser: each sends a tone of their own, so that who is heard
is proven by what is heard. aiortc does the WebRTC."""

from __future__ import annotations

import asyncio
import fractions
import re
from collections.abc import Collection, Mapping

import numpy as np
from aiortc import (
    AudioStreamTrack,
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
    VideoStreamTrack,
)
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame
from numpy.typing import NDArray

from server.media.janus.line import Line, Offer, Over, Source

RATE = 48_000  # samples a second
_FRAME = 960  # samples, 20 ms
_WINDOW = 9_600  # samples that a tone is looked for in: 0.2 s, so tones are told apart by 5 Hz
_SILENT_AFTER = 0.3  # seconds without a frame
_LOUD = 0.01  # of full scale; a tone of ours arrives at 0.1 and more, noise far below


def tone(number: int) -> int:
    """The tone of the person with a number, in Hz: a multiple of 5."""
    return 400 + 70 * number


class Tone(AudioStreamTrack):
    """A sine."""

    def __init__(self, hertz: int, loudness: float = 0.3) -> None:
        super().__init__()
        self._step = 2 * np.pi * hertz / RATE
        self._loudness = loudness
        self._sent = 0
        self._began: float | None = None

    async def recv(self) -> AudioFrame:
        loop = asyncio.get_running_loop()
        if self.readyState != "live":
            raise MediaStreamError
        if self._began is None:
            self._began = loop.time()
        await asyncio.sleep(self._began + self._sent / RATE - loop.time())
        at = np.arange(self._sent, self._sent + _FRAME)
        wave = (np.sin(self._step * at) * self._loudness * 32767).astype(np.int16)
        frame = AudioFrame.from_ndarray(wave[np.newaxis, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, self._sent
        frame.time_base = fractions.Fraction(1, RATE)
        self._sent += _FRAME
        return frame


class Shade(VideoStreamTrack):
    """A small picture of one shade of grey, a different one for each person."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._picture = np.full((48, 64, 3), shade(number), np.uint8)

    async def recv(self) -> VideoFrame:
        frame = VideoFrame.from_ndarray(self._picture, format="rgb24")
        frame.pts, frame.time_base = await self.next_timestamp()
        return frame


def shade(number: int) -> int:
    """The grey of the person with a number."""
    return 40 * number


class Eye:
    """The last of what came by one track: whose shade it is, 0 before anything came."""

    def __init__(self, track: MediaStreamTrack) -> None:
        self.sees = 0
        self.chore = asyncio.create_task(self._look(track))

    async def _look(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            self.sees = round(frame.to_ndarray(format="gray").mean() / 40)


class Ear:
    """The last of what came by one track."""

    def __init__(self, track: MediaStreamTrack) -> None:
        self.gaps = 0  # silent frames
        self.heard_at = 0.0
        self._last: NDArray[np.float64] = np.zeros(_WINDOW)
        self.chore = asyncio.create_task(self._listen(track))

    async def _listen(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            sound = frame.to_ndarray().reshape(-1, len(frame.layout.channels))[:, 0] / 32768
            self.gaps += not np.any(np.abs(sound) > _LOUD)
            self.heard_at = asyncio.get_running_loop().time()
            self._last = np.concatenate((self._last, sound))[-_WINDOW:]

    def tones(self, numbers: Collection[int]) -> set[int]:
        """Whose tones it hears, of some; nobody's when nothing comes any more."""
        if asyncio.get_running_loop().time() - self.heard_at > _SILENT_AFTER:
            return set()
        window = np.hanning(_WINDOW)
        spectrum = np.abs(np.fft.rfft(self._last * window)) * 2 / window.sum()
        return {n for n in numbers if spectrum[tone(n) * _WINDOW // RATE] > _LOUD}


def connection() -> RTCPeerConnection:
    """A connection that asks no server for its way."""
    return RTCPeerConnection(RTCConfiguration(iceServers=[]))


class Voice:
    """A person: what their page would do, told by a line what to do."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.ears: dict[str, Ear] = {}  # by the section of the description
        self.eyes: dict[str, Eye] = {}
        self.sources: Mapping[str, Source] = {}
        self.over: asyncio.Queue[Over] = asyncio.Queue()
        self.line: Line | None = None
        self.problems: list[BaseException] = []
        self._offers: asyncio.Queue[Offer] = asyncio.Queue()
        self._up: RTCPeerConnection | None = None
        self._down: RTCPeerConnection | None = None
        self._chore: asyncio.Task[None] | None = None

    def tell(self, told: Offer | Over) -> None:
        """What the office would send to the page."""
        if isinstance(told, Offer):
            self._offers.put_nowait(told)
        else:
            self.over.put_nowait(told)

    def come(self, line: Line) -> None:
        """Begins to hear."""
        self.line = line
        self._chore = asyncio.create_task(self._answer(line))

    async def speak(self, *, hears: bool = False) -> None:
        """Begins to send; `hears`: by the same connection."""
        up = await self._anew()
        up.addTrack(Tone(tone(self.number), 0.04 if hears else 0.3))
        await self._offer(up, "sendrecv" if hears else "sendonly")

    async def show(self) -> None:
        """Begins to send a picture too."""
        assert self._up is not None
        self._up.addTrack(Shade(self.number))
        await self._offer(self._up, "sendonly")

    async def speak_up(self) -> None:
        """Begins to send by the connection by which it hears."""
        assert self._up is not None
        (transceiver,) = self._up.getTransceivers()
        transceiver.sender.replaceTrack(Tone(tone(self.number), 0.04))
        await self._offer(self._up, "sendrecv")

    async def try_to_speak(self) -> None:
        """Offers to send, by a connection beside those that it has."""
        assert self.line is not None
        aside = connection()
        aside.addTrack(Tone(tone(self.number)))
        try:
            await aside.setLocalDescription(await aside.createOffer())
            await self.line.offer(aside.localDescription.sdp)
        finally:
            await aside.close()

    async def listen(self) -> None:
        """Hears by a connection that it offers, as in a mixing room."""
        up = await self._anew()
        up.addTransceiver("audio", direction="recvonly")
        await self._offer(up, "recvonly")

    async def _anew(self) -> RTCPeerConnection:
        if self._up is not None:
            await self._up.close()
        self._up = connection()
        return self._up

    async def _offer(self, up: RTCPeerConnection, direction: str) -> None:
        assert self.line is not None
        up.on("track", lambda track: self._hear("up", track))
        for transceiver in up.getTransceivers():
            transceiver.direction = direction
        await up.setLocalDescription(await up.createOffer())
        answer = await self.line.offer(up.localDescription.sdp)
        await up.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def _answer(self, line: Line) -> None:
        down = self._down = connection()
        try:
            while True:
                offer = await self._offers.get()
                self.sources = offer.sources
                await down.setRemoteDescription(RTCSessionDescription(offer.sdp, "offer"))
                for transceiver in down.getTransceivers():
                    if transceiver.mid not in self.ears | self.eyes:
                        self._hear(transceiver.mid, transceiver.receiver.track)
                await down.setLocalDescription(await down.createAnswer())
                _follow_sources(down, offer.sdp)
                await line.answer(down.localDescription.sdp)
        except Exception as problem:
            if not line.over:  # whose line is cut while they answer has no problem of their own
                self.problems.append(problem)

    def _hear(self, mid: str, track: MediaStreamTrack) -> None:
        if track.kind == "video":
            self.eyes[mid] = Eye(track)
        else:
            self.ears[mid] = Ear(track)

    def hears(self, numbers: Collection[int]) -> set[int]:
        """Whose tones come, of some people's."""
        return set().union(*(ear.tones(numbers) for ear in self.ears.values()))

    async def leave(self) -> None:
        """Closes what it has; a new line may come."""
        if self._chore is not None:
            self._chore.cancel()
        for each in (self._up, self._down):
            if each is not None:
                await each.close()
        for sense in (*self.ears.values(), *self.eyes.values()):
            sense.chore.cancel()
        self._up = self._down = self._chore = None
        self.ears, self.eyes = {}, {}
        self._offers = asyncio.Queue()


def _follow_sources(down: RTCPeerConnection, sdp: str) -> None:
    """aiortc looks at a section's source once; browsers follow, when a section is used again."""
    sources = {}
    for section in sdp.split("m=")[1:]:
        mid = re.search(r"^a=mid:(\S+)", section, re.MULTILINE)
        source = re.search(r"^a=ssrc:(\d+)", section, re.MULTILINE)
        if mid and source:
            sources[mid[1]] = int(source[1])
    for transceiver in down.getTransceivers():
        if transceiver.mid in sources:
            router = transceiver.receiver.transport._rtp_router
            router.ssrc_table[sources[transceiver.mid]] = transceiver.receiver


async def until(condition: object, seconds: float = 15.0) -> None:
    """Returns when a condition holds. Raises TimeoutError."""
    assert callable(condition)
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
