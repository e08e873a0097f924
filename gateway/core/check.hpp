// SILKGATE_CHECK: a programmer's error ends the process with its facts, in release too.
#pragma once

#include <cstdio>
#include <cstdlib>

#define SILKGATE_CHECK(condition, fact)                                                                  \
    do {                                                                                                 \
        if (!(condition)) {                                                                              \
            std::fprintf(stderr, "%s:%d: check failed: %s: %s\n", __FILE__, __LINE__, #condition, fact); \
            std::abort();                                                                                \
        }                                                                                                \
    } while (false)
