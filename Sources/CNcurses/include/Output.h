/* Output to the terminal that never waits for ever: a terminal may stop reading. */
#ifndef CNCURSES_OUTPUT_H
#define CNCURSES_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Names the terminal's descriptor and the copy of it that ncurses writes to. Opens the terminal once more for our own
   writing, without waiting: that mode belongs to the new opening alone, not to the one shared with the shell. */
void clout_output_open(int terminal, int painting);
void clout_output_close(void);

/* Writes everything, however long the terminal takes; gives up when the program is asked to end meanwhile.
   Returns whether everything was written. */
bool clout_output_write(const char *bytes, size_t length);

/* Writes what the terminal takes within the time; returns how much. Only async-signal-safe calls. */
size_t clout_output_write_within(const char *bytes, size_t length, int milliseconds);

/* Whether the terminal takes output now. Async-signal-safe. */
bool clout_output_accepts(void);

/* Lets ncurses write to nowhere, so that a write that waits for the terminal returns. Async-signal-safe. */
void clout_output_cut(void);
bool clout_output_is_cut(void);

/* Lets ncurses write to the terminal again. */
void clout_output_mend(void);

#endif
