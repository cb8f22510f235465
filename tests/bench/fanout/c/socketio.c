/* Socket.IO over its WebSocket transport: text messages, `42["move",x,y,facing]`, and each claim is
 * relayed as it comes: `42["moved",seat,x,y,facing]`. */
#include "load.h"

#include <stdio.h>
#include <string.h>

static void prepare(Person *who)
{
    snprintf(who->path, sizeof who->path, "/socket.io/?EIO=4&transport=websocket&seat=%u",
             index_of(who));
}

static void greet(Person *who)
{
    (void)who; /* the server speaks first */
}

static void hear(Person *who, const uint8_t *data, size_t length, size_t whole, bool text)
{
    (void)whole;
    if (!text || length == 0)
        return;
    if (data[0] == '0')
        send_message(who, "40", 2, true);
    else if (data[0] == '2')
        send_message(who, "3", 1, true);
    else if (length > 1 && data[0] == '4' && data[1] == '0')
        came_in(who);
    else if (who->witness >= 0) {
        char message[100];
        unsigned seat;
        int x, y;
        snprintf(message, sizeof message, "%.*s", (int)length, (const char *)data);
        if (sscanf(message, "42[\"moved\",%u,%d,%d", &seat, &x, &y) == 3)
            told(who, seat, true, x, y);
    }
}

static void claim(Person *who)
{
    char message[60];
    int length = sprintf(message, "42[\"move\",%d,%d,%d]", (int)who->x, (int)who->y, who->facing);
    send_message(who, message, length, true);
}

const Dialect socketio = {
    .name = "socketio", .prepare = prepare, .greet = greet, .claim = claim, .hear = hear};
