#include "gateway/corridors/map.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace silkgate::corridors {
namespace {

// The drawing needs no exactness: coordinates are the one place where Silkgate uses floating point.
struct Point {
    double x = 0;
    double y = 0;
};

constexpr double kWidth = 1200;
constexpr double kTop = 80;  // below the title
constexpr double kMapHeight = 660;
constexpr double kMargin = 40;
constexpr double kLineHeight = 20;
constexpr double kCloseStops = 90;
constexpr double kNarrowing = 0.76;  // of a degree of longitude at 40° north, where most of the network lies

constexpr auto kColours =
    std::to_array<std::string_view>({"#1f5fbf", "#b3540a", "#0a7a7a", "#7a3fb5", "#8a6d0a"});  // by Mode

std::string_view colour(Mode mode) {
    return kColours[static_cast<std::size_t>(mode)];
}

double degrees(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string number(double value) {
    std::array<char, 32> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 1);
    return error == std::errc{} ? std::string(buffer.data(), end) : "0";
}

// Degrees to the sheet: equirectangular, scaled so that every node fits.
class Sheet {
public:
    explicit Sheet(const Network& network) {
        for (const Node& node : network.nodes()) {
            raw_.push_back({degrees(node.longitude) * kNarrowing, -degrees(node.latitude)});
        }
        for (const Leg& leg : network.legs()) {
            for (const NodeIndex node : {leg.from, leg.to}) {
                least_ = {std::min(least_.x, raw_[node].x), std::min(least_.y, raw_[node].y)};
                most_ = {std::max(most_.x, raw_[node].x), std::max(most_.y, raw_[node].y)};
            }
        }
        scale_ = std::min(
            (kWidth - 2 * kMargin) / (most_.x - least_.x),
            (kMapHeight - kTop - kMargin) / (most_.y - least_.y)
        );
        left_ = (kWidth - (most_.x - least_.x) * scale_) / 2;
    }

    [[nodiscard]] Point at(NodeIndex node) const {
        return {left_ + (raw_[node].x - least_.x) * scale_, kTop + (raw_[node].y - least_.y) * scale_};
    }

private:
    std::vector<Point> raw_;
    Point least_{1e9, 1e9};
    Point most_{-1e9, -1e9};
    double scale_ = 1;
    double left_ = 0;
};

// Rail and road are straight; sea bends to the south and air to the north, so that they do not hide what is
// below.
Point bend(const Leg& leg, Point from, Point to) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const double lift = leg.mode == Mode::air
                            ? -0.18
                            : (leg.mode == Mode::sea ? 0.22 : (leg.mode == Mode::rail ? 0.0 : 0.06));
    return {(from.x + to.x) / 2, (from.y + to.y) / 2 + lift * length};
}

std::string curve(const Sheet& sheet, const Leg& leg) {
    const Point from = sheet.at(leg.from);
    const Point to = sheet.at(leg.to);
    const Point control = bend(leg, from, to);
    return "M" + number(from.x) + " " + number(from.y) + "Q" + number(control.x) + " " + number(control.y) +
           " " + number(to.x) + " " + number(to.y);
}

Point middle(const Sheet& sheet, const Leg& leg) {
    const Point from = sheet.at(leg.from);
    const Point to = sheet.at(leg.to);
    const Point control = bend(leg, from, to);
    return {(from.x + 2 * control.x + to.x) / 4, (from.y + 2 * control.y + to.y) / 4};
}

class Drawing {
public:
    Drawing(const Network& network, const Switches& switches)
        : network_(network), switches_(switches), sheet_(network) {}

    void line(const Leg& leg, double width, std::string_view opacity, bool dotted) {
        body_ += "<path d=\"" + curve(sheet_, leg) + "\" stroke=\"" + std::string(colour(leg.mode)) +
                 "\" stroke-width=\"" + number(width) + "\" opacity=\"" + std::string(opacity) + "\"" +
                 (dotted ? " stroke-dasharray=\"2 5\"" : "") + "><title>" +
                 escaped(
                     leg.id + " " + std::string(to_string(leg.mode)) + ", " + std::to_string(leg.km) + " km" +
                     (dotted ? ", switched off" : "")
                 ) +
                 "</title></path>\n";
    }

