/* Colyseus 0.18: a seat is reserved by HTTP, then the room is joined on a WebSocket.
 *
 * Claims are `room.send("move", {x, y, facing})`. State and patches are read as its schema writes
 * them, as far as this room needs it (peers/colyseus.js): players in a map, each with the fields
 * seat, x, y and facing. A structure's number is the same for all clients, so one table of players
 * does for all witnesses; whoever comes in fills it from their first state.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOIN_ROOM = 10, ROOM_DATA = 13, ROOM_STATE = 14, ROOM_STATE_PATCH = 15 };
enum { ADD = 128, DELETE = 64, SWITCH = 255, TYPE_ID = 213, ROOT = 0, REFS = 1 << 17 };

typedef struct {
    uint16_t seat, x, y;
    bool known;
} Player;

static Player players[REFS];
static uint32_t map_ref = 1;

/* --- in the room ------------------------------------------------------------------------------ */

static uint32_t little(const uint8_t **at, const uint8_t *end, int bytes)
{
    uint32_t value = 0;
    if (end - *at < bytes) {
        *at = end;
        return 0;
    }
    for (int i = 0; i < bytes; i++)
        value |= (uint32_t)(*at)[i] << (8 * i);
    *at += bytes;
    return value;
}

static uint32_t number(const uint8_t **at, const uint8_t *end)
{
    uint32_t head = little(at, end, 1);
    switch (head) {
    case 0xcc: return little(at, end, 1);
    case 0xcd: return little(at, end, 2);
    case 0xce: return little(at, end, 4);
    default: return head;
    }
}

static void skip_text(const uint8_t **at, const uint8_t *end)
{
    uint32_t head = little(at, end, 1), length = 0;
    if (head < 0xc0)
        length = head & 31;
    else
        length = little(at, end, head == 0xd9 ? 1 : head == 0xda ? 2 : 4);
    *at = (size_t)(end - *at) < length ? end : *at + length;
}

static void read_field(Player *player, const uint8_t **at, const uint8_t *end)
{
    uint32_t operation = little(at, end, 1);
    if ((operation & 0xc0) == DELETE)
        return;
    switch (operation & 63) {
    case 0:
        player->seat = little(at, end, 2);
        player->known = true;
        break;
    case 1: player->x = little(at, end, 2); break;
    case 2: player->y = little(at, end, 2); break;
    case 3: little(at, end, 1); break;
    default: *at = end;
    }
}

static void read_entry(const uint8_t **at, const uint8_t *end)
{
    uint32_t operation = little(at, end, 1);
    number(at, end);
    if (operation == DELETE)
        return;
    if (operation & ADD)
        skip_text(at, end);
    number(at, end);
    if (*at < end && **at == TYPE_ID) {
        ++*at;
        number(at, end);
    }
}

static void read_state(Person *who, const uint8_t *at, const uint8_t *end)
{
    uint32_t ref = ROOT;
    while (at < end) {
        if (*at == SWITCH) {
            at++;
            ref = number(&at, end);
        } else if (ref == ROOT) {
            at++;
            map_ref = number(&at, end);
        } else if (ref == map_ref) {
            read_entry(&at, end);
        } else if (ref < REFS) {
            Player *player = &players[ref];
            while (at < end && *at != SWITCH)
                read_field(player, &at, end);
            if (player->known)
                told(who, player->seat, true, player->x, player->y);
        } else {
            return;
        }
    }
}

static void hear(Person *who, const uint8_t *data, size_t length, size_t whole, bool text)
{
    (void)whole;
    if (text || length == 0)
        return;
    if (data[0] == JOIN_ROOM) {
        uint8_t ready = JOIN_ROOM;
        send_message(who, &ready, 1, false);
    } else if (data[0] == ROOM_STATE) {
        read_state(who, data + 1, data + length);
        came_in(who);
    } else if (data[0] == ROOM_STATE_PATCH && who->witness >= 0) {
        read_state(who, data + 1, data + length);
    }
}

static size_t pack(uint8_t *out, const char *name, uint16_t value)
{
    size_t at = strlen(name);
    out[0] = 0xa0 | at;
    memcpy(out + 1, name, at++);
    out[at++] = 0xcd;
    out[at++] = value >> 8;
    out[at++] = value;
    return at;
}

static void claim(Person *who)
{
    uint8_t out[60] = {ROOM_DATA, 0xa4, 'm', 'o', 'v', 'e', 0x83};
    size_t at = 7;
    at += pack(out + at, "x", who->x);
    at += pack(out + at, "y", who->y);
    at += pack(out + at, "facing", who->facing);
    send_message(who, out, at, false);
}

/* --- the way in ------------------------------------------------------------------------------- */

static void match(Person *who)
{
    char body[100], request[500];
    int length = sprintf(body, "{\"seat\":%u,\"x\":%d,\"y\":%d}", index_of(who), (int)who->x,
                         (int)who->y);
    length = sprintf(request,
                     "POST /matchmake/join/office HTTP/1.1\r\nHost: %s\r\n"
                     "Content-Type: application/json\r\nContent-Length: %d\r\n"
                     "Connection: close\r\n\r\n%s",
                     host_port, length, body);
    send_bytes(who, request, length);
}

static bool find_word(const char *answer, const char *name, char *word, size_t room)
{
    const char *found = strstr(answer, name);
    if (found == NULL)
        return false;
    found += strlen(name);
    size_t length = strcspn(found, "\"");
    if (length >= room)
        return false;
    memcpy(word, found, length);
    word[length] = 0;
    return true;
}

static bool matched(Person *who, const char *answer)
{
    char session[60], room[60], process[60];
    if (!find_word(answer, "\"sessionId\":\"", session, sizeof session) ||
        !find_word(answer, "\"roomId\":\"", room, sizeof room) ||
        !find_word(answer, "\"processId\":\"", process, sizeof process))
        return false;
    snprintf(who->path, sizeof who->path, "/%s/%s?sessionId=%s", process, room, session);
    return true;
}

static void greet(Person *who)
{
    (void)who; /* the server speaks first */
}

const Dialect colyseus = {.name = "colyseus", .match = match, .matched = matched, .greet = greet,
                          .claim = claim, .hear = hear};
