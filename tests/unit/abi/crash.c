/* An adapter that does not live to answer. */
#include "adapters/abi/silkgate_adapter.h"

#include <stdlib.h>

int silkgate_adapter_open(uint32_t abi, const silkgate_host* host, silkgate_adapter* out, silkgate_sink error, void* to) {
    (void)abi;
    (void)host;
    (void)out;
    (void)error;
    (void)to;
    abort();
}
