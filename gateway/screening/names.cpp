#include "gateway/screening/names.hpp"

#include "gateway/core/check.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace silkgate::screening {
namespace {

// Romanisation by script. BGN is what the lists themselves use for Russian names; Han-Latin/Names knows the
// readings that characters have in surnames.
struct Romanisation {
    UScriptCode script;
    const char* rules;
};

constexpr auto kRomanisations = std::to_array<Romanisation>({
    {USCRIPT_HAN, "Han-Latin/Names"},
    {USCRIPT_CYRILLIC, "Russian-Latin/BGN; Cyrillic-Latin"},
    {USCRIPT_ARABIC, "Arabic-Latin"},
    {USCRIPT_COMMON, "Any-Latin"},  // every other script
});
constexpr std::size_t kAnyScript = kRomanisations.size() - 1;

// Scripts that a text holds, one bit for each row above.
using Scripts = unsigned;

class Romaniser {
public:
    Romaniser() {
        UErrorCode status = U_ZERO_ERROR;
        compose_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
        for (std::size_t i = 0; i < kRomanisations.size(); ++i) {
            steps_[i] = make(kRomanisations[i].rules);
        }
        plain_ = make("Latin-ASCII; Lower");
        SILKGATE_CHECK(U_SUCCESS(status) && compose_ != nullptr, "ICU has its normalisation data");
    }

    [[nodiscard]] icu::UnicodeString run(std::string_view utf8, Scripts& found) const {
        UErrorCode status = U_ZERO_ERROR;
        const auto given =
            icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size()))
            );
        icu::UnicodeString text = compose_->normalize(given, status);
        found = scripts_of(text);
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if ((found >> i & 1U) != 0) {
                steps_[i]->transliterate(text);
            }
        }
        plain_->transliterate(text);
        return text;
    }

private:
    static std::unique_ptr<icu::Transliterator> make(const char* rules) {
        UErrorCode status = U_ZERO_ERROR;
        UParseError where{};
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance(rules, UTRANS_FORWARD, where, status)
        );
        SILKGATE_CHECK(U_SUCCESS(status) && made != nullptr, "ICU has its transliteration data");
        return made;
    }

    static Scripts scripts_of(const icu::UnicodeString& text) {
        Scripts found = 0;
        for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
            UErrorCode status = U_ZERO_ERROR;
            const UScriptCode script = uscript_getScript(text.char32At(at), &status);
            if (script == USCRIPT_LATIN || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
                continue;
            }
            const auto* row = std::ranges::find(kRomanisations, script, &Romanisation::script);
            found |=
                1U
                << (row == kRomanisations.end() ? kAnyScript
                                                : static_cast<std::size_t>(row - kRomanisations.begin()));
        }
        return found;
    }

    const icu::Normalizer2* compose_ = nullptr;
    std::array<std::unique_ptr<icu::Transliterator>, kRomanisations.size()> steps_;
    std::unique_ptr<icu::Transliterator> plain_;
};

constexpr bool is_word_character(char16_t c) {
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

// What stands between words; every other mark (an apostrophe, a vowel sign) is inside one.
constexpr bool is_gap(char16_t c) {
    constexpr std::u16string_view kGaps =
        u" \t\r\n-_,.;:/\\|()[]{}\"&+*\u00a0\u00b7\u2010\u2011\u2013\u2014\u2022\u3001\u3002";
    return kGaps.find(c) != std::u16string_view::npos;
}

void take(std::string& word, std::vector<std::string>& words) {
    if (!word.empty() && words.size() < kWordsMax) {
        words.push_back(std::move(word));
    }
    word.clear();
}

std::vector<std::string> split_words(const icu::UnicodeString& text) {
    std::vector<std::string> words;
    std::string word;
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text[i];
        if (is_word_character(c)) {
            word += static_cast<char>(c);
        } else if (c == u'\u0259') {  // schwa, which has no ASCII form: Aliyev is Əliyev
            word += 'a';
        } else if (is_gap(c)) {
            take(word, words);
        }
    }
    take(word, words);
    return words;
}

