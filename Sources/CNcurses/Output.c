#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int terminal = -1;
static int painting = -1;
/* The terminal opened once more, without waiting; the terminal itself where that isn't allowed. */
static int own = -1;
static int nowhere = -1;
static atomic_bool is_cut = false;

static int open_again(int descriptor) {
  int flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  int opened = open(path, flags);
  if (opened != -1) return opened;
  char name[256];
  return ttyname_r(descriptor, name, sizeof name) == 0 ? open(name, flags) : -1;
}

void clout_output_open(int descriptor, int painted) {
  clout_output_close();
  terminal = descriptor;
  painting = painted;
  own = open_again(descriptor);
  nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  atomic_store(&is_cut, false);
}

void clout_output_close(void) {
  if (own != -1) close(own);
  if (nowhere != -1) close(nowhere);
  terminal = painting = own = nowhere = -1;
}

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000L + time.tv_nsec / 1000000L;
}

static bool wait_for_room(int descriptor, int milliseconds) {
  struct pollfd source = {.fd = descriptor, .events = POLLOUT};
  return poll(&source, 1, milliseconds) == 1;
}

/* Writes what there is room for: 0 for none, -1 when the terminal is gone. */
static ssize_t write_some(const char *bytes, size_t length) {
  if (own == -1) {
    /* This may wait after all, when there is less room than bytes, so they go in small pieces. */
    if (!wait_for_room(terminal, 0)) return 0;
    if (length > 16) length = 16;
  }
  ssize_t written = write(own == -1 ? terminal : own, bytes, length);
  if (written == -1 && (errno == EAGAIN || errno == EINTR)) return 0;
  return written;
}

bool clout_output_write(const char *bytes, size_t length) {
  size_t done = 0;
  int fruitless = 0;
  while (done < length) {
    ssize_t written = write_some(bytes + done, length - done);
    if (written < 0) return false;
    done += (size_t)written;
    fruitless = written > 0 ? 0 : fruitless + 1;
    if (fruitless > 0) wait_for_room(own == -1 ? terminal : own, 100);
    if (fruitless > 1 && clout_guard_is_on()) return false;
  }
  return true;
}

size_t clout_output_write_within(const char *bytes, size_t length, int milliseconds) {
  long end = now() + milliseconds;
  size_t done = 0;
  while (done < length) {
    ssize_t written = write_some(bytes + done, length - done);
    if (written < 0) break;
    done += (size_t)written;
    if (written > 0) continue;
    long left = end - now();
    if (left <= 0) break;
    wait_for_room(own == -1 ? terminal : own, (int)left);
  }
  return done;
}

bool clout_output_accepts(void) { return terminal == -1 || wait_for_room(terminal, 0); }

void clout_output_cut(void) {
  if (painting == -1 || nowhere == -1) return;
  atomic_store(&is_cut, true);
  dup2(nowhere, painting);
}

bool clout_output_is_cut(void) { return atomic_load(&is_cut); }

void clout_output_mend(void) {
  if (!atomic_exchange(&is_cut, false)) return;
  dup3(terminal, painting, O_CLOEXEC);
}
