// Lists in the forms in which they are published. Every entry is invented.
#include "gateway/screening/lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::screening {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

List must_read(std::string_view text) {
    auto list = read_list("list", text);
    EXPECT_TRUE(list.has_value()) << list.error().detail;
    return list ? std::move(*list) : List{};
}

TEST(Lists, OfacCsv) {
    const List list = must_read(
        "91001,\"ZUBROV, Arkady Ivanovich\",\"individual\",\"INVENTED\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "
        ",-0- \r\n"
        "91002,\"BLUE CRANE TRADING\",-0- ,\"INVENTED\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a "
        "\"\"remark\"\"\"\r\n"
        "91003,\"GREY WHALE\",\"vessel\",\"INVENTED\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a\r\n"
    );
    ASSERT_EQ(list.entries.size(), 2U) << "a vessel is no party";
    EXPECT_EQ(list.entries[0].id, "91001");
    EXPECT_EQ(list.entries[0].kind, EntryKind::person);
    EXPECT_THAT(list.entries[0].names, ElementsAre("ZUBROV, Arkady Ivanovich"));
    EXPECT_EQ(list.entries[1].kind, EntryKind::organisation);
    EXPECT_EQ(list.date, "") << "the file names none";
}

TEST(Lists, OfacAliases) {
    const List list = must_read(
        "91001,1,\"aka\",\"BISON, The\",-0- \r\n91002,2,\"fka\",\"CRANE GROUP\",-0- "
        "\r\n91001,3,\"aka\",\"ARKADIY Z\",-0- \r\n"
    );
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_THAT(list.entries[0].names, ElementsAre("BISON, The", "ARKADIY Z"));
    EXPECT_EQ(list.entries[0].kind, EntryKind::unknown);
}

TEST(Lists, OfacXml) {
    const List list = must_read(R"(<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
  <publshInformation><Publish_Date>11/20/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry><uid>91001</uid><firstName>Arkady Ivanovich</firstName><lastName>ZUBROV</lastName><sdnType>Individual</sdnType>
    <akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>BISON</lastName></aka></akaList></sdnEntry>
  <sdnEntry><uid>91003</uid><lastName>GREY WHALE</lastName><sdnType>Vessel</sdnType></sdnEntry>
</sdnList>)");
    EXPECT_EQ(list.date, "2026-11-20");
    ASSERT_EQ(list.entries.size(), 1U);
    EXPECT_THAT(list.entries[0].names, ElementsAre("Arkady Ivanovich ZUBROV", "BISON"));
}

TEST(Lists, UnitedNationsXml) {
    const List list = must_read(R"(<?xml version="1.0" encoding="utf-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-19T21:00:01.002-05:00">
  <INDIVIDUALS><INDIVIDUAL><DATAID>7</DATAID><FIRST_NAME>QASIM</FIRST_NAME><SECOND_NAME>MOHAMMED</SECOND_NAME>
    <THIRD_NAME>AL-HARIRI</THIRD_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
    <NAME_ORIGINAL_SCRIPT>قاسم محمد الحريري</NAME_ORIGINAL_SCRIPT>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abu Invented</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><FIRST_NAME>BLUE CRANE</FIRST_NAME><REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER>
    <ENTITY_ALIAS><ALIAS_NAME>蓝鹤</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>)");
    EXPECT_EQ(list.date, "2026-11-19");
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_EQ(list.entries[0].id, "XXi.001");
    EXPECT_EQ(list.entries[0].kind, EntryKind::person);
    EXPECT_THAT(
        list.entries[0].names, ElementsAre("QASIM MOHAMMED AL-HARIRI", "قاسم محمد الحريري", "Abu Invented")
    );
    EXPECT_THAT(list.entries[1].names, ElementsAre("BLUE CRANE", "蓝鹤"));
}

TEST(Lists, EuropeanUnionXml) {
    const List list = must_read(R"(<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-18T09:00:00.000+01:00" globalFileId="1">
  <sanctionEntity designationDetails="" logicalId="17" euReferenceNumber="EU.1.1"><subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Аркадий" lastName="Зубров" wholeName="Аркадий Зубров" nameLanguage="RU"/>
    <nameAlias wholeName="Arkady Zubrov"/></sanctionEntity>
  <sanctionEntity logicalId="18"><subjectType code="enterprise"/><nameAlias wholeName="Blue Crane"/></sanctionEntity>
</export>)");
    EXPECT_EQ(list.date, "2026-11-18");
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_EQ(list.entries[0].id, "EU.1.1");
    EXPECT_THAT(list.entries[0].names, ElementsAre("Аркадий Зубров", "Arkady Zubrov"));
    EXPECT_EQ(list.entries[1].id, "18");
    EXPECT_EQ(list.entries[1].kind, EntryKind::organisation);
}

TEST(Lists, APlainTable) {
    const List list = must_read(
        "\xef\xbb\xbfid,name,kind\nown-1,Arkady "
        "Zubrov,person\nown-1,Зубров,person\nown-2,Crane,organisation\n"
    );
    ASSERT_EQ(list.entries.size(), 2U);
    EXPECT_EQ(list.entries[0].names.size(), 2U);
    EXPECT_EQ(must_read("id,name\nx,Y\n").entries[0].kind, EntryKind::unknown);
}

TEST(Lists, WhatIsNoListIsRefusedWithTheReason) {
    const auto why = [](std::string_view text) {
        const auto list = read_list("the/file", text);
        return list ? std::string("read") : list.error().detail;
    };
    EXPECT_THAT(why(""), HasSubstr("the/file: the file is empty"));
    EXPECT_THAT(why("a,b,c\n1,2,3\n"), HasSubstr("line 1: this is no list"));
    EXPECT_THAT(why("id,name\n1\n"), HasSubstr("line 2"));
    EXPECT_THAT(why("id,name\n1,\"x\n"), HasSubstr("line 2"));
    EXPECT_THAT(why("id,name\n1,\n"), HasSubstr("no name: 1"));
    EXPECT_THAT(why("id,name\n"), HasSubstr("no entry"));
    EXPECT_THAT(why("<other/>"), HasSubstr("<other> is no list"));
    EXPECT_THAT(why("<sdnList/>"), HasSubstr("no entry"));
    EXPECT_THAT(why("<sdnList>"), HasSubstr("the/file"));
    EXPECT_THAT(why("id,name\n1,\xff\n"), HasSubstr("UTF-8"));
    EXPECT_THAT(
        why("<!DOCTYPE sdnList [<!ENTITY a \"b\">]><sdnList><sdnEntry><uid>1</uid></sdnEntry></sdnList>"),
        HasSubstr("the/file")
    );
}

}  // namespace
}  // namespace silkgate::screening
