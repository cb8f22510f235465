/* How the office's own messages are written and read: MessagePack as today, and moves in binary.
 *
 * Everybody's frames are looked into far enough to notice a new epoch; those of witnesses are read.
 */
#include "load.h"

#include <stdio.h>
#include <string.h>

/* --- MessagePack, as much as is needed ------------------------------------------------------ */

typedef struct {
    const uint8_t *at, *end;
    bool broken; /* ended, or of a kind that never comes */
} Reader;

static uint64_t big(Reader *from, int bytes)
{
    if (from->end - from->at < bytes) {
        from->broken = true;
        return 0;
    }
    uint64_t value = 0;
    while (bytes--)
        value = value << 8 | *from->at++;
    return value;
}

static uint32_t read_array(Reader *from)
{
    uint8_t head = big(from, 1);
    if ((head & 0xf0) == 0x90)
        return head & 15;
    if (head == 0xdc || head == 0xdd)
        return big(from, head == 0xdc ? 2 : 4);
    from->broken = true;
    return 0;
}

static uint32_t read_map(Reader *from)
{
    uint8_t head = big(from, 1);
    if ((head & 0xf0) == 0x80)
        return head & 15;
    if (head == 0xde || head == 0xdf)
        return big(from, head == 0xde ? 2 : 4);
    from->broken = true;
    return 0;
}

static int64_t read_number(Reader *from)
{
    uint8_t head = big(from, 1);
    if (head < 0x80)
        return head;
    if (head >= 0xe0)
        return (int8_t)head;
    switch (head) {
    case 0xcc: return big(from, 1);
    case 0xcd: return big(from, 2);
    case 0xce: return big(from, 4);
    case 0xcf: return big(from, 8);
    case 0xd0: return (int8_t)big(from, 1);
    case 0xd1: return (int16_t)big(from, 2);
    case 0xd2: return (int32_t)big(from, 4);
    case 0xd3: return big(from, 8);
    }
    from->broken = true;
    return 0;
}

/* Text or bytes; where it lies. */
static const uint8_t *read_text(Reader *from, size_t *length)
{
    uint8_t head = big(from, 1);
    if ((head & 0xe0) == 0xa0)
        *length = head & 31;
    else if (head == 0xd9 || head == 0xc4)
        *length = big(from, 1);
    else if (head == 0xda || head == 0xc5)
        *length = big(from, 2);
    else if (head == 0xdb || head == 0xc6)
        *length = big(from, 4);
    else
        from->broken = true;
    if (from->broken || (size_t)(from->end - from->at) < *length) {
        from->broken = true;
        *length = 0;
        return from->at;
    }
    const uint8_t *found = from->at;
    from->at += *length;
    return found;
}

static void skip(Reader *from)
{
    if (from->at >= from->end) {
        from->broken = true;
        return;
    }
    uint8_t head = *from->at;
    size_t length;
    if ((head & 0xf0) == 0x90 || head == 0xdc || head == 0xdd) {
        for (uint32_t n = read_array(from); n && !from->broken; n--)
            skip(from);
    } else if ((head & 0xf0) == 0x80 || head == 0xde || head == 0xdf) {
        for (uint32_t n = 2 * read_map(from); n && !from->broken; n--)
            skip(from);
    } else if ((head & 0xe0) == 0xa0 || (head >= 0xd9 && head <= 0xdb) ||
               (head >= 0xc4 && head <= 0xc6)) {
        read_text(from, &length);
    } else if (head == 0xc0 || head == 0xc2 || head == 0xc3) {
        from->at++;
    } else if (head == 0xca || head == 0xcb) {
        from->at++;
        big(from, head == 0xca ? 4 : 8);
    } else {
        read_number(from);
    }
}

