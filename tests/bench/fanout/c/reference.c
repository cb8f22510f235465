/* The yardstick: a WebSocket server in C that does only the sends.
 *
 * It takes every claim as it is (12 bytes, see product.c), and each tick sends one frame to each
 * client: the places of those who moved in the 7 x 5 cells around, each cell encoded once, each
 * frame put together once for all who are at home in the same cell. No sessions, no rules, no walls,
 * no groups. The frames are of the same form and size as the office's.
 *
 *     reference --port P --hz 10 --phases 2 --cpu 0
 *
 * With two phases each half of the clients is sent to at another time, so that nobody waits for the
 * sends to all; each gets what happened since their own last frame.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CELL = 256, COLUMNS = 16, ROWS = 16, CELLS = COLUMNS * ROWS,
    ACROSS = 3, DOWN = 2,           /* a view: so many cells on each side of the home cell */
    CLIENTS = 1 << 14, EVENTS = 512, MOST_FRAME = 1 << 18, UNSENT = 16 * 1024,
};

typedef struct {
    int fd;
    bool open;              /* the upgrade is done */
    uint16_t seat;
    bool stands;            /* has said where */
    uint8_t facing, phase;
    uint16_t x, y, cell;
    uint32_t moved_at;      /* the number of the round in which they moved last */
    int32_t next, before;   /* in the list of their cell */
    uint8_t part[512];      /* what came of a frame or a head */
    uint32_t part_length;
    uint8_t *residue;       /* what the kernel has not taken of a frame */
    uint32_t residue_length;
} Client;

typedef struct {
    uint8_t *bytes;
    uint32_t length, room;
} Bytes;

static Client clients[CLIENTS];
static int32_t first[CELLS];
static Bytes cells[CELLS], frames[CELLS];
static uint32_t made[CELLS], encoded[CELLS];   /* the round for which they were */
static uint32_t round_number = 1, phases = 1;
static int epoll_fd;
static int32_t highest = -1;

static void give_up(const char *what)
{
    perror(what);
    exit(1);
}

static void reserve(Bytes *bytes, uint32_t more)
{
    if (bytes->length + more <= bytes->room)
        return;
    bytes->room = 2 * (bytes->length + more);
    if ((bytes->bytes = realloc(bytes->bytes, bytes->room)) == NULL)
        give_up("memory");
}

/* --- people in cells -------------------------------------------------------------------------- */

static void leave_cell(Client *who)
{
    if (who->before >= 0)
        clients[who->before].next = who->next;
    else
        first[who->cell] = who->next;
    if (who->next >= 0)
        clients[who->next].before = who->before;
}

static void enter_cell(Client *who, uint16_t cell)
{
    int32_t index = who - clients;
    who->cell = cell;
    who->before = -1;
    who->next = first[cell];
    if (who->next >= 0)
        clients[who->next].before = index;
    first[cell] = index;
}

static void take_claim(Client *who, const uint8_t *claim)
{
    int32_t x, y;
    memcpy(&x, claim + 4, 4);
    memcpy(&y, claim + 8, 4);
    if (x < 0 || y < 0 || x >= COLUMNS * CELL || y >= ROWS * CELL)
        return;
    who->x = x;
    who->y = y;
    who->facing = claim[1] & 3;
    who->moved_at = round_number;
    uint16_t cell = y / CELL * COLUMNS + x / CELL;
    if (!who->stands) {
        who->stands = true;
        enter_cell(who, cell);
    } else if (cell != who->cell) {
        leave_cell(who);
        enter_cell(who, cell);
    }
}

/* --- the tick --------------------------------------------------------------------------------- */

static void encode_cell(uint32_t cell)
{
    Bytes *out = &cells[cell];
    encoded[cell] = round_number;
    out->length = 0;
    uint32_t count = 0;
    for (int32_t i = first[cell]; i >= 0; i = clients[i].next) {
        const Client *who = &clients[i];
        if (who->moved_at + phases < round_number + 1)
            continue;
        if (count == 0) {
            reserve(out, 4);
            out->length = 4;
        }
        reserve(out, 4);
        uint32_t word = who->seat | (uint32_t)who->facing << 14 | (uint32_t)(who->x % CELL) << 16 |
                        (uint32_t)(who->y % CELL) << 24;
        memcpy(out->bytes + out->length, &word, 4);
        out->length += 4;
        count++;
    }
    if (count) {
        uint32_t head = cell | count << 16;
        memcpy(out->bytes, &head, 4);
    }
}