    // Names of hubs, but not of those that the best route names itself.
    void network(const std::vector<Route>& routes) {
        for (const Leg& leg : network_.legs()) {
            line(leg, 1.2, "0.35", !switches_.allows(leg));
        }
        for (std::size_t i = 0; i < network_.nodes().size(); ++i) {
            const auto index = static_cast<NodeIndex>(i);
            const Point at = sheet_.at(index);
            if (!is_used(index)) {
                continue;
            }
            const bool named_later = !routes.empty() && passes(routes.front(), index);
            if (network_.nodes()[i].kind == "city hub" && !named_later) {
                text(at.x + 5, at.y + 14, network_.nodes()[i].name, " class=\"hub\"");
            }
            body_ += "<circle cx=\"" + number(at.x) + "\" cy=\"" + number(at.y) +
                     "\" r=\"2.2\" fill=\"#555\"><title>" + escaped(network_.nodes()[i].name) +
                     "</title></circle>\n";
        }
    }

    void route(const Route& route, bool best) {
        for (const RouteStep& step : route.steps) {
            line(*step.step.leg, best ? 5 : 2.6, best ? "0.95" : "0.5", false);
        }
        if (!best) {
            return;
        }
        for (const RouteStep& step : route.steps) {
            handling(step);
            stop(step.step.from());
        }
        stop(route.steps.back().step.to());
    }

    void text(double x, double y, std::string_view content, std::string_view more = {}) {
        body_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + std::string(more) + ">" +
                 escaped(content) + "</text>\n";
    }

    void legend(double y) {
        double x = kMargin;
        for (const Mode mode : {Mode::rail, Mode::road, Mode::sea, Mode::air}) {
            body_ += "<path d=\"M" + number(x) + " " + number(y - 4) + "h28\" stroke=\"" +
                     std::string(colour(mode)) + "\" stroke-width=\"4\"/>\n";
            text(x + 34, y, to_string(mode));
            x += 90;
        }
        text(x, y, "◆ gauge change or reload    dotted: switched off    thin: the whole network");
    }

    [[nodiscard]] std::string take() && { return std::move(body_); }

private:
    [[nodiscard]] static bool passes(const Route& route, NodeIndex node) {
        return std::ranges::any_of(route.steps, [node](const RouteStep& step) {
            return step.step.from() == node || step.step.to() == node;
        });
    }

    [[nodiscard]] bool is_used(NodeIndex node) const {
        return std::ranges::any_of(network_.legs(), [node](const Leg& leg) {
            return leg.from == node || leg.to == node;
        });
    }

    // Names of neighbours that lie close together go above and below in turn.
    void stop(NodeIndex node) {
        const Point at = sheet_.at(node);
        const bool close = std::hypot(at.x - last_stop_.x, at.y - last_stop_.y) < kCloseStops;
        below_ = close && !below_;
        last_stop_ = at;
        body_ += "<circle cx=\"" + number(at.x) + "\" cy=\"" + number(at.y) +
                 "\" r=\"5\" fill=\"#fff\" stroke=\"#222\" stroke-width=\"2\"/>\n";
        text(at.x + 8, at.y + (below_ ? 20 : -8), network_.nodes()[node].name, " class=\"stop\"");
    }

    void handling(const RouteStep& step) {
        if (step.handling.empty()) {
            return;
        }
        const Point at = middle(sheet_, *step.step.leg);
        text(at.x - 6, at.y + 5, "◆", " class=\"mark\"");
        // Above its line: a border's two stations are close to each other and have their names beside them.
        body_ += "<path d=\"M" + number(at.x) + " " + number(at.y - 6) +
                 "v-34\" stroke=\"#c0162c\" "
                 "stroke-width=\"1\"/>\n";
        text(at.x - 30, at.y - 44, step.handling, " class=\"handling\"");
    }

    const Network& network_;
    const Switches& switches_;
    Sheet sheet_;
    Point last_stop_{-1e9, -1e9};
    bool below_ = false;
    std::string body_;
};

