# Warnings, hardening, ccache and sanitizers, in one interface target that every target links privately.
add_library(silkgate_options INTERFACE)

target_compile_options(silkgate_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -Werror
  -fstack-protector-strong)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these wrongly inside optimised coroutines, std::optional and std::string::replace (GCC bugs 105562,
  # 80635, 109224, 105329).
  target_compile_options(silkgate_options INTERFACE -Wno-maybe-uninitialized -Wno-missing-field-initializers
    -Wno-mismatched-new-delete -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # The library of GCC 12 marks get_temporary_buffer deprecated and uses it in its own std::stable_sort.
  target_compile_options(silkgate_options INTERFACE -Wno-missing-field-initializers
    -Wno-missing-designated-field-initializers -Wno-deprecated-declarations)
endif()
target_compile_definitions(silkgate_options INTERFACE
  $<$<NOT:$<CONFIG:Debug>>:_GLIBCXX_ASSERTIONS>)
if(NOT SILKGATE_SANITIZE)
  target_compile_options(silkgate_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
  target_link_options(silkgate_options INTERFACE -Wl,-z,relro,-z,now)
else()
  target_compile_options(silkgate_options INTERFACE
    -fsanitize=${SILKGATE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(silkgate_options INTERFACE -fsanitize=${SILKGATE_SANITIZE})
  if(SILKGATE_SANITIZE MATCHES thread)
    target_compile_options(silkgate_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)  # fences of Boost.Asio
    target_sources(silkgate_options INTERFACE
      $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:${CMAKE_SOURCE_DIR}/tests/support/tsan/c11_threads.cpp>)
  endif()
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
