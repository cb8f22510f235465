/* A load for servers of a virtual office: thousands of clients on real TCP lines, one process.
 *
 * A list of people comes from a file ("person x y token" a line). Orders come on standard input, one
 * a line, and each is answered with one line of JSON:
 *
 *     clients N        N people are connected; the others are not
 *     probe SECONDS    walks, and tells what was delivered, how fast and at what price
 *     stall K, resume  the first K stop reading, and read again
 *     quit
 *
 * At any moment a share of all walks; who stops hands over to somebody else. Latency is from the
 * send of a claim to the moment in which a witness who was near finds that very place in a frame:
 * each claim has a bit for each witness from whom it is awaited. Told twice counts once, and what
 * is never told is missing from "delivered".
 */
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, JOINING_AT_ONCE = 32, BUCKETS = 20000 /* of 0.1 ms */ };
#define SECOND 1000000000ull
static const double TILES_A_SECOND = 5, TILE = 32;

Person *people;
uint32_t people_count;
int floor_columns = 16, protocol_version = 2;
char host_port[64];

static const Dialect *dialects[] = {&product_msgpack, &product_binary, &grid,
                                    &socketio, &colyseus, NULL};
static const Dialect *dialect = &grid;
static struct sockaddr_in address = {.sin_family = AF_INET};
static int epoll_fd, period_ms = 50;
static double movers = 0.2, chat;        /* shares of all; messages a second of each */
static uint32_t floors = 1;             /* people are dealt to floors in turn */
static uint32_t wanted, slow_ones;      /* how many people should be connected; have small buffers */
static uint32_t joining, present, walking, failed;
static bool moving; /* a probe goes on */
static uint32_t (*by_seat)[MOST_PEOPLE], *by_person, persons; /* each floor has its own seats */
static uint32_t witness_of[WITNESSES];

/* What a probe counts. */
static struct {
    uint64_t claims, awaited, delivered, put_back, slowest;
    uint32_t histogram[BUCKETS + 1];
} counted;

/* --- small things ----------------------------------------------------------------------------- */

uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

uint32_t dice(uint32_t sides)
{
    static uint64_t state = 88172645463325252ull;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state >> 32) * sides >> 32;
}

void fail(const char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    vfprintf(stderr, format, rest);
    va_end(rest);
    fputc('\n', stderr);
    exit(1);
}

uint32_t index_of(const Person *who)
{
    return who - people;
}

/* --- what dialects tell ----------------------------------------------------------------------- */

void came_in(Person *who)
{
    if (who->state != GREETING)
        return;
    who->state = PRESENT;
    joining--;
    present++;
}

void put_back(Person *who, int x, int y, int epoch)
{
    who->x = x;
    who->y = y;
    who->epoch = epoch;
    who->steps = 0; /* goes another way, or stops */
    counted.put_back++;
}

void knows_seat(uint32_t person, uint32_t seat)
{
    if (person < persons && seat < MOST_PEOPLE && by_person[person] < people_count)
        by_seat[by_person[person] % floors][seat] = by_person[person];
}

void told(Person *witness, uint32_t number, bool is_seat, int x, int y)
{
    if (witness->witness < 0 || !moving)
        return;
    uint32_t floor = index_of(witness) % floors;
    uint32_t index = is_seat ? (number < MOST_PEOPLE ? by_seat[floor][number] : UINT32_MAX)
                             : (number < persons ? by_person[number] : UINT32_MAX);
    if (index >= people_count)
        return;
    Person *who = &people[index];
    uint64_t bit = 1ull << witness->witness;
    uint32_t kept = who->claimed < CLAIMS_KEPT ? who->claimed : CLAIMS_KEPT;
    for (uint32_t back = 1; back <= kept; back++) {
        Claim *claim = &who->claims[(who->claimed - back) % CLAIMS_KEPT];
        if (claim->x != x || claim->y != y)
            continue;
        if (claim->awaited & bit) {
            claim->awaited &= ~bit;
            uint64_t took = now_ns() - claim->sent;
            uint64_t bucket = took / 100000;
            counted.histogram[bucket < BUCKETS ? bucket : BUCKETS]++;
            counted.delivered++;
            if (took > counted.slowest)
                counted.slowest = took;
        }
        return;
    }
}

/* --- lines ------------------------------------------------------------------------------------ */

static void watch(Person *who, int operation)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = index_of(who)};
    if (epoll_ctl(epoll_fd, operation, who->fd, &event) < 0)
        fail("epoll: %s", strerror(errno));
}

