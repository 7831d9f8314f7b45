#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const int faults[] = {SIGSEGV, SIGILL,  SIGBUS, SIGABRT, SIGFPE,
                             SIGTRAP, SIGQUIT, SIGSYS, SIGXCPU};
static struct sigaction former[LENGTH(faults)];
static bool installed = false;

static atomic_bool armed = false;
static int terminal = -1;
static struct termios start;
static char restoring[1024];
static size_t restoring_length = 0;

bool clout_in_background(int descriptor) {
  pid_t foreground = tcgetpgrp(descriptor);
  return foreground != -1 && foreground != getpgrp();
}

void clout_rescue(void) {
  if (!atomic_exchange(&armed, false)) return;
  size_t done = 0;
  while (done < restoring_length) {
    ssize_t written = write(terminal, restoring + done, restoring_length - done);
    if (written == -1 && errno == EINTR) continue;
    if (written <= 0) break;
    done += (size_t)written;
  }
  if (!clout_in_background(terminal)) tcsetattr(terminal, TCSANOW, &start);
}

/* Restores the terminal, then lets the fault happen again under the former handler. */
static void fault(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  clout_rescue();
  for (size_t at = 0; at < LENGTH(faults); at++) {
    if (faults[at] == signal) sigaction(signal, &former[at], NULL);
  }
  /* A fault repeats when the handler returns. What was sent, and what has already passed its instruction,
     does not: send it again; it is delivered on return, with the same registers. */
  bool repeats = info->si_code > 0 && signal != SIGTRAP && signal != SIGABRT && signal != SIGXCPU;
  if (!repeats) raise(signal);
  errno = saved;
}

static void install(void) {
  static bool at_exit = false;
  if (!at_exit) {
    at_exit = true;
    atexit(clout_rescue);
  }
  /* A stack overflow leaves no stack for the handler; keep the runtime's own alternate stack if it has one. */
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) {
    static char space[65536];
    stack_t ours = {.ss_sp = space, .ss_size = sizeof space};
    sigaltstack(&ours, NULL);
  }
  struct sigaction action = {.sa_sigaction = fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t at = 0; at < LENGTH(faults); at++) sigaction(faults[at], &action, &former[at]);
  installed = true;
}

void clout_rescue_arm(int descriptor, const struct termios *modes, const char *codes, size_t length) {
  atomic_store(&armed, false);
  terminal = descriptor;
  start = *modes;
  restoring_length = length < sizeof restoring ? length : sizeof restoring;
  memcpy(restoring, codes, restoring_length);
  if (!installed) install();
  atomic_store(&armed, true);
}

void clout_rescue_disarm(void) { atomic_store(&armed, false); }

void clout_rescue_remove(void) {
  clout_rescue_disarm();
  if (!installed) return;
  for (size_t at = 0; at < LENGTH(faults); at++) sigaction(faults[at], &former[at], NULL);
  installed = false;
}
