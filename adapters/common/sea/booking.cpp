#include "adapters/common/sea/booking.hpp"

#include "gateway/json/fields.hpp"

namespace silkgate::adapters::sea {

Result<std::string> write_booking(const Booking& booking) {
    return json::write_object(booking);
}

Result<std::string> write_update(const BookingUpdate& update) {
    return json::write_object(update);
}

Result<BookingUpdate> read_update(std::string_view bytes) {
    return json::read_object<BookingUpdate>(bytes);
}

Result<Booking> read_booking(std::string_view bytes) {
    return json::read_object<Booking>(bytes);
}

}  // namespace silkgate::adapters::sea