static void dial(Person *who)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1, few = 4096;
    if (fd < 0)
        fail("no more sockets: %s (raise the limit of open files)", strerror(errno));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (who->small_buffer)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &few, sizeof few);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
        fail("connect: %s", strerror(errno));
    fcntl(fd, F_SETFL, O_NONBLOCK);
    who->fd = fd;
    watch(who, EPOLL_CTL_ADD);
}

static void hang_up(Person *who)
{
    if (who->state == PRESENT)
        present--;
    else if (who->state != ABSENT)
        joining--;
    if (who->walking)
        walking--;
    who->walking = who->stalled = false;
    who->state = ABSENT;
    forget_parts(who);
    close(who->fd);
    who->fd = -1;
}

static void shake(Person *who)
{
    who->state = SHAKING;
    if (dialect->prepare)
        dialect->prepare(who);
    send_handshake(who);
}

/* The answer to the request that comes before the WebSocket; its line is done with then. */
static bool read_match(Person *who)
{
    char answer[2000];
    ssize_t got = recv(who->fd, answer, sizeof answer - 1, MSG_DONTWAIT | MSG_PEEK);
    if (got < 0)
        return errno == EAGAIN;
    answer[got] = 0;
    if (!dialect->matched(who, answer)) {
        if (got == 0)
            fprintf(stderr, "no answer to the matchmaking\n");
        else if (strstr(answer, " 200 ") == NULL)
            fprintf(stderr, "refused: %s\n", answer);
        else
            return true;
        return false;
    }
    close(who->fd);
    dial(who);
    shake(who);
    return true;
}

static void join(Person *who)
{
    joining++;
    dial(who);
    if (dialect->match) {
        who->state = MATCHING;
        dialect->match(who);
    } else {
        shake(who);
    }
}

/* Connects who should be there, a few at a time, and takes leave of who should not. */
static void keep_up(void)
{
    static uint32_t next;
    if (next > wanted)
        for (; next > wanted; next--)
            if (people[next - 1].state != ABSENT)
                hang_up(&people[next - 1]);
    while (next < wanted && joining < JOINING_AT_ONCE)
        join(&people[next++]);
}

static void serve(int timeout_ms)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(epoll_fd, events, EVENTS, timeout_ms);
    for (int i = 0; i < count; i++) {
        Person *who = &people[events[i].data.u32];
        if (who->state == ABSENT || who->stalled)
            continue;
        if (!(who->state == MATCHING ? read_match(who) : read_line(who, dialect))) {
            failed++;
            hang_up(who);
        }
    }
}

/* --- walking ---------------------------------------------------------------------------------- */

static void claim(Person *who)
{
    Claim *made = &who->claims[who->claimed++ % CLAIMS_KEPT];
    uint64_t awaited = 0;
    for (int bit = 0; bit < WITNESSES; bit++) {
        const Person *witness = &people[witness_of[bit]];
        double dx = witness->x - who->x, dy = witness->y - who->y;
        if (witness != who && index_of(witness) % floors == index_of(who) % floors &&
            witness->witness == bit && witness->state == PRESENT &&
            !witness->stalled && dx < NEAR && dx > -NEAR && dy < NEAR && dy > -NEAR) {
            awaited |= 1ull << bit;
            counted.awaited++;
        }
    }
    *made = (Claim){.x = who->x, .y = who->y, .sent = now_ns(), .awaited = awaited};
    dialect->claim(who);
    counted.claims++;
}

static void start_somebody(void)
{
    for (int tries = 0; tries < 1000 && wanted; tries++) {
        Person *who = &people[dice(wanted)];
        if (who->state == PRESENT && !who->walking && !who->stalled) {
            set_off(who);
            walking++;
            return;
        }
    }
}

/* Everybody whose turn is in one millisecond of the period. */
static void step_slot(uint32_t slot)
{
    double pixels = TILES_A_SECOND * TILE * period_ms / 1000;
    for (uint32_t i = slot; i < wanted; i += period_ms) {
        Person *who = &people[i];
        if (chat > 0 && dialect->say && who->state == PRESENT && !who->stalled &&
            dice(1000000) < chat * period_ms * 1000)
            dialect->say(who);
        if (!who->walking || who->state != PRESENT || who->stalled)
            continue;
        if (step(who, pixels))
            claim(who);
        else
            walking--;
    }
    while (walking < (uint32_t)(movers * present) && walking < present)
        start_somebody();
}

static void choose_witnesses(void)
{
    for (uint32_t i = 0; i < people_count; i++)
        people[i].witness = -1;
    for (uint32_t bit = 0; bit < WITNESSES; bit++) {
        uint32_t index = slow_ones + (uint64_t)bit * (wanted - slow_ones) / WITNESSES;
        if (index < wanted && people[index].witness < 0) {
            people[index].witness = bit;
            witness_of[bit] = index;
        }
    }
}

