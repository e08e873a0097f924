#include "gateway/crypto/tls_context.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace silkgate::crypto {
namespace {

class SelfSigned : public ::testing::Test {
protected:
    SelfSigned() {
        std::string name = (std::filesystem::temp_directory_path() / "silkgate_tls_XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }

    ~SelfSigned() override { std::filesystem::remove_all(folder); }

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }

    std::filesystem::path folder;
};

TEST_F(SelfSigned, LoadsWithItsOwnKeyOnly) {
    const auto one = make_self_signed({"localhost", "127.0.0.1", "::1"}, 1);
    const auto two = make_self_signed({"localhost"}, 1);
    ASSERT_TRUE(one);
    ASSERT_TRUE(two);
    EXPECT_NE(one->certificate_pem, two->certificate_pem);
    const std::string certificate = write("one.pem", one->certificate_pem);
    EXPECT_TRUE(TlsContext::load({.certificate_file = certificate, .key_file = write("one.key", one->key_pem)}
    ));
    const auto wrong =
        TlsContext::load({.certificate_file = certificate, .key_file = write("two.key", two->key_pem)});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, Errc::invalid_settings);
}

TEST_F(SelfSigned, RefusesWhatIsNotANameOrAnAddress) {
    EXPECT_FALSE(make_self_signed({}, 1));
    EXPECT_FALSE(make_self_signed({"a b"}, 1));
    EXPECT_FALSE(make_self_signed({"localhost,IP:10.0.0.1"}, 1)) << "a name can not bring others with it";
    EXPECT_FALSE(make_self_signed({"localhost", ""}, 1));
    EXPECT_FALSE(make_self_signed({"localhost"}, 0));
    EXPECT_TRUE(make_self_signed({std::string(200, 'a') + ".example"}, 1)) << "longer than a common name";
}

TEST_F(SelfSigned, UnreadableFilesAreNamed) {
    const auto absent = TlsContext::load({.certificate_file = "absent.pem", .key_file = "absent.key"});
    ASSERT_FALSE(absent);
    EXPECT_NE(absent.error().detail.find("absent.pem"), std::string::npos);
    const auto made = make_self_signed({"localhost"}, 1);
    const TlsSettings with_bad_ca{
        .certificate_file = write("a.pem", made->certificate_pem),
        .key_file = write("a.key", made->key_pem),
        .client_ca_file = write("ca.pem", "not a certificate"),
    };
    const auto bad_ca = TlsContext::load(with_bad_ca);
    ASSERT_FALSE(bad_ca);
    EXPECT_NE(bad_ca.error().detail.find("ca.pem"), std::string::npos);
}

}  // namespace
}  // namespace silkgate::crypto
