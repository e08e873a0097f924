// XML out, through one escaper. Indentation is two blanks, so that people can read what brokers get.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::xml {

// Elements are written as opened; balance is the caller's. Characters that XML 1.0 can not hold are left out.
class Writer {
public:
    // Starts with the XML declaration, UTF-8.
    Writer();

    // Attributes as alternating name and value.
    Writer& open(std::string_view name, std::initializer_list<std::string_view> attributes = {});
    Writer& close();
    // <name>text</name>; an empty text is written as an empty element.
    Writer& element(std::string_view name, std::string_view text);
    Writer&
    element(std::string_view name, std::string_view text, std::initializer_list<std::string_view> attributes);
    // Nothing for an empty text.
    Writer& element_if(std::string_view name, std::string_view text) {
        return text.empty() ? *this : element(name, text);
    }

    [[nodiscard]] const std::string& str() const& noexcept { return out_; }
    [[nodiscard]] std::string str() && noexcept { return std::move(out_); }

private:
    void indent();
    void start_tag(std::string_view name, std::initializer_list<std::string_view> attributes);

    std::string out_;
    std::vector<std::string> open_;
};

void append_escaped(std::string& out, std::string_view text);

}  // namespace silkgate::adapters::xml
