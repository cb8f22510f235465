/* How the people of the load walk: straight for a while at 5 tiles a second, then a turn or a stop. */
#include "load.h"

#include <math.h>

double area[4] = {32, 32, 3936, 3936};

enum { FACING_NORTH, FACING_EAST, FACING_SOUTH, FACING_WEST };

static void turn(Person *who)
{
    double angle = dice(360) * M_PI / 180;
    who->dx = cos(angle);
    who->dy = sin(angle);
    if (fabs(who->dx) > fabs(who->dy))
        who->facing = who->dx > 0 ? FACING_EAST : FACING_WEST;
    else
        who->facing = who->dy > 0 ? FACING_SOUTH : FACING_NORTH;
    who->steps = 10 + dice(50);
}

void set_off(Person *who)
{
    who->walking = true;
    turn(who);
}

bool step(Person *who, double pixels)
{
    if (who->steps-- == 0) {
        if (dice(2) == 0)
            return who->walking = false;
        turn(who);
    }
    double x = who->x + who->dx * pixels, y = who->y + who->dy * pixels;
    for (int tries = 0; tries < 16; tries++) {
        if (x >= area[0] && x < area[0] + area[2] && y >= area[1] && y < area[1] + area[3])
            break;
        turn(who);
        x = who->x + who->dx * pixels;
        y = who->y + who->dy * pixels;
    }
    who->x = x;
    who->y = y;
    return true;
}
