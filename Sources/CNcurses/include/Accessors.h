/* Globals and macros of curses.h as functions: strict concurrency refuses the former, the importer the latter. */
#ifndef CNCURSES_ACCESSORS_H
#define CNCURSES_ACCESSORS_H

#include <curses.h>
#include <stdint.h>
#include <wchar.h>

static inline WINDOW *clout_screen(void) { return stdscr; }
static inline WINDOW *clout_physical_screen(void) { return curscr; }
static inline int clout_columns(void) { return stdscr == NULL ? 0 : getmaxx(stdscr); }
static inline int clout_rows(void) { return stdscr == NULL ? 0 : getmaxy(stdscr); }
static inline int clout_colors(void) { return COLORS; }
static inline int clout_pairs(void) { return COLOR_PAIRS; }

static inline attr_t clout_bold(void) { return A_BOLD; }
static inline attr_t clout_dim(void) { return A_DIM; }
static inline attr_t clout_italic(void) { return A_ITALIC; }
static inline attr_t clout_underline(void) { return A_UNDERLINE; }
static inline attr_t clout_reverse(void) { return A_REVERSE; }

/* Columns that libc, and with it ncurses, gives to a scalar: 0, 1, 2, or -1 for what it can't print. */
int clout_width(uint32_t scalar);

/* Fills a complex character with a base, up to three marks (21 bits each, the first in the low bits),
   attributes and a colour pair of any number. Falls back to a space when ncurses refuses the text. */
void clout_set_cell(cchar_t *cell, uint32_t base, uint64_t marks, attr_t attributes, int pair);

#endif
