#include "adapters/common/asycuda/declaration.hpp"
#include "adapters/common/asycuda/reply.hpp"
#include "adapters/common/booking/desk.hpp"
#include "adapters/common/edifact/cusdec.hpp"
#include "adapters/common/edifact/cusres.hpp"
#include "adapters/common/sad/map.hpp"
#include "adapters/common/sad/rules.hpp"
#include "adapters/common/transport/s10_booking.hpp"
#include "adapters/common/wco/declaration.hpp"
#include "adapters/common/wco/response.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::sad {
namespace {

constexpr std::string_view kXml = "application/xml; charset=utf-8";

constexpr std::array<FormatRow, 4> kFormats = {{
    {.format = Format::wco,
     .word = "wco",
     .suffix = "",
     .kind = wco::kKind,
     .content_type = kXml,
     .schema = wco::kNamespace,
     .can_amend = true,
     .can_cancel = true},
    {.format = Format::cusdec_d96b,
     .word = "cusdec-d96b",
     .suffix = "-CUSDEC96B",
     .kind = edifact::kKind,
     .content_type = edifact::kContentType,
     .schema = "UN/EDIFACT CUSDEC D.96B",
     .can_amend = true,
     .can_cancel = true},
    {.format = Format::cusdec_d01b,
     .word = "cusdec-d01b",
     .suffix = "-CUSDEC01B",
     .kind = edifact::kKind,
     .content_type = edifact::kContentType,
     .schema = "UN/EDIFACT CUSDEC D.01B",
     .can_amend = true,
     .can_cancel = true},
    {.format = Format::asycuda,
     .word = "asycuda",
     .suffix = "-SAD",
     .kind = asycuda::kKind,
     .content_type = kXml,
     .schema = "ASYCUDA World SAD"},
}};

constexpr Source kSharedSources[] = {
    {"wco-dm-3.6", "WCO Data Model, declaration and response as published by the United Kingdom", "3.6"},
    {"adapter-sad", "What the adapters of the single administrative document do and do not do", "sad/1"},
    {"asycuda-sad", "ASYCUDA World declaration file, as read from public samples", "2026"},
    {"cusdec", "UN/EDIFACT CUSDEC and CUSRES", "D.96B, D.01B"},
    {"order-schema", "Silkgate order schema", "1.0"},
};

std::string bytes_of(const Declaration& declaration, const View& view) {
    switch (view.format) {
        case Format::asycuda:
            return asycuda::write_sad(declaration);
        case Format::cusdec_d96b:
        case Format::cusdec_d01b:
            return edifact::write_cusdec(
                declaration,
                view.format == Format::cusdec_d96b ? edifact::Directory::d96b : edifact::Directory::d01b,
                {.sender = view.registration("edifactSender"),
                 .recipient = view.registration("edifactRecipient")}
            );
        case Format::wco:
            break;
    }
    return wco::write_declaration(declaration, view.profile->agency);
}

AdapterInfo make_info(const Profile& profile) {
    AdapterInfo info{
        .country = profile.country,
        .name = profile.system,
        .version = profile.version,
        .status = profile.status,
        .regimes = {},
        .actions = {"submit"},
        .sources = {profile.sources.begin(), profile.sources.end()},
        .posture =
            "A reply is not signed: it is believed only when the number in it is one that was published.",
    };
    const auto any = [&](bool FormatRow::* can) {
        return std::ranges::any_of(profile.formats, [&](Format format) { return format_row(format).*can; });
    };
    if (any(&FormatRow::can_amend)) {
        info.actions.emplace_back("amend");
    }
    if (any(&FormatRow::can_cancel)) {
        info.actions.emplace_back("cancel");
    }
    info.sources.insert(info.sources.end(), std::begin(kSharedSources), std::end(kSharedSources));
    info.regimes = booking::regimes();
    return info;
}

class SadAdapter final : public CountryAdapter {
public:
    SadAdapter(const Profile& profile, Tables tables)
        : profile_(profile), tables_(std::move(tables)), info_(make_info(profile)) {
        // Codes with a suffix are views into these strings.
        codes_.reserve(profile.regimes.size() * profile.formats.size());
        for (const RegimeRow& regime : profile.regimes) {
            for (const Format format : profile.formats) {
                codes_.push_back(std::string(regime.code) + std::string(format_row(format).suffix));
                info_.regimes.push_back(
                    {.code = codes_.back(),
                     .name = regime.name,
                     .kind = regime.kind,
                     .documents = {format_row(format).kind}}
                );
            }
        }
    }

