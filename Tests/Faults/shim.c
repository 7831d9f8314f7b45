// Stands between Clout and the C library, for faults.py: counts the calls that change a session's files, from the
// moment on that the file FAULTS_ARM exists, makes the one it names fail or kills the program there, and can make
// fsync and fdatasync do nothing (FAULTS_NO_SYNC).
//
// FAULTS_ARM holds "NUMBER MODE VALUE": MODE is once or on (from there on for good; VALUE is errno), kill, torn (killed
// in the middle of a write), after (killed VALUE microseconds later;
// from there on each call takes half a millisecond longer, so that there is something to be in the middle of), or none. Each call counted is a line in
// FAULTS_LOG: number, microseconds, name, path. Only paths with FAULTS_PATH in them count.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int armed, at, code, counted;
static char mode[8];

static void arm(void) {
  const char *path = getenv("FAULTS_ARM");
  if (armed || !path) return;
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  char text[64] = {0};
  if (syscall(SYS_read, fd, text, sizeof text - 1) > 0 && sscanf(text, "%d %7s %d", &at, mode, &code) == 3) armed = 1;
  syscall(SYS_close, fd);
}

static void *killLater(void *unused) {
  usleep(code);
  kill(getpid(), SIGKILL);
  return unused;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

// Whether the call that was just counted is to be torn.
static __thread int isTorn;

// The error that the call fails with; 0 if it goes through.
static int fault(const char *name, const char *path) {
  const char *only = getenv("FAULTS_PATH");
  if (!only || !path || !strstr(path, only)) return 0;
  int result = 0;
  pthread_mutex_lock(&mutex);
  arm();
  if (armed) {
    counted++;
    const char *log = getenv("FAULTS_LOG");
    int fd = log ? syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (fd >= 0) {
      char line[4200];
      int length = snprintf(line, sizeof line, "%d %lld %s %s\n", counted, now(), name, path);
      syscall(SYS_write, fd, line, length);
      syscall(SYS_close, fd);
    }
    isTorn = counted == at && !strcmp(mode, "torn");
    if (counted == at && !strcmp(mode, "kill")) kill(getpid(), SIGKILL);
    if (counted == at && !strcmp(mode, "after")) {
      pthread_t thread;
      pthread_create(&thread, NULL, killLater, NULL);
    }
    if ((counted == at && !strcmp(mode, "once")) || (counted >= at && !strcmp(mode, "on"))) result = code;
  }
  int isSlow = armed && counted >= at && !strcmp(mode, "after");
  pthread_mutex_unlock(&mutex);
  if (isSlow) usleep(500);
  return result;
}

static int faultOf(const char *name, int fd) {
  char link[32], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fault(name, path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define TRY(check) { int error = check; if (error) { errno = error; return -1; } }
#define OPEN(function) \
  int function(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t bits = flags & O_CREAT ? va_arg(rest, mode_t) : 0; va_end(rest); \
    if ((flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT) TRY(fault("open", path)) \
    return NEXT(function)(path, flags, bits); }
OPEN(open)
OPEN(open64)
ssize_t write(int fd, const void *bytes, size_t count) {
  isTorn = 0;
  TRY(faultOf("write", fd))
  if (isTorn) {
    NEXT(write)(fd, bytes, count / 2);
    kill(getpid(), SIGKILL);
  }
  return NEXT(write)(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  TRY(faultOf("pwrite", fd)) return NEXT(pwrite)(fd, bytes, count, offset); }
int fsync(int fd) { TRY(faultOf("fsync", fd)) return getenv("FAULTS_NO_SYNC") ? 0 : NEXT(fsync)(fd); }
int fdatasync(int fd) { TRY(faultOf("fdatasync", fd)) return getenv("FAULTS_NO_SYNC") ? 0 : NEXT(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { TRY(faultOf("ftruncate", fd)) return NEXT(ftruncate)(fd, size); }
int fchmod(int fd, mode_t bits) { TRY(faultOf("fchmod", fd)) return NEXT(fchmod)(fd, bits); }
int flock(int fd, int operation) { TRY(faultOf("flock", fd)) return NEXT(flock)(fd, operation); }
int rename(const char *from, const char *to) { TRY(fault("rename", to)) return NEXT(rename)(from, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  TRY(fault("renameat2", to)) return NEXT(renameat2)(a, from, b, to, flags); }
int unlink(const char *path) { TRY(fault("unlink", path)) return NEXT(unlink)(path); }
int rmdir(const char *path) { TRY(fault("rmdir", path)) return NEXT(rmdir)(path); }
int mkdir(const char *path, mode_t bits) { TRY(fault("mkdir", path)) return NEXT(mkdir)(path, bits); }