std::string summary(const Network& network, const Route& route, std::size_t place) {
    std::string text = std::to_string(place) + ".  ";
    for (const RouteStep& step : route.steps) {
        text += network.nodes()[step.step.from()].name + " –" + std::string(to_string(step.step.leg->mode)) +
                "→ ";
    }
    text += network.nodes()[route.steps.back().step.to()].name;
    return text;
}

// A parcel's emissions are grams, a container's are not.
int decimals_of(const Route& route) {
    return route.total < Decimal(10'000) ? 3 : 1;
}

std::string kilograms(Decimal grams, int decimals) {
    const auto kg = multiply(grams, Decimal::from_parts(1, 3));
    return (kg ? kg->to_fixed(decimals, Rounding::half_up) : std::string("?")) + " kg CO2e";
}

// One leg of the best route: "Horgos → Altynkol, rail, 20 km, 1 day, 0.7 kg CO2e, border …, 1435>1520".
std::string leg_line(const Network& network, const Route& route, const RouteStep& step) {
    const Leg& leg = *step.step.leg;
    std::string text =
        network.nodes()[step.step.from()].name + " → " + network.nodes()[step.step.to()].name + ", " +
        std::string(to_string(leg.mode)) + ", " + std::to_string(leg.km) + " km, " +
        leg.days_typical.to_shortest() + " d" +
        (route.is_weighed ? ", " + kilograms(step.emissions.total, decimals_of(route)) : std::string{});
    text += step.border.empty() ? "" : ", border " + step.border;
    text += step.handling.empty() ? "" : ", " + step.handling;
    return text;
}

std::string figures(const Route& route) {
    return std::to_string(route.km) + " km, " + route.days_typical.to_shortest() + " days (" +
           route.days_min.to_shortest() + "–" + route.days_max.to_shortest() + "), " +
           std::to_string(route.gauge_changes) + " gauge changes, " +
           (route.is_weighed ? kilograms(route.total, decimals_of(route)) + " of which " +
                                   kilograms(route.handling, decimals_of(route)) + " at hubs"
                             : std::string("gross weight not known: no emissions"));
}

}  // namespace

std::string draw_map(
    const Network& network,
    const Switches& switches,
    const std::vector<Route>& routes,
    std::string_view title
) {
    Drawing drawing(network, switches);
    drawing.network(routes);
    for (std::size_t i = routes.size(); i > 0; --i) {
        drawing.route(routes[i - 1], i == 1);
    }
    double y = kMapHeight + kLineHeight;
    drawing.text(kMargin, kMargin, title, " class=\"title\"");
    drawing.legend(y);
    for (std::size_t i = 0; i < routes.size(); ++i) {
        y += kLineHeight;
        drawing.text(kMargin, y, summary(network, routes[i], i + 1), i == 0 ? " class=\"best\"" : "");
        y += kLineHeight;
        drawing.text(kMargin + 24, y, figures(routes[i]), " class=\"small\"");
        for (const RouteStep& step : i == 0 ? routes[i].steps : std::vector<RouteStep>{}) {
            y += kLineHeight - 2;
            drawing.text(kMargin + 48, y, leg_line(network, routes[i], step), " class=\"small\"");
        }
    }
    const std::string size = number(kWidth) + " " + number(y + kMargin);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
           "\" role=\"img\" aria-label=\"" + escaped(title) +
           "\">\n<style>text{font:14px "
           "sans-serif;fill:#222}.title{font-size:22px;font-weight:600}.stop{font-weight:600;"
           "paint-order:stroke;stroke:#fff;stroke-width:4px}.small{font-size:12px;fill:#555}.hub{font-size:"
           "12px;fill:#777}.best{font-"
           "weight:600}"
           ".handling{font-size:13px;font-weight:600;fill:#c0162c;paint-order:stroke;stroke:#fff;stroke-"
           "width:4px}"
           ".mark{font-size:16px;fill:#c0162c}path{fill:none;stroke-linecap:round}</style>\n"
           "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" +
           std::move(drawing).take() + "</svg>\n";
}

}  // namespace silkgate::corridors
