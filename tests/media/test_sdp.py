"""What a session description offers to send."""

from __future__ import annotations

import pytest
from aiortc import RTCPeerConnection
from hypothesis import given
from hypothesis import strategies as st

from server.media.sdp import offers_to_send
from tests.support.examples import examples
from tests.support.voices import Tone, connection

HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n"
DATA = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"


@pytest.mark.spec("VOICE-13")
@pytest.mark.parametrize(
    ("sections", "sent"),
    [
        ("", set()),
        (AUDIO + "a=recvonly\r\n", set()),
        (AUDIO + "a=inactive\r\n", set()),
        (AUDIO + "a=sendonly\r\n", {"audio"}),
        (AUDIO + "a=sendrecv\r\n", {"audio"}),
        (AUDIO, {"audio"}),
        (AUDIO + "a=recvonly\r\n" + VIDEO + "a=sendonly\r\n", {"video"}),
        (AUDIO + "a=sendonly\r\n" + VIDEO + "a=recvonly\r\n", {"audio"}),
        (AUDIO.replace(" 9 ", " 0 ") + "a=sendonly\r\n", {"audio"}),
        (AUDIO + "a=recvonly\r\n" + DATA, {"application"}),
        (DATA.replace(" 9 ", " 0 "), set()),
        # What a page of one's own might try.
        (AUDIO + "a=recvonly\r\na=sendonly\r\n", {"audio"}),
        (AUDIO + "a=sendrecv\r\na=recvonly\r\n", {"audio"}),
        (AUDIO.replace("\r\n", "\n") + " a=recvonly \n", set()),
        ("a=recvonly\r\n" + AUDIO, set()),
        ("a=recvonly\r\n" + AUDIO + "a=sendonly\r\n" + VIDEO, {"audio"}),
        (AUDIO + "a=Recvonly\r\n", {"audio"}),
        ("m=audio\r\n", {"audio"}),
    ],
)
def test_what_is_offered(sections: str, sent: set[str]) -> None:
    assert offers_to_send(HEAD + sections) == sent


@pytest.mark.spec("VOICE-13")
@examples(100)
@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    offers_to_send(text)
    assert "audio" in offers_to_send(text + "\nm=audio 9 X 0\na=sendonly")


async def offered(by: RTCPeerConnection) -> str:
    await by.setLocalDescription(await by.createOffer())
    try:
        return str(by.localDescription.sdp)
    finally:
        await by.close()


@pytest.mark.spec("VOICE-13")
async def test_what_pages_really_write() -> None:
    listener, speaker = connection(), connection()
    listener.addTransceiver("audio", direction="recvonly")
    listener.addTransceiver("video", direction="recvonly")
    speaker.addTrack(Tone(440))
    speaker.addTransceiver("video", direction="recvonly")
    assert offers_to_send(await offered(listener)) == set()
    assert offers_to_send(await offered(speaker)) == {"audio"}
