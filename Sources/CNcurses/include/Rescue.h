/* Gives the terminal back when the process dies of a fault or leaves by exit(). */
#ifndef CNCURSES_RESCUE_H
#define CNCURSES_RESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* From now on a fault or exit() writes the codes to the descriptor and sets the modes again. */
void clout_rescue_arm(int descriptor, const struct termios *modes, const char *codes, size_t length);
void clout_rescue_disarm(void);

/* Writes the codes and sets the modes now, once; only async-signal-safe calls. What a terminal that doesn't read has
   yet to take is thrown away, so that it finds the codes when it reads again. */
void clout_rescue(void);

/* Handles faults for the life of the program: gives the terminal back, says in a line that the program crashed, and
   ends at once by the signal. The Swift runtime's handlers would ask questions on a terminal that nobody has yet given
   back; they stay only if SWIFT_BACKTRACE asks for them. */
void clout_faults_install(void);

/* Ends the process by the signal, as if nobody had handled it. */
_Noreturn void clout_end_by(int signal);

/* Whether another process group has the terminal: its modes are then not ours to change. */
bool clout_in_background(int descriptor);

#endif