/* --- orders ----------------------------------------------------------------------------------- */

static void order_clients(uint32_t count)
{
    uint64_t began = now_ns(), progress = began;
    uint32_t before = failed, last = present;
    if (count > people_count)
        fail("%u people are asked for and %u are in the list", count, people_count);
    wanted = count;
    choose_witnesses();
    for (;;) {
        keep_up();
        if (joining == 0)
            break;
        serve(100);
        if (present != last) {
            last = present;
            progress = now_ns();
        } else if (now_ns() - progress > 60 * SECOND) {
            break;
        }
    }
    printf("{\"clients\": %u, \"seconds\": %.2f, \"failed\": %u}\n", present,
           (double)(now_ns() - began) / SECOND, failed - before);
}

static double quantile(double share)
{
    uint64_t below = 0, wanted_below = share * counted.delivered;
    for (int bucket = 0; bucket <= BUCKETS; bucket++) {
        below += counted.histogram[bucket];
        if (below > wanted_below)
            return (bucket + 0.5) / 10;
    }
    return 0;
}

static double cpu_seconds(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec +
           (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void sum_traffic(uint64_t *frames, uint64_t *bytes)
{
    *frames = *bytes = 0;
    for (uint32_t i = 0; i < people_count; i++) {
        *frames += people[i].frames;
        *bytes += people[i].bytes;
    }
}

static int compare(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* How many frames the client had that is worse off than 99 % of all; stalled ones do not count. */
static uint64_t worst_off(const uint64_t *frames_before)
{
    uint64_t *each = malloc(sizeof *each * (people_count + 1));
    uint32_t count = 0;
    for (uint32_t i = 0; i < wanted; i++)
        if (people[i].state == PRESENT && !people[i].stalled)
            each[count++] = people[i].frames - frames_before[i];
    qsort(each, count, sizeof *each, compare);
    uint64_t found = count ? each[count / 100] : 0;
    free(each);
    return found;
}

static void run_for(double seconds, bool walk)
{
    uint64_t end = now_ns() + seconds * SECOND, began = now_ns();
    static uint64_t slots_done;
    slots_done = 0;
    for (uint64_t now; (now = now_ns()) < end;) {
        uint64_t due = (now - began) / 1000000;
        if (due > slots_done + period_ms)
            slots_done = due - period_ms; /* late by a whole period: nobody claims twice at once */
        while (walk && slots_done < due)
            step_slot(slots_done++ % period_ms);
        serve(1);
    }
}

static void order_probe(double seconds, bool walk)
{
    uint64_t frames, bytes, frames_after, bytes_after;
    uint64_t *frames_before = malloc(sizeof *frames_before * (people_count + 1));
    memset(&counted, 0, sizeof counted);
    memset(closes, 0, sizeof closes);
    uint32_t failed_before = failed;
    moving = true;
    run_for(walk ? 1 : 0, walk); /* until all that is not steady yet has passed */
    memset(&counted, 0, sizeof counted);
    for (uint32_t i = 0; i < people_count; i++) {
        frames_before[i] = people[i].frames;
        for (int c = 0; c < CLAIMS_KEPT; c++)
            people[i].claims[c].awaited = 0;
    }
    sum_traffic(&frames, &bytes);
    printf("{\"began\": true}\n");
    fflush(stdout);
    double cpu = cpu_seconds();
    uint64_t began = now_ns();
    run_for(seconds, walk);
    double took = (double)(now_ns() - began) / SECOND;
    cpu = cpu_seconds() - cpu;
    sum_traffic(&frames_after, &bytes_after);
    uint64_t worst = worst_off(frames_before);
    free(frames_before);
    printf("{\"seconds\": %.3f, \"clients\": %u, \"frames\": %lu, \"bytes\": %lu, \"claims\": %lu,"
           " \"awaited\": %lu, \"delivered\": %lu, \"median_ms\": %.1f, \"p99_ms\": %.1f,"
           " \"slowest_ms\": %.1f, \"put_back\": %lu, \"lost\": %u, \"worst_frames\": %lu,"
           " \"generator\": %.3f, \"closes\": {",
           took, present, frames_after - frames, bytes_after - bytes, counted.claims,
           counted.awaited, counted.delivered, quantile(0.5), quantile(0.99),
           counted.slowest / 1e6, counted.put_back, failed - failed_before, worst, cpu / took);
    const char *comma = "";
    for (int code = 0; code < 5000; code++)
        if (closes[code]) {
            printf("%s\"%d\": %u", comma, code, closes[code]);
            comma = ", ";
        }
    printf("}}\n");
    fflush(stdout); /* now: whoever reads this looks at the server's clock as well */
    run_for(0.3, false);
    moving = false;
}

static void order_stall(uint32_t count, bool stalled)
{
    for (uint32_t i = 0; i < count && i < wanted; i++) {
        Person *who = &people[i];
        if (who->state != PRESENT || who->stalled == stalled)
            continue;
        who->stalled = stalled;
        if (stalled && who->walking) {
            who->walking = false;
            walking--;
        }
        if (stalled)
            epoll_ctl(epoll_fd, EPOLL_CTL_DEL, who->fd, NULL);
        else
            watch(who, EPOLL_CTL_ADD);
    }
    printf("{\"stalled\": %s}\n", stalled ? "true" : "false");
}

static void obey(void)
{
    char line[100];
    while (fgets(line, sizeof line, stdin)) {
        double number = 0;
        char word[20] = "";
        sscanf(line, "%19s %lf", word, &number);
        if (strcmp(word, "clients") == 0)
            order_clients(number);
        else if (strcmp(word, "probe") == 0)
            order_probe(number, true);
        else if (strcmp(word, "idle") == 0)
            order_probe(number, false);
        else if (strcmp(word, "stall") == 0 || strcmp(word, "resume") == 0)
            order_stall(slow_ones, word[0] == 's');
        else if (strcmp(word, "quit") == 0)
            return;
        else
            fail("no such order: %s", line);
        fflush(stdout);
    }
}

/* --- start ------------------------------------------------------------------------------------ */

static void read_people(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail("%s: %s", path, strerror(errno));
    people = calloc(MOST_PEOPLE, sizeof *people);
    unsigned person;
    double x, y;
    char token[128];
    while (people_count < MOST_PEOPLE &&
           fscanf(file, "%u %lf %lf %127s", &person, &x, &y, token) == 4) {
        Person *who = &people[people_count];
        *who = (Person){.fd = -1, .person = person, .x = x, .y = y, .witness = -1};
        strcpy(who->token, token);
        snprintf(who->path, sizeof who->path, "/ws?seat=%u", people_count);
        who->small_buffer = people_count < slow_ones;
        by_seat[people_count % floors][people_count] = people_count; /* unless a card says so */
        people_count++;
        if (person >= persons)
            persons = person + 1;
    }
    fclose(file);
    by_person = malloc(sizeof *by_person * (persons + 1));
    memset(by_person, 255, sizeof *by_person * (persons + 1));
    for (uint32_t i = 0; i < people_count; i++)
        by_person[people[i].person] = i;
}

int main(int count, char **arguments)
{
    static const struct option options[] = {
        {"port", 1, 0, 'p'},   {"people", 1, 0, 'l'},  {"dialect", 1, 0, 'd'},
        {"hz", 1, 0, 'h'},     {"movers", 1, 0, 'm'},  {"area", 1, 0, 'a'},
        {"columns", 1, 0, 'n'}, {"version", 1, 0, 'v'},
        {"slow", 1, 0, 's'},   {"chat", 1, 0, 't'},    {"floors", 1, 0, 'f'},
        {0}};
    const char *list = NULL;
    int option, port = 0;
    while ((option = getopt_long(count, arguments, "", options, NULL)) >= 0)
        switch (option) {
        case 'p': port = atoi(optarg); break;
        case 'l': list = optarg; break;
        case 'h': period_ms = 1000 / atof(optarg); break;
        case 'm': movers = atof(optarg); break;
        case 'n': floor_columns = atoi(optarg); break;
        case 'v': protocol_version = atoi(optarg); break;
        case 't': chat = atof(optarg); break;
        case 'f': floors = atoi(optarg) > 0 ? atoi(optarg) : 1; break;
        case 's': slow_ones = atoi(optarg); break;
        case 'a':
            if (sscanf(optarg, "%lf,%lf,%lf,%lf", area, area + 1, area + 2, area + 3) != 4)
                fail("--area: x,y,width,height");
            break;
        case 'd':
            dialect = NULL;
            for (int i = 0; dialects[i]; i++)
                if (strcmp(dialects[i]->name, optarg) == 0)
                    dialect = dialects[i];
            if (dialect == NULL)
                fail("no such dialect: %s", optarg);
            break;
        default: return 2;
        }
    if (port == 0 || list == NULL)
        fail("--port and --people are needed");
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    snprintf(host_port, sizeof host_port, "127.0.0.1:%d", port);
    by_seat = malloc(floors * sizeof *by_seat);
    memset(by_seat, 255, floors * sizeof *by_seat);
    read_people(list);
    epoll_fd = epoll_create1(0);
    obey();
    return 0;
}