// Names that are ASCII already, most of them, need no ICU.
std::optional<std::vector<std::string>> split_ascii(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80U) {
            return std::nullopt;
        }
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (is_word_character(static_cast<char16_t>(lower))) {
            word += lower;
        } else if (is_gap(static_cast<char16_t>(c))) {
            take(word, words);
        }
    }
    take(word, words);
    return words;
}

// Legal forms say what a company is, not which one. Several words are one form; longest first.
using Form = std::array<std::string_view, 4>;
constexpr auto kForms = std::to_array<Form>({
    {"you", "xian", "gong", "si"},
    {"gong", "si", "", ""},
    {"ltd"},
    {"limited"},
    {"llc"},
    {"inc"},
    {"incorporated"},
    {"corp"},
    {"corporation"},
    {"co"},
    {"company"},
    {"plc"},
    {"gmbh"},
    {"ag"},
    {"sa"},
    {"srl"},
    {"bv"},
    {"nv"},
    {"fze"},
    {"fzco"},
    {"pjsc"},
    {"jsc"},
    {"ooo"},
    {"oao"},
    {"zao"},
    {"pao"},
    {"ao"},
    {"too"},
    {"mchj"},
});

std::size_t form_at(const std::vector<std::string>& words, std::size_t at) {
    for (const Form& form : kForms) {
        std::size_t length = 0;
        while (length < form.size() && !form[length].empty() && at + length < words.size() &&
               words[at + length] == form[length]) {
            ++length;
        }
        if (length == form.size() || (length > 0 && form[length].empty())) {
            return length;
        }
    }
    return 0;
}

std::vector<std::string> without_forms(std::vector<std::string> words) {
    std::vector<std::string> kept;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t length = form_at(words, at);
        if (length == 0) {
            kept.push_back(words[at]);
        }
        at += std::max<std::size_t>(length, 1);
    }
    return kept.empty() ? words : kept;
}

struct Sound {
    std::string_view letters;
    char sound;
};

// Digraphs before letters. A vowel, h after a consonant, y and w (which Arabic writes for long vowels) have
// no sound of their own here.
constexpr auto kSounds = std::to_array<Sound>({
    {"shch", 's'},
    {"sh", 's'},
    {"zh", 'z'},
    {"kh", 'h'},
    {"ch", 'c'},
    {"ph", 'f'},
    {"th", 't'},
    {"dh", 'd'},
    {"gh", 'g'},
    {"ts", 'c'},
    {"tz", 'c'},
    {"ck", 'k'},
    {"q", 'k'},
    {"c", 'k'},
    {"x", 'k'},
    {"j", 'j'},
});
constexpr std::string_view kSoundStarts = "szkcptdgqxj";  // first letters above; others need no search
constexpr std::string_view kSilent = "aeiouyw";

}  // namespace

std::string skeleton(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        const auto* sound = kSoundStarts.find(word[at]) == std::string_view::npos
                                ? kSounds.end()
                                : std::ranges::find_if(kSounds, [&](const Sound& row) {
                                      return word.substr(at).starts_with(row.letters);
                                  });
        const bool known = sound != kSounds.end();
        const char c = known ? sound->sound : word[at];
        at += known ? sound->letters.size() : 1;
        if (kSilent.find(c) == std::string_view::npos && (out.empty() || out.back() != c)) {
            out += c;
        }
    }
    return out.empty() ? std::string(word) : out;
}

Name read_name(std::string_view utf8) {
    Name name;
    auto ascii = split_ascii(utf8);
    if (ascii) {
        name.words = without_forms(std::move(*ascii));
    } else {
        static thread_local const Romaniser romaniser;
        Scripts scripts = 0;
        name.words = without_forms(split_words(romaniser.run(utf8, scripts)));
        const auto* arabic = std::ranges::find(kRomanisations, USCRIPT_ARABIC, &Romanisation::script);
        name.unvocalised = (scripts >> (arabic - kRomanisations.begin()) & 1U) != 0;
    }
    for (const std::string& word : name.words) {
        name.skeletons.push_back(skeleton(word));
    }
    return name;
}

}  // namespace silkgate::screening
