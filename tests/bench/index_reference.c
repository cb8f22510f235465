/* The index tick in plain C, to know how far from it the others are: a counting-sort grid with cells
   of one radius, pairs appended without a branch, groups by union-find. One floor, no zones. */

#include <stdint.h>
#include <string.h>

static int32_t root(int32_t *parent, int32_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/* Returns the number of pairs. `start` has room for (side / radius + 3)² + 2 numbers, `sorted_*`,
   `order`, `parent` and `label` for `count`, `one` and `other` for the pairs and one more. */
int64_t tick(int32_t count, int32_t *x, int32_t *y, int32_t *cell, int32_t movers,
             const int32_t *who, const int32_t *to_x, const int32_t *to_y, int32_t columns,
             int32_t side, int32_t radius, int32_t *start, int32_t *order, int32_t *sorted_x,
             int32_t *sorted_y, int32_t *parent, int32_t *label, int32_t *crossed,
             int64_t *crossings, int32_t *one, int32_t *other) {
    int64_t found = 0;
    for (int32_t m = 0; m < movers; m++) {
        int32_t i = who[m], now = (to_y[m] >> 8) * columns + (to_x[m] >> 8);
        x[i] = to_x[m];
        y[i] = to_y[m];
        crossed[found] = i;
        found += now != cell[i];
        cell[i] = now;
    }
    *crossings = found;

    int32_t wide = side / radius + 3, cells = wide * wide;
    memset(start, 0, (cells + 2) * sizeof *start);
    for (int32_t i = 0; i < count; i++) {
        label[i] = (y[i] / radius + 1) * wide + x[i] / radius + 1;
        start[label[i] + 1]++;
    }
    for (int32_t c = 0; c <= cells; c++) start[c + 1] += start[c];
    for (int32_t i = count; i-- > 0;) { /* moves each start to where its cell begins */
        int32_t s = --start[label[i] + 1];
        order[s] = i;
        sorted_x[s] = x[i];
        sorted_y[s] = y[i];
    }
    const int32_t *first = start + 1;

    int64_t pairs = 0;
    int32_t limit = radius * radius;
    for (int32_t row = 1; row < wide - 1; row++)
        for (int32_t c = row * wide + 1; c < (row + 1) * wide - 1; c++)
            for (int32_t s = first[c]; s < first[c + 1]; s++) {
                const int32_t from[2] = {s + 1, first[c + wide - 1]};
                const int32_t end[2] = {first[c + 2], first[c + wide + 2]};
                for (int run = 0; run < 2; run++)
                    for (int32_t t = from[run]; t < end[run]; t++) {
                        int32_t dx = sorted_x[t] - sorted_x[s], dy = sorted_y[t] - sorted_y[s];
                        one[pairs] = s;
                        other[pairs] = t;
                        pairs += dx * dx + dy * dy <= limit;
                    }
            }

    for (int32_t s = 0; s < count; s++) parent[s] = s;
    for (int64_t p = 0; p < pairs; p++) {
        int32_t a = root(parent, one[p]), b = root(parent, other[p]);
        if (a < b) parent[b] = a;
        else parent[a] = b;
        one[p] = order[one[p]];
        other[p] = order[other[p]];
    }
    for (int32_t s = 0; s < count; s++) label[order[s]] = order[root(parent, s)];
    return pairs;
}
