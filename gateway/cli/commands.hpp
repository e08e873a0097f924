// The commands of `silkgate` that do one thing and end. Each returns the exit code.
#pragma once

#include "gateway/config/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::cli {

int check_config(const config::Input& input);
int print_config(const config::Input& input, bool effective);

enum class TopicsAction { apply, check };
int topics(const config::Input& input, TopicsAction action);

// Common orders as NDJSON on standard output, problems on standard error. 0, 3 or 4 (design: command line).
struct NormalizeOptions {
    std::string platform = "auto";
    std::string connection;  // id, or empty
    std::string file = "-";
    bool unread = false;  // also what the dialect did not read
};
int normalize(const config::Input& input, const NormalizeOptions& options);

// Platforms whose orders the file looks like, with the confidence, as NDJSON. 0, 3 or 4 as normalize().
int detect(const std::string& file);

// A common order → legs, documents, duties, violations as JSON. 0: nothing holds it; 3: something does; 4:
// unreadable.
struct PlanOptions {
    std::string connection;
    std::string file = "-";
    std::string out;  // directory for the documents, or empty
    std::string at;   // RFC 3339 decisive time, or empty for now
};
int plan(const config::Input& input, const PlanOptions& options);

// A Chinese declaration → signed, in its DxpMsg, on standard output.
struct SealOptions {
    std::string certificate;  // PEM file
    std::string key;          // PEM file; unused with signer_url
    std::string signer_url;   // of a signature server
    bool bare = false;        // no envelope
    std::string file = "-";
};
int seal(const SealOptions& options);
// What China's customs asked in openReq → the value of payExInfoStr, signed, for one common order.
struct PaymentDataOptions {
    std::string connection;
    std::string query;  // JSON: orderNo, sessionID, serviceTime
};
int payment_data(const config::Input& input, const PaymentDataOptions& options, const SealOptions& seal);
// What a carrier, a site or a declarant tells Chinese customs of a shipment (JSON) → CEB messages in `out`.
struct ShipmentOptions {
    std::string connection;
    std::string out;  // directory
    std::string file = "-";
};
int shipment(const config::Input& input, const ShipmentOptions& options);
// Whose key signed it. 0: the signature holds; 3: it does not.
int verify(const std::string& file);

// A record of logistics.consolidations.v1, or what GET /v1/consolidations/{number} answers → its manifest,
// weighed anew. 0; 3: what is wrong with it stands on standard error; 4: no consolidation.
struct ConsolidationOptions {
    std::string unit;             // of one of its units, or empty: of all
    std::string format = "json";  // json, csv, pdf
    std::string file = "-";
};
int show_consolidation(const ConsolidationOptions& options);

// Common orders and the journey of what carries them (JSON) → the Union's transit declaration on standard
// output. 0; 2: a file can not be read; 3: what is missing stands on standard error.
struct TransitOptions {
    std::string journey;
    std::vector<std::string> files;
};
int transit(const TransitOptions& options);

// Values of orders.state.v1, one a line → what a tenant's orders of a month emit, as GET
// /v1/reports/emissions says it.
struct EmissionsOptions {
    std::string tenant;
    std::string month;  // YYYY-MM, of acceptance
    std::string format = "json";
    std::string file = "-";
};
int emissions(const EmissionsOptions& options);

int adapters(const config::Input& input, const std::string& country);
// Writes docs/reference pages into a directory, or says which are stale.
enum class ReferenceAction { write, check };
int reference(const std::string& directory, ReferenceAction action);

// A national bank's feed → rows of rates.csv on standard output. `source` into every row; empty: "cbr-daily"
// and its like, as the adapters' sources.md name them. 1: the file is no feed of that bank.
struct RatesOptions {
    std::string bank;
    std::string file = "-";
    std::string source;
};
int rates(const RatesOptions& options);

// Express declarations of the Union in files → as few as the authority's limits allow, into a directory as
// "<id>.xml"; a line for each on standard output. 1: a file is no such declaration.
struct MergeOptions {
    std::vector<std::string> files;
    std::string out;
};
int merge(const MergeOptions& options);

int keys_new(const std::vector<std::string>& scopes);
int keys_hash(const std::string& secret);

}  // namespace silkgate::cli
