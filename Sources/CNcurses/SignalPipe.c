#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

/* Former handlers, and whether they were replaced. */
static struct sigaction former[NSIG];
static bool replaced[NSIG];
static bool installed = false;

static int ends[2] = {-1, -1};
static volatile sig_atomic_t pending[NSIG];
static atomic_bool woken = false;

static timer_t timer;
static bool has_timer = false;
static atomic_bool leaving = false;
static volatile sig_atomic_t turns = 0;
/* Milliseconds between two looks, and the look at which patience ends. */
enum { GUARD_TURN = 150, LAST_TURN = 40 };

/* Signals whose default action ends the program, except faults, and those that nobody can handle. */
static bool ends_program(int signal) {
  switch (signal) {
    case SIGTERM:
    case SIGINT:
    case SIGHUP:
    case SIGUSR1:
    case SIGUSR2:
    case SIGALRM:
    case SIGVTALRM:
    case SIGPROF:
#ifdef SIGPWR
    case SIGPWR:
#endif
#ifdef SIGSTKFLT
    case SIGSTKFLT:
#endif
#ifdef __linux__
    case SIGIO:
#endif
      return true;
    default:
#ifdef SIGRTMIN
      return signal >= SIGRTMIN && signal <= SIGRTMAX;
#else
      return false;
#endif
  }
}

void clout_open_standard_descriptors(void) {
  for (int descriptor = 0; descriptor <= 2; descriptor++) {
    if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      /* Opened in ascending order, the lowest free number is the missing one. */
      (void)open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY);
    }
  }
}

bool clout_pipe_open(void) {
  if (ends[0] != -1) return true;
  int made[2];
  if (pipe(made) == -1) return false;
  for (int end = 0; end < 2; end++) {
    fcntl(made[end], F_SETFD, FD_CLOEXEC);
    fcntl(made[end], F_SETFL, O_NONBLOCK);
  }
  ends[0] = made[0];
  ends[1] = made[1];
  return true;
}

int clout_pipe_descriptor(void) { return ends[0]; }

void clout_pipe_drain(void) {
  char bytes[256];
  while (read(ends[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes) {
  }
}

/* A full pipe loses the byte but not the note, and it is readable anyway. */
static void poke(void) {
  char byte = 0;
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;
}

static void start_guard(void) {
  turns = 0;
  if (!has_timer) return;
  struct itimerspec time = {.it_interval.tv_nsec = GUARD_TURN * 1000000L,
                            .it_value.tv_nsec = GUARD_TURN * 1000000L};
  timer_settime(timer, 0, &time, NULL);
}

static void stop_guard(void) {
  struct itimerspec never = {.it_value.tv_nsec = 0};
  if (has_timer) timer_settime(timer, 0, &never, NULL);
}

/* The loop hasn't come round to the signal, or leaving takes its time. */
static void guard(void) {
  if (!clout_guard_is_on()) {
    stop_guard();
    return;
  }
  turns += 1;
  if (!clout_output_accepts()) clout_output_cut();
  if (turns < LAST_TURN) return;
  clout_rescue();
  int signal = pending[SIGHUP] != 0 ? SIGHUP : clout_signal_take_end();
  clout_end_by(signal != 0 ? signal : SIGTERM);
}

static void note(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  if (signal == SIGALRM && info->si_code == SI_TIMER && info->si_value.sival_ptr == &timer) {
    guard();
  } else {
    pending[signal] = 1;
    if (ends_program(signal) && !atomic_load(&leaving)) start_guard();
    poke();
  }
  errno = saved;
}

void clout_signals_install(void) {
  if (installed) return;
  struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_RESTART | SA_SIGINFO};
  sigfillset(&action.sa_mask);
  for (int signal = 1; signal < NSIG; signal++) {
    bool ends = ends_program(signal);
    replaced[signal] = false;
    if (!ends && signal != SIGWINCH && signal != SIGCONT && signal != SIGTSTP) continue;
    pending[signal] = 0;
    if (sigaction(signal, NULL, &former[signal]) == -1) continue;
    bool respected = ends || signal == SIGTSTP;
    /* SIGALRM is the guard's own as well. */
    if (former[signal].sa_handler == SIG_IGN && respected && signal != SIGALRM) continue;
    replaced[signal] = sigaction(signal, &action, NULL) == 0;
  }
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
  if (!has_timer) {
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    event.sigev_value.sival_ptr = &timer;
    has_timer = timer_create(CLOCK_MONOTONIC, &event, &timer) == 0;
  }
  atomic_store(&woken, false);
  atomic_store(&leaving, false);
  installed = true;
}

void clout_signals_remove(void) {
  if (!installed) return;
  stop_guard();
  for (int signal = 1; signal < NSIG; signal++) {
    if (replaced[signal]) sigaction(signal, &former[signal], NULL);
  }
  installed = false;
}

int clout_signal_take_end(void) {
  int found = 0;
  for (int signal = 1; signal < NSIG; signal++) {
    if (signal == SIGHUP || pending[signal] == 0 || !ends_program(signal)) continue;
    pending[signal] = 0;
    /* What people send on purpose goes before the rest. */
    if (found == 0 || signal == SIGTERM || (signal == SIGINT && found != SIGTERM)) found = signal;
  }
  return found;
}

bool clout_signal_end_pending(void) {
  for (int signal = 1; signal < NSIG; signal++) {
    if (pending[signal] != 0 && ends_program(signal)) return true;
  }
  return false;
}

void clout_guard_begin(void) {
  if (!atomic_exchange(&leaving, true)) start_guard();
}

void clout_guard_end(void) {
  if (atomic_exchange(&leaving, false)) stop_guard();
}

bool clout_guard_is_on(void) { return atomic_load(&leaving) || clout_signal_end_pending(); }

bool clout_signal_pending(int signal) { return pending[signal] != 0; }

bool clout_signal_take(int signal) {
  if (pending[signal] == 0) return false;
  pending[signal] = 0;
  return true;
}

void clout_wake(void) {
  if (!atomic_exchange(&woken, true) && ends[1] != -1) poke();
}

bool clout_wake_take(void) { return atomic_exchange(&woken, false); }

void clout_stop(bool group) {
  struct sigaction plain = {.sa_handler = SIG_DFL};
  struct sigaction ours;
  sigemptyset(&plain.sa_mask);
  sigaction(SIGTSTP, NULL, &ours);
  if (ours.sa_handler == SIG_IGN) return;
  sigaction(SIGTSTP, &plain, NULL);
  pending[SIGCONT] = 0;
  if (group) {
    kill(0, SIGTSTP);
  } else {
    raise(SIGTSTP);
  }
  /* Another thread may have taken the signal, and an orphaned group is never stopped: wait a little either way. */
  for (int turn = 0; turn < 50 && pending[SIGCONT] == 0; turn++) {
    struct timespec pause = {.tv_nsec = 1000000};
    nanosleep(&pause, NULL);
  }
  pending[SIGCONT] = 0;
  sigaction(SIGTSTP, &ours, NULL);
}
