/*
 * SQLite's own rate of durable single inserts: WAL, synchronous=FULL, one transaction each, one prepared statement.
 *
 *   inserts FILE SECONDS    prints inserts a second
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    sqlite3 *db;
    sqlite3_stmt *insert;
    if (argc != 3 || sqlite3_open(argv[1], &db)) return 2;
    const char *setup =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE entry(id TEXT PRIMARY KEY, habit TEXT NOT NULL, at INTEGER NOT NULL, amount REAL NOT NULL,"
        " unit TEXT NOT NULL, note TEXT) WITHOUT ROWID;";
    if (sqlite3_exec(db, setup, NULL, NULL, NULL)) return 1;
    if (sqlite3_prepare_v2(db, "INSERT INTO entry VALUES(?,'water',?,250,'ml',NULL)", -1, &insert, NULL)) return 1;
    double begin = now(), end = begin + atof(argv[2]);
    long count = 0;
    for (; now() < end; count++) {
        char id[64];
        snprintf(id, sizeof id, "019abcde-0000-7000-8000-%012ld", count);
        sqlite3_bind_text(insert, 1, id, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, 1764000000000000 + count);
        if (sqlite3_step(insert) != SQLITE_DONE) return 1;
        sqlite3_reset(insert);
    }
    printf("%.0f\n", count / (now() - begin));
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return 0;
}
