#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const int noted[] = {SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGCONT, SIGTSTP};
static struct sigaction former[LENGTH(noted)];
static bool installed = false;

static int ends[2] = {-1, -1};
static volatile sig_atomic_t pending[NSIG];
static atomic_bool woken = false;

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

static void note(int signal) {
  int saved = errno;
  pending[signal] = 1;
  poke();
  errno = saved;
}

void clout_signals_install(void) {
  if (installed) return;
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  for (size_t at = 0; at < LENGTH(noted); at++) {
    pending[noted[at]] = 0;
    sigaction(noted[at], NULL, &former[at]);
    bool respected = noted[at] != SIGWINCH && noted[at] != SIGCONT;
    if (former[at].sa_handler == SIG_IGN && respected) continue;
    sigaction(noted[at], &action, NULL);
  }
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
  atomic_store(&woken, false);
  installed = true;
}

void clout_signals_remove(void) {
  if (!installed) return;
  for (size_t at = 0; at < LENGTH(noted); at++) sigaction(noted[at], &former[at], NULL);
  installed = false;
}

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
