/* An adapter of another time: it refuses every ABI but its own. */
#include "adapters/abi/silkgate_adapter.h"

#include <string.h>

int silkgate_adapter_open(uint32_t abi, const silkgate_host* host, silkgate_adapter* out, silkgate_sink error, void* to) {
    static const char why[] = "it was built for ABI 99";
    (void)abi;
    (void)host;
    (void)out;
    error(to, (silkgate_text){why, strlen(why)});
    return 1;
}
