/* Signals and wake-ups as bytes of one pipe that the display's poll watches. */
#ifndef CNCURSES_SIGNAL_PIPE_H
#define CNCURSES_SIGNAL_PIPE_H

#include <stdbool.h>

/* Opens the descriptors 0, 1 and 2 on /dev/null where they are closed, so that no file becomes one of them. */
void clout_open_standard_descriptors(void);

/* Makes the pipe, once; false when the process has no descriptors left. It stays open until the process ends,
   so that a wake-up from any thread is harmless at any time. */
bool clout_pipe_open(void);
int clout_pipe_descriptor(void);
void clout_pipe_drain(void);

/* Handlers that note the signal and write one byte: for WINCH, CONT, TSTP, and for every signal that would end the
   program and isn't a fault. What the parent set to be ignored stays so. PIPE and XFSZ are ignored from here on, after
   the removal too. */
void clout_signals_install(void);
void clout_signals_remove(void);

/* Whether the signal came since the last time that it was asked for. */
bool clout_signal_take(int signal);
bool clout_signal_pending(int signal);

/* The signal that asked to end since the last time, 0 for none; several wishes are one. SIGHUP is asked for apart. */
int clout_signal_take_end(void);

/* Whether a signal that asks to end, SIGHUP among them, waits to be taken. */
bool clout_signal_end_pending(void);

/* From now on a terminal that doesn't take output holds nobody up: before long ncurses writes to nowhere, and in the
   end the process leaves without more ado. A signal that asks to end does the same until it is taken. */
void clout_guard_begin(void);
void clout_guard_end(void);

/* Whether the program is asked to end, or leaving. */
bool clout_guard_is_on(void);

/* May be called from any thread; several calls before a take are one. */
void clout_wake(void);
bool clout_wake_take(void);

/* Stops the process (or its whole group, as Ctrl-Z on a terminal does) until it is continued. */
void clout_stop(bool group);

#endif