static bool is(const uint8_t *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* --- what comes ----------------------------------------------------------------------------- */

void read_cells(Person *who, const uint8_t *words, size_t length)
{
    uint32_t left = 0, cell = 0;
    for (size_t at = 0; at + 4 <= length; at += 4) {
        uint32_t word;
        memcpy(&word, words + at, 4);
        if (left == 0) {
            cell = word & 0xffff;
            left = word >> 16;
            continue;
        }
        left--;
        int x = (int)(cell % floor_columns) * CELL + (word >> 16 & 255);
        int y = (int)(cell / floor_columns) * CELL + (word >> 24);
        told(who, word & 0x3fff, true, x, y);
    }
}

/* Today's list of [person, x, y, facing]. */
static void read_list(Person *who, Reader *from)
{
    for (uint32_t n = read_array(from); n && !from->broken; n--) {
        if (read_array(from) != 4)
            from->broken = true;
        uint32_t person = read_number(from);
        int x = read_number(from), y = read_number(from);
        skip(from);
        told(who, person, false, x, y);
    }
}

static void read_cards(Person *who, Reader *from)
{
    if (who->witness < 0)
        return; /* the cards are the last that is of interest in a snapshot */
    for (uint32_t n = read_array(from); n && !from->broken; n--) {
        uint32_t person = 0, seat = UINT32_MAX;
        int x = 0, y = 0;
        for (uint32_t fields = read_map(from); fields && !from->broken; fields--) {
            size_t length;
            const uint8_t *name = read_text(from, &length);
            if (is(name, length, "id"))
                person = read_number(from);
            else if (is(name, length, "seat"))
                seat = read_number(from);
            else if (is(name, length, "x"))
                x = read_number(from);
            else if (is(name, length, "y"))
                y = read_number(from);
            else
                skip(from);
        }
        if (seat != UINT32_MAX && !from->broken)
            knows_seat(person, seat);
        if (person == who->person && who->state == GREETING && !from->broken) {
            who->x = x;
            who->y = y;
        }
    }
}

static void hear(Person *who, const uint8_t *data, size_t length, size_t whole, bool text)
{
    (void)text;
    Reader from = {data, data + length, false};
    uint32_t events = read_array(&from);
    bool short_one = events == 1 && length == whole;
    for (; events && !from.broken; events--) {
        uint32_t fields = read_map(&from);
        size_t size;
        read_text(&from, &size); /* "t" comes first */
        const uint8_t *kind = read_text(&from, &size);
        bool moved = is(kind, size, "moved"), placed = is(kind, size, "placed");
        bool snapshot = is(kind, size, "snapshot");
        if (moved && who->witness < 0 && short_one)
            return;
        int x = 0, y = 0;
        int64_t epoch = -1;
        for (fields--; fields && !from.broken; fields--) {
            const uint8_t *name = read_text(&from, &size);
            if (moved && who->witness >= 0 && is(name, size, "cells")) {
                const uint8_t *words = read_text(&from, &size);
                if (!from.broken)
                    read_cells(who, words, size);
            } else if (moved && who->witness >= 0 && is(name, size, "people")) {
                read_list(who, &from);
            } else if ((placed || snapshot) && is(name, size, "epoch")) {
                epoch = read_number(&from);
                if (snapshot && !from.broken)
                    who->epoch = epoch;
            } else if (placed && is(name, size, "x")) {
                x = read_number(&from);
            } else if (placed && is(name, size, "y")) {
                y = read_number(&from);
            } else if (snapshot && is(name, size, "people")) {
                read_cards(who, &from);
                if (who->witness < 0)
                    from.broken = true; /* all that counts is known */
            } else {
                skip(&from);
            }
        }
        if (placed && !from.broken)
            put_back(who, x, y, epoch);
        if (snapshot && who->state == GREETING)
            came_in(who);
    }
}

/* --- what goes ------------------------------------------------------------------------------ */

static void greet(Person *who)
{
    uint8_t out[300] = {0x84, 0xa1, 't', 0xa5, 'h', 'e', 'l', 'l', 'o'};
    size_t at = 9, length = strlen(who->token);
    at += sprintf((char *)out + at, "\xa7version%c\xa5token\xd9%c%s", protocol_version, (int)length,
                  who->token);
    at += sprintf((char *)out + at, "\xa3tab\xa4load");
    send_message(who, out, at, false);
}

static size_t pack_number(uint8_t *out, uint32_t value)
{
    out[0] = 0xce;
    for (int i = 0; i < 4; i++)
        out[1 + i] = value >> (24 - 8 * i);
    return 5;
}

static void claim_msgpack(Person *who)
{
    uint8_t out[100];
    size_t at = sprintf((char *)out, "\x85\xa1t\xa4move\xa6""facing\xa1%c\xa1x", "nesw"[who->facing]);
    at += pack_number(out + at, who->x);
    at += sprintf((char *)out + at, "\xa1y");
    at += pack_number(out + at, who->y);
    at += sprintf((char *)out + at, "\xa5""epoch");
    at += pack_number(out + at, who->epoch);
    send_message(who, out, at, false);
}

uint8_t *write_claim(uint8_t *out, const Person *who)
{
    int32_t x = who->x, y = who->y;
    out[0] = 0xc1;
    out[1] = who->facing;
    memcpy(out + 2, &who->epoch, 2);
    memcpy(out + 4, &x, 4);
    memcpy(out + 8, &y, 4);
    return out + 12;
}

static void claim_binary(Person *who)
{
    uint8_t out[12];
    write_claim(out, who);
    send_message(who, out, sizeof out, false);
}

/* Nine of ten messages are for the bubble; of those, some are refused because nobody is near. */
static void say(Person *who)
{
    static uint32_t said;
    uint8_t out[200];
    const char *scope = dice(10) ? "bubble" : "floor";
    char ref[40];
    int length = sprintf(ref, "load-%u-%u", index_of(who), ++said);
    size_t at = sprintf((char *)out, "\x84\xa1t\xa3say\xa3ref%c%s\xa5scope%c%s\xa4text",
                        0xa0 | length, ref, (int)(0xa0 | strlen(scope)), scope);
    char text[60];
    length = sprintf(text, "message %u of the load, of middling length", said);
    at += sprintf((char *)out + at, "\xd9%c%s", length, text);
    send_message(who, out, at, false);
}

const Dialect product_msgpack = {.name = "product-msgpack", .greet = greet,
                                 .claim = claim_msgpack, .say = say, .hear = hear};

const Dialect product_binary = {.name = "product-binary", .greet = greet,
                                .claim = claim_binary, .say = say, .hear = hear};

/* The reference server and the batched Node server: the same moves and the same `moved`, without an
 * office behind it. One is where the first claim says. */

static void greet_grid(Person *who)
{
    claim_binary(who);
    came_in(who);
}

const Dialect grid = {.name = "grid", .greet = greet_grid, .claim = claim_binary, .hear = hear};
