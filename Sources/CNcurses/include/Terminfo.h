/* Questions to the terminfo database, without the hundreds of macros of term.h. */
#ifndef CNCURSES_TERMINFO_H
#define CNCURSES_TERMINFO_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { CLOUT_TERM_USABLE, CLOUT_TERM_UNKNOWN, CLOUT_TERM_TOO_SIMPLE } clout_term_kind;

/* Looks a terminal's description up without opening a screen; too simple is one that can't place its cursor. */
clout_term_kind clout_term_probe(const char *name, int descriptor);

/* Copies a string capability of the open terminal, padding removed; returns its length, 0 when absent or too long. */
size_t clout_term_string(const char *capability, char *buffer, size_t capacity);

/* Whether a colour number of the open terminal is red, green and blue, 8 bits each. */
bool clout_term_is_direct(void);

/* Whether the open terminal can return to its own two colours. */

#endif
