// The booking as a DCSA request, for its document and for its rules. Private to this folder.
#pragma once

#include "adapters/common/booking/booking.hpp"
#include "adapters/common/sea/booking.hpp"

namespace silkgate::adapters::booking {

// Precondition: the route has a stretch by sea.
[[nodiscard]] sea::Booking to_dcsa(const Booking& booking);

}  // namespace silkgate::adapters::booking