/* The finished frame of a home cell: a WebSocket head, `[{"t": "moved", "cells": bytes}]`. */
static void make_frame(uint32_t home)
{
    static const uint8_t opening[] = "\x91\x82\xa1t\xa5moved\xa5""cells\xc6";
    enum { OPENING = sizeof opening - 1 };
    int column = home % COLUMNS, row = home / COLUMNS;
    uint32_t length = 0, around[(2 * ACROSS + 1) * (2 * DOWN + 1)], count = 0;
    for (int r = row - DOWN; r <= row + DOWN; r++)
        for (int c = column - ACROSS; c <= column + ACROSS; c++) {
            if (r < 0 || c < 0 || r >= ROWS || c >= COLUMNS)
                continue;
            uint32_t cell = r * COLUMNS + c;
            if (encoded[cell] != round_number)
                encode_cell(cell);
            if (cells[cell].length) {
                around[count++] = cell;
                length += cells[cell].length;
            }
        }
    Bytes *frame = &frames[home];
    made[home] = round_number;
    frame->length = 0;
    if (length == 0)
        return;
    uint32_t payload = OPENING + 4 + length;
    reserve(frame, payload + 10);
    uint8_t *out = frame->bytes;
    *out++ = 0x82;
    if (payload < 126) {
        *out++ = payload;
    } else if (payload < 65536) {
        *out++ = 126;
        *out++ = payload >> 8;
        *out++ = payload;
    } else {
        *out++ = 127;
        for (int i = 7; i >= 0; i--)
            *out++ = (uint64_t)payload >> (8 * i);
    }
    memcpy(out, opening, OPENING);
    out += OPENING;
    for (int i = 3; i >= 0; i--)
        *out++ = length >> (8 * i);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(out, cells[around[i]].bytes, cells[around[i]].length);
        out += cells[around[i]].length;
    }
    frame->length = out - frame->bytes;
}

static void watch(Client *who, uint32_t events, int operation)
{
    struct epoll_event event = {.events = events, .data.u32 = who - clients};
    if (epoll_ctl(epoll_fd, operation, who->fd, &event) < 0)
        give_up("epoll");
}

static void hang_up(Client *who)
{
    if (who->stands)
        leave_cell(who);
    close(who->fd);
    free(who->residue);
    *who = (Client){.fd = -1};
}

