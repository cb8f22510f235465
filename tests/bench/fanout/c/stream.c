/* The client's side of WebSocket, as little of it as a load needs: the upgrade, masked messages out,
 * frame heads in. Frames nobody decodes are counted, and only their beginning is looked at.
 */
#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { ROOM = 1 << 18, CLOSE = 8, PING = 9, PONG = 10 };

uint32_t closes[5000];
static uint8_t room[ROOM];

void send_bytes(Person *who, const void *data, size_t length)
{
    /* What does not fit into the kernel's buffer is lost: a claim replaces the one before anyway,
     * but half a frame would end the line, so that is an end of the measurement. */
    ssize_t sent = send(who->fd, data, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0 && (size_t)sent != length)
        fail("the server does not read what person %u sends", index_of(who));
}

static void send_frame(Person *who, int opcode, const uint8_t *data, size_t length)
{
    uint8_t frame[1024];
    size_t at = 0;
    frame[at++] = 0x80 | opcode;
    if (length < 126) {
        frame[at++] = 0x80 | length;
    } else {
        frame[at++] = 0x80 | 126;
        frame[at++] = length >> 8;
        frame[at++] = length;
    }
    if (length > sizeof frame - 8)
        fail("a message of %zu bytes is too long for this generator", length);
    uint32_t key = dice(UINT32_MAX) | 1;
    uint8_t mask[4];
    memcpy(mask, &key, 4);
    memcpy(frame + at, mask, 4);
    at += 4;
    for (size_t i = 0; i < length; i++)
        frame[at + i] = data[i] ^ mask[i & 3];
    send_bytes(who, frame, at + length);
}

void send_message(Person *who, const void *data, size_t length, bool text)
{
    send_frame(who, text ? 1 : 2, data, length);
}

void send_handshake(Person *who)
{
    char head[600];
    int length = snprintf(head, sizeof head,
                          "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                          "Sec-WebSocket-Version: 13\r\n\r\n",
                          who->path, host_port);
    send_bytes(who, head, length);
}

void forget_parts(Person *who)
{
    free(who->part);
    who->part = NULL;
    who->part_length = who->part_room = 0;
    who->skip = 0;
}

static void keep_part(Person *who, const uint8_t *data, size_t length)
{
    if (length > who->part_room) {
        who->part_room = length < 4096 ? 4096 : length;
        uint8_t *fresh = realloc(who->part, who->part_room);
        if (fresh == NULL)
            fail("out of memory");
        who->part = fresh;
    }
    memmove(who->part, data, length);
    who->part_length = length;
}

/* The length of a frame's head and of its payload; 0 while the head is not whole. */
static size_t frame_head(const uint8_t *data, size_t length, uint64_t *payload)
{
    if (length < 2)
        return 0;
    *payload = data[1] & 127;
    if (*payload < 126)
        return 2;
    size_t more = *payload == 126 ? 2 : 8;
    if (length < 2 + more)
        return 0;
    *payload = 0;
    for (size_t i = 0; i < more; i++)
        *payload = *payload << 8 | data[2 + i];
    return 2 + more;
}

static bool take_frame(Person *who, const Dialect *dialect, int opcode, const uint8_t *data,
                       size_t length, uint64_t whole)
{
    if (opcode == CLOSE) {
        unsigned code = length >= 2 ? data[0] << 8 | data[1] : 1005;
        closes[code < 5000 ? code : 0]++;
        return false;
    }
    if (opcode == PING)
        send_frame(who, PONG, data, length);
    else if (opcode == 1 || opcode == 2) {
        who->frames++;
        dialect->hear(who, data, length, whole, opcode == 1);
    }
    return true;
}

/* Takes all whole frames out of what came; returns how many bytes are left over at the end, or -1
 * when the line is over. */
static ssize_t take_frames(Person *who, const Dialect *dialect, const uint8_t *data, size_t length)
{
    size_t at = 0;
    while (at < length) {
        if (who->skip) {
            size_t skipped = who->skip < length - at ? who->skip : length - at;
            who->skip -= skipped;
            at += skipped;
            continue;
        }
        uint64_t payload = 0;
        size_t head = frame_head(data + at, length - at, &payload);
        size_t here = length - at - head;
        bool whole = head && here >= payload;
        bool enough = head && who->witness < 0 && who->state == PRESENT && here >= HEAD_KEPT;
        if (!whole && !enough)
            break;
        if (!whole) {
            who->skip = payload - here;
        } else {
            here = payload;
        }
        if (!take_frame(who, dialect, data[at] & 15, data + at + head, here, payload))
            return -1;
        if (who->fd < 0)
            return -1;
        at += head + here;
    }
    return length - at;
}

/* The answer to the upgrade, or to the request before it. Returns the bytes that it took, 0 if it
 * is not whole, -1 if it is a refusal. */
static ssize_t take_answer(const uint8_t *data, size_t length)
{
    const uint8_t *end = memmem(data, length, "\r\n\r\n", 4);
    if (end == NULL)
        return 0;
    if (length < 12 || memcmp(data + 9, "101", 3) != 0) {
        fprintf(stderr, "refused: %.*s\n", (int)(length < 300 ? length : 300), data);
        return -1;
    }
    return end + 4 - data;
}

bool read_line(Person *who, const Dialect *dialect)
{
    for (;;) {
        size_t before = who->part_length;
        if (before)
            memcpy(room, who->part, before < ROOM ? before : ROOM);
        uint8_t *into = room;
        size_t space = ROOM;
        if (before + 65536 > ROOM) { /* a very long frame that has to be read whole */
            if (before + 65536 > who->part_room) {
                who->part_room = 2 * before + 65536;
                if ((who->part = realloc(who->part, who->part_room)) == NULL)
                    fail("out of memory");
            }
            into = who->part;
            space = who->part_room;
        }
        ssize_t got = recv(who->fd, into + before, space - before, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            closes[0]++;
            return false;
        }
        if (got < 0)
            return true;
        who->bytes += got;
        size_t length = before + got, at = 0;
        if (who->state == SHAKING) {
            ssize_t taken = take_answer(into, length);
            if (taken < 0)
                return false;
            if (taken > 0) {
                at = taken;
                who->state = GREETING;
                dialect->greet(who);
            }
        }
        ssize_t left = length - at;
        if (who->state != SHAKING)
            left = take_frames(who, dialect, into + at, length - at);
        if (left < 0)
            return false;
        if (left)
            keep_part(who, into + length - left, left);
        who->part_length = left;
        if (left == 0 && who->part_room > HEAD_KEPT) {
            free(who->part);
            who->part = NULL;
            who->part_room = 0;
        }
        if ((size_t)got < space - before)
            return true;
    }
}