    [[nodiscard]] const AdapterInfo& info() const noexcept override { return info_; }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        sad::plan_legs(order, context, profile_, tables_, legs, out);
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        if (leg.kind == LegKind::booking) {
            booking::check_booking(order, leg, context, out);
            return;
        }
        check_declaration(View(order, leg, context, profile_, tables_), out);
    }

    [[nodiscard]] Result<std::vector<QuoteLine>>
    quote(const order::Order& order, const Leg& leg, const Context& context) const override {
        if (leg.kind != LegKind::import_declaration) {
            return std::vector<QuoteLine>{};
        }
        return profile_.quote(View(order, leg, context, profile_, tables_));
    }

    [[nodiscard]] Result<std::vector<Document>>
    declare(const order::Order& order, const Leg& leg, const Context& context) const override;

    [[nodiscard]] Result<std::vector<ReplyItem>>
    read_reply(std::string_view bytes, std::string_view content_type) const override {
        if (content_type.starts_with("application/json")) {
            auto items = asycuda::read_neutral_reply(bytes, profile_.country);
            return items ? std::move(items) : transport::read_booking_reply(bytes);
        }
        if (content_type.starts_with("application/edifact")) {
            return edifact::read_cusres(bytes, profile_.country);
        }
        return wco::read_response(bytes, profile_.country);
    }

    [[nodiscard]] Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        if (kind == transport::kS10ItemKind) {
            return transport::simulate_booking_reply(bytes, outcome, now);
        }
        if (kind == edifact::kKind) {
            return edifact::simulate_cusres(bytes, outcome, now);
        }
        if (kind == asycuda::kKind) {
            return asycuda::simulate_neutral_replies(bytes, outcome, now);
        }
        return wco::simulate_responses(bytes, outcome, now);
    }

    [[nodiscard]] std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> all = all_rules(profile_);
        const auto bookings = booking::booking_rules();
        all.insert(all.end(), bookings.begin(), bookings.end());
        return all;
    }

private:
    const Profile& profile_;
    Tables tables_;
    AdapterInfo info_;
    std::vector<std::string> codes_;
};

Result<std::vector<Document>>
SadAdapter::declare(const order::Order& order, const Leg& leg, const Context& context) const {
    std::vector<Document> documents;
    if (leg.kind == LegKind::booking) {
        return booking::write_bookings(order, leg, context);
    }
    const View view(order, leg, context, profile_, tables_);
    const auto declaration = map_declaration(view);
    if (!declaration) {
        return declaration.error();
    }
    const FormatRow& row = format_row(view.format);
    documents.push_back(Document{
        .kind = std::string(row.kind),
        .content_type = std::string(row.content_type),
        .bytes = bytes_of(*declaration, view),
        .references = {document_reference(profile_.country, row.kind, declaration->reference)},
        .data_schema = std::string(row.schema),
        .signature = {},
        .filer = "customs broker",
        .decides_leg = true,
    });
    return documents;
}

}  // namespace

const FormatRow& format_row(Format format) noexcept {
    return *std::ranges::find(kFormats, format, &FormatRow::format);
}

Result<std::unique_ptr<const CountryAdapter>> make_sad(const Profile& profile, const ReadData& read_data) {
    auto tables = Tables::load(read_data);
    if (!tables) {
        return tables.error();
    }
    return std::unique_ptr<const CountryAdapter>(std::make_unique<SadAdapter>(profile, std::move(*tables)));
}

}  // namespace silkgate::adapters::sad
