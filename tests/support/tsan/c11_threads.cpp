// Linked into every program of the preset `tsan`. librdkafka is built on <threads.h>, which ThreadSanitizer
// of GCC 12 does not follow: a thread made by thrd_create is unknown to it and crashes in its first
// interceptor, and locks taken by mtx_lock order nothing. These are the same functions over pthreads, which
// it follows; the program's come before the C library's. glibc's own are the same thin layer: same types,
// same sizes.
#include <cerrno>
#include <ctime>
#include <memory>
#include <pthread.h>
#include <threads.h>

namespace {

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t) && sizeof(cnd_t) == sizeof(pthread_cond_t));

pthread_mutex_t* native(mtx_t* mutex) {
    return reinterpret_cast<pthread_mutex_t*>(mutex);
}
pthread_cond_t* native(cnd_t* condition) {
    return reinterpret_cast<pthread_cond_t*>(condition);
}

int to_threads_code(int code) {
    return code == 0           ? thrd_success
           : code == ETIMEDOUT ? thrd_timedout
           : code == EBUSY     ? thrd_busy
                               : thrd_error;
}

struct Start {
    thrd_start_t run;
    void* argument;
};

void* run_started(void* argument) {
    const std::unique_ptr<Start> start(static_cast<Start*>(argument));
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(start->run(start->argument)));
}

}  // namespace

extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t run, void* argument) {
    auto start = std::make_unique<Start>(Start{run, argument});
    const int code = pthread_create(thread, nullptr, run_started, start.get());
    if (code == 0) {
        (void)start.release();
    }
    return to_threads_code(code);
}

int thrd_join(thrd_t thread, int* result) {
    void* returned = nullptr;
    const int code = pthread_join(thread, &returned);
    if (result != nullptr) {
        *result = static_cast<int>(reinterpret_cast<std::intptr_t>(returned));
    }
    return to_threads_code(code);
}

int mtx_init(mtx_t* mutex, int type) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(
        &attributes, (type & mtx_recursive) != 0 ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL
    );
    const int code = pthread_mutex_init(native(mutex), &attributes);
    pthread_mutexattr_destroy(&attributes);
    return to_threads_code(code);
}
void mtx_destroy(mtx_t* mutex) {
    pthread_mutex_destroy(native(mutex));
}
int mtx_lock(mtx_t* mutex) {
    return to_threads_code(pthread_mutex_lock(native(mutex)));
}
int mtx_unlock(mtx_t* mutex) {
    return to_threads_code(pthread_mutex_unlock(native(mutex)));
}

int cnd_init(cnd_t* condition) {
    return to_threads_code(pthread_cond_init(native(condition), nullptr));
}
void cnd_destroy(cnd_t* condition) {
    pthread_cond_destroy(native(condition));
}
int cnd_signal(cnd_t* condition) {
    return to_threads_code(pthread_cond_signal(native(condition)));
}
int cnd_broadcast(cnd_t* condition) {
    return to_threads_code(pthread_cond_broadcast(native(condition)));
}
int cnd_wait(cnd_t* condition, mtx_t* mutex) {
    return to_threads_code(pthread_cond_wait(native(condition), native(mutex)));
}
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
    return to_threads_code(pthread_cond_timedwait(native(condition), native(mutex), until));
}

}  // extern "C"
