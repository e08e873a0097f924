// Metric families → text. For this folder only: prometheus-cpp is visible nowhere else.
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

namespace silkgate::observe {

// OpenMetrics 1.0 text, which prometheus-cpp does not write.
[[nodiscard]] std::string to_openmetrics(const std::vector<prometheus::MetricFamily>& families);

// process_*: memory, CPU, file descriptors and start time of this process, from /proc. What can not be read
// is left out.
[[nodiscard]] std::vector<prometheus::MetricFamily> process_families();

}  // namespace silkgate::observe
