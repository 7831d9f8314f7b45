/* Gives the terminal back when the process dies of a fault or leaves by exit(). */
#ifndef CNCURSES_RESCUE_H
#define CNCURSES_RESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* From now on a fault or exit() writes the codes to the descriptor and sets the modes again. Installs the fault
   handlers the first time. */
void clout_rescue_arm(int descriptor, const struct termios *modes, const char *codes, size_t length);
void clout_rescue_disarm(void);

/* Writes the codes and sets the modes now, once; only async-signal-safe calls. */
void clout_rescue(void);

/* Puts the former fault handlers back. */
void clout_rescue_remove(void);

/* Whether another process group has the terminal: its modes are then not ours to change. */
bool clout_in_background(int descriptor);

#endif