static void write_frame(Client *who, const Bytes *frame)
{
    if (who->residue) /* has not read the last one: skipped */
        return;
    ssize_t sent = send(who->fd, frame->bytes, frame->length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent == (ssize_t)frame->length)
        return;
    if (sent < 0 && errno != EAGAIN) {
        hang_up(who);
        return;
    }
    if (sent <= 0)
        return;
    who->residue_length = frame->length - sent;
    who->residue = malloc(who->residue_length);
    memcpy(who->residue, frame->bytes + sent, who->residue_length);
    watch(who, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

static void write_residue(Client *who)
{
    ssize_t sent = send(who->fd, who->residue, who->residue_length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0)
        return;
    who->residue_length -= sent;
    memmove(who->residue, who->residue + sent, who->residue_length);
    if (who->residue_length == 0) {
        free(who->residue);
        who->residue = NULL;
        watch(who, EPOLLIN, EPOLL_CTL_MOD);
    }
}

static void tick(void)
{
    uint32_t phase = round_number % phases;
    for (int32_t i = 0; i <= highest; i++) {
        Client *who = &clients[i];
        if (!who->stands || who->phase != phase)
            continue;
        if (made[who->cell] != round_number)
            make_frame(who->cell);
        if (frames[who->cell].length)
            write_frame(who, &frames[who->cell]);
    }
    round_number++;
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool take_upgrade(Client *who)
{
    /* The generator always sends the same key, so the answer to it is always the same. */
    static const char answer[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\n"
                                 "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    const uint8_t *end = memmem(who->part, who->part_length, "\r\n\r\n", 4);
    if (end == NULL)
        return who->part_length < sizeof who->part;
    const char *seat = memmem(who->part, who->part_length, "seat=", 5);
    who->seat = seat ? atoi(seat + 5) : 0;
    who->phase = who->seat % phases;
    who->open = true;
    who->part_length = 0;
    return send(who->fd, answer, sizeof answer - 1, MSG_NOSIGNAL) == sizeof answer - 1;
}

/* Frames of at most 125 bytes, as the generator sends them. */
static bool take_frames(Client *who)
{
    uint32_t at = 0;
    while (who->part_length - at >= 6) {
        uint8_t *frame = who->part + at;
        uint32_t length = frame[1] & 127;
        if (length > 125 || !(frame[1] & 128))
            return false;
        if (who->part_length - at < 6 + length)
            break;
        for (uint32_t i = 0; i < length; i++)
            frame[6 + i] ^= frame[2 + (i & 3)];
        if ((frame[0] & 15) == 8)
            return false;
        if ((frame[0] & 15) == 2 && length == 12)
            take_claim(who, frame + 6);
        at += 6 + length;
    }
    memmove(who->part, who->part + at, who->part_length - at);
    who->part_length -= at;
    return true;
}

static void read_line(Client *who)
{
    ssize_t got = recv(who->fd, who->part + who->part_length,
                       sizeof who->part - who->part_length, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        hang_up(who);
        return;
    }
    who->part_length += got;
    if (!(who->open ? take_frames(who) : take_upgrade(who)))
        hang_up(who);
}

static void take_line(int listening)
{
    int fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK), one = 1;
    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    for (int32_t i = 0; i < CLIENTS; i++)
        if (clients[i].fd < 0) {
            clients[i].fd = fd;
            if (i > highest)
                highest = i;
            watch(&clients[i], EPOLLIN, EPOLL_CTL_ADD);
            return;
        }
    close(fd);
}

static uint64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000ull + now.tv_nsec / 1000;
}

static void run(int listening, double hz)
{
    uint64_t period = 1000000 / (hz * phases), due = now_us() + period;
    struct epoll_event events[EVENTS];
    for (;;) {
        uint64_t now = now_us();
        if (now >= due) {
            tick();
            due += period;
            if (now_us() > due + period)
                due = now_us(); /* a late tick does not make the next ones hurry */
        }
        int wait = due > now_us() ? (due - now_us() + 999) / 1000 : 0;
        int count = epoll_wait(epoll_fd, events, EVENTS, wait);
        for (int i = 0; i < count; i++) {
            if (events[i].data.u32 == CLIENTS) {
                take_line(listening);
                continue;
            }
            Client *who = &clients[events[i].data.u32];
            if (who->fd >= 0 && who->residue && events[i].events & EPOLLOUT)
                write_residue(who);
            if (who->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
                read_line(who);
        }
    }
}

int main(int count, char **arguments)
{
    static const struct option options[] = {
        {"port", 1, 0, 'p'}, {"hz", 1, 0, 'h'}, {"phases", 1, 0, 'n'}, {0}};
    int option, port = 0, one = 1, unsent = UNSENT;
    double hz = 10;
    while ((option = getopt_long(count, arguments, "", options, NULL)) >= 0)
        switch (option) {
        case 'p': port = atoi(optarg); break;
        case 'h': hz = atof(optarg); break;
        case 'n': phases = atoi(optarg); break;
        default: return 2;
        }
    for (int i = 0; i < CLIENTS; i++)
        clients[i].fd = -1;
    memset(first, 255, sizeof first);
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(listening, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listening, (struct sockaddr *)&address, sizeof address) < 0)
        give_up("bind");
    listen(listening, 1024);
    epoll_fd = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = CLIENTS};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listening, &event);
    signal(SIGPIPE, SIG_IGN);
    printf("ready\n");
    fflush(stdout);
    run(listening, hz);
}
