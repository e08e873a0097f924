# silkgate_library(gateway_json DEPENDS … [PRIVATE_DEPENDS …]): one static library from the *.cpp of the calling folder.
function(silkgate_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS} silkgate_options)
endfunction()

# silkgate_test(core LABEL unit DEPENDS …): one test program from the *_test.cpp of the calling folder,
# each of whose cases is a ctest test.
function(silkgate_test name)
  cmake_parse_arguments(ARG "" "LABEL" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(test_${name} PRIVATE SILKGATE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(test_${name} PRIVATE ${ARG_DEPENDS} GTest::gmock GTest::gtest GTest::gtest_main silkgate_options)
  add_test(NAME ${ARG_LABEL}.${name} COMMAND test_${name})
  set_tests_properties(${ARG_LABEL}.${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 300)
endfunction()
