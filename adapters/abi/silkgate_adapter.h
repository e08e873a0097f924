/* Silkgate country adapter as a shared object: the second door (README.md). Plain C, so that any language and
 * any compiler will do; no memory is given from one side to the other.
 *
 * The object exports one function, silkgate_adapter_open. Structs only grow: `size` says how much of one the
 * other side knows. Every call is pure (same request, same answer; no sockets, clock or random numbers), may
 * come from several threads at once, and must not let an exception or a longjmp out. */
#ifndef SILKGATE_ADAPTER_H
#define SILKGATE_ADAPTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SILKGATE_ADAPTER_ABI 1u

/* UTF-8 text, not ended by a zero; valid during the call only. */
typedef struct silkgate_text {
    const char* data;
    size_t size;
} silkgate_text;

/* Takes what is given, by copying it. Called once a call at most, with the `to` that came beside it. */
typedef void (*silkgate_sink)(void* to, silkgate_text text);

/* What the host offers while silkgate_adapter_open runs. */
typedef struct silkgate_host {
    uint32_t size; /* sizeof(silkgate_host) of the host */
    void* self;
    /* A data file of the adapter ("limits.csv") from <data>/<cc>/data; 0 and its bytes, or not 0 and why. */
    int (*read_data)(void* self, silkgate_text name, silkgate_sink sink, void* to);
} silkgate_host;

/* Filled by silkgate_adapter_open. */
typedef struct silkgate_adapter {
    uint32_t size; /* in: sizeof(silkgate_adapter) of the host */
    void* self;
    /* One call of the interface: a JSON request, answered by JSON (messages.hpp, README.md). 0, or not 0
     * where not even an `error` could be answered. */
    int (*call)(void* self, silkgate_text request, silkgate_sink sink, void* to);
    void (*close)(void* self);
} silkgate_adapter;

/* 0 and *out filled, or not 0 and why in `error`. Refuse an `abi` that is not the one this was built with. */
typedef int (*silkgate_adapter_open_function)(
    uint32_t abi,
    const silkgate_host* host,
    silkgate_adapter* out,
    silkgate_sink error,
    void* to
);

#define SILKGATE_ADAPTER_OPEN "silkgate_adapter_open"

#ifdef __cplusplus
}
#endif

#endif
