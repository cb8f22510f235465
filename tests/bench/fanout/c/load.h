/* The load generator's shared types: people who walk, their lines to a server, and what is measured.
 *
 * One process, one thread, one epoll. Each person has one TCP line with a WebSocket on it and speaks
 * the dialect of the server that is measured; a dialect is four functions (see `Dialect`).
 */
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CELL = 256,          /* px: people are told of by cells of this size */
    NEAR = 400,          /* px, each way: who is so near when a claim is sent has to be told of it */
    CLAIMS_KEPT = 32,    /* of each person, to recognise them when they come back */
    WITNESSES = 64,      /* clients whose frames are decoded; a claim has one bit for each */
    HEAD_KEPT = 4096,    /* bytes that are kept of a frame that nobody decodes */
    MOST_PEOPLE = 1 << 14,
};

typedef struct {
    uint16_t x, y;
    uint64_t sent;      /* ns */
    uint64_t awaited;   /* a bit for each witness that was near and has not been told yet */
} Claim;

typedef enum { ABSENT, MATCHING, SHAKING, GREETING, PRESENT } State;

typedef struct {
    int fd;
    State state;
    int witness;        /* its bit, or -1 */
    bool walking, small_buffer, stalled;
    uint16_t facing;
    uint16_t epoch;
    uint32_t steps;     /* until the next turn */
    double x, y, dx, dy;
    uint32_t person;    /* the server's number for them */
    char token[128];
    char path[256];     /* what the WebSocket is opened with */
    /* A frame or a head that has come in part: */
    uint8_t *part;
    uint32_t part_length, part_room;
    uint64_t skip;      /* bytes of a long frame that nobody needs and that are still to come */
    uint64_t frames, bytes;
    Claim claims[CLAIMS_KEPT];
    uint32_t claimed;
} Person;

typedef struct {
    const char *name;
    /* What the WebSocket is opened with, where that is not the office's address; may be NULL. */
    void (*prepare)(Person *who);
    /* Writes the HTTP request that comes before the WebSocket's, and reads the answer: false if it
     * is not whole. NULL where there is none. */
    void (*match)(Person *who);
    bool (*matched)(Person *who, const char *answer);
    /* What is said when the WebSocket is open. */
    void (*greet)(Person *who);
    /* Claims the place where somebody stands. */
    void (*claim)(Person *who);
    /* Says something, to those near or to all; NULL where nobody speaks. */
    void (*say)(Person *who);
    /* Reads a message. `length` bytes are here of `whole`. */
    void (*hear)(Person *who, const uint8_t *data, size_t length, size_t whole, bool text);
} Dialect;

extern Person *people;
extern uint32_t people_count;   /* in the list */
extern int floor_columns;       /* cells */
extern int protocol_version;
extern char host_port[64];

uint64_t now_ns(void);
uint32_t dice(uint32_t sides);

/* --- load.c: what dialects tell --- */
void came_in(Person *who);                              /* they are there: claims may follow */
void put_back(Person *who, int x, int y, int epoch);    /* the server did not accept a claim */
void told(Person *witness, uint32_t seat_or_person, bool is_seat, int x, int y);
void knows_seat(uint32_t person, uint32_t seat);
uint32_t index_of(const Person *who);
void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* --- stream.c: WebSocket frames --- */
void send_message(Person *who, const void *data, size_t length, bool text);
void send_bytes(Person *who, const void *data, size_t length);
void send_handshake(Person *who);
/* Reads what has come; false when the line is closed. */
bool read_line(Person *who, const Dialect *dialect);
void forget_parts(Person *who);
extern uint32_t closes[5000];   /* by WebSocket close code; 0 for lines cut without one */

/* --- walk.c --- */
extern double area[4];          /* x, y, width, height in px */
void set_off(Person *who);
/* One step; false when they stop. */
bool step(Person *who, double pixels);

/* --- dialects --- */
extern const Dialect product_msgpack, product_binary, grid, socketio, colyseus;

/* Records of the binary `moved` message, for whoever wants to read them. */
void read_cells(Person *who, const uint8_t *words, size_t length);
uint8_t *write_claim(uint8_t *out, const Person *who);

#endif
