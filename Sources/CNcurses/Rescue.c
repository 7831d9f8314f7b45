#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* The last two are requests: they end the program, but it hasn't crashed. */
static const int faults[] = {SIGSEGV, SIGILL, SIGBUS,  SIGABRT, SIGFPE,
                             SIGTRAP, SIGSYS, SIGQUIT, SIGXCPU};
static struct sigaction former[LENGTH(faults)];

static atomic_bool armed = false;
static int terminal = -1;
static struct termios start;
/* CAN first: it ends a sequence that the terminal has received only half of. */
static char restoring[1024] = {0x18};
static size_t restoring_length = 1;

bool clout_in_background(int descriptor) {
  pid_t foreground = tcgetpgrp(descriptor);
  return foreground != -1 && foreground != getpgrp();
}

void clout_rescue(void) {
  if (!atomic_exchange(&armed, false)) return;
  bool is_ours = !clout_in_background(terminal);
  size_t skipped = clout_output_is_cut() ? 0 : 1;
  size_t length = restoring_length - skipped;
  size_t written = clout_output_write_within(restoring + skipped, length, 100);
  if (written < length && is_ours) {
    tcflush(terminal, TCOFLUSH);
    if (clout_output_write_within(restoring, restoring_length, 0) == 0) {
      /* Output was stopped; a terminal that stays so is of no use to the shell either. */
      tcflow(terminal, TCOON);
      clout_output_write_within(restoring, restoring_length, 50);
    }
  }
  if (is_ours) tcsetattr(terminal, TCSANOW, &start);
}

void clout_rescue_arm(int descriptor, const struct termios *modes, const char *codes, size_t length) {
  static bool at_exit = false;
  if (!at_exit) {
    at_exit = true;
    atexit(clout_rescue);
  }
  atomic_store(&armed, false);
  terminal = descriptor;
  start = *modes;
  size_t room = sizeof restoring - 1;
  restoring_length = 1 + (length < room ? length : room);
  memcpy(restoring + 1, codes, restoring_length - 1);
  atomic_store(&armed, true);
}

void clout_rescue_disarm(void) { atomic_store(&armed, false); }

static void say(const char *text) {
  /* Standard error may be a terminal that doesn't read. */
  struct pollfd source = {.fd = STDERR_FILENO, .events = POLLOUT};
  if (poll(&source, 1, 100) != 1) return;
  ssize_t written = write(STDERR_FILENO, text, strlen(text));
  (void)written;
}

static void say_crashed(int signal) {
  char text[512] = "clout: Clout has crashed (signal ";
  char number[] = {(char)('0' + signal / 10), (char)('0' + signal % 10), 0};
  strcat(text, signal < 10 ? number + 1 : number);
  strcat(text,
         "). What it acknowledged is on disk: open the session again and go on. To report this, set "
         "SWIFT_BACKTRACE=enable=yes,interactive=no, do the same once more, and send what is printed "
         "together with what you did.\n");
  say(text);
}

static void fault(int signal, siginfo_t *info, void *context) {
  static atomic_bool ending = false;
  static pthread_t first;
  if (atomic_exchange(&ending, true)) {
    /* Another thread is giving the terminal back and ends the process. */
    while (!pthread_equal(first, pthread_self())) pause();
  } else {
    first = pthread_self();
    clout_rescue();
  }
  struct sigaction next = {.sa_handler = SIG_DFL};
  for (size_t at = 0; at < LENGTH(faults); at++) {
    if (faults[at] == signal) next = former[at];
  }
  bool is_crash = signal != SIGQUIT && signal != SIGXCPU;
  if (next.sa_flags & SA_SIGINFO) {
    next.sa_sigaction(signal, info, context);
  } else if (is_crash) {
    say_crashed(signal);
  }
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigemptyset(&plain.sa_mask);
  sigaction(signal, &plain, NULL);
  /* A fault repeats when the handler returns, with the registers that a core dump should show. What was sent, and what
     has already passed its instruction, does not: send it again; it is delivered on return. */
  bool repeats = info->si_code > 0 && signal != SIGTRAP && signal != SIGABRT && signal != SIGXCPU;
  if (!repeats) raise(signal);
}

void clout_faults_install(void) {
  static bool installed = false;
  if (installed) return;
  installed = true;
  /* A stack overflow leaves no stack for the handler; keep the runtime's own alternate stack if it has one. */
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) {
    static char space[65536];
    stack_t ours = {.ss_sp = space, .ss_size = sizeof space};
    sigaltstack(&ours, NULL);
  }
  const char *wish = getenv("SWIFT_BACKTRACE");
  bool wants_backtrace = wish != NULL && *wish != 0;
  struct sigaction action = {.sa_sigaction = fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t at = 0; at < LENGTH(faults); at++) {
    sigaction(faults[at], NULL, &former[at]);
    if (former[at].sa_handler == SIG_IGN) continue;
    if (!wants_backtrace) {
      former[at] = (struct sigaction){.sa_handler = SIG_DFL};
      sigemptyset(&former[at].sa_mask);
    }
    sigaction(faults[at], &action, NULL);
  }
}

void clout_end_by(int signal) {
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigemptyset(&plain.sa_mask);
  sigaction(signal, &plain, NULL);
  sigset_t open;
  sigemptyset(&open);
  sigaddset(&open, signal);
  pthread_sigmask(SIG_UNBLOCK, &open, NULL);
  raise(signal);
  _exit(128 + signal);
}
