#define _XOPEN_SOURCE 700
#include "CNcurses.h"

int clout_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void clout_set_cell(cchar_t *cell, uint32_t base, uint64_t marks, attr_t attributes, int pair) {
  wchar_t text[5] = {(wchar_t)base, 0, 0, 0, 0};
  for (int at = 1; marks != 0 && at <= 3; at++, marks >>= 21) {
    text[at] = (wchar_t)(marks & 0x1FFFFF);
  }
  /* The short argument can't hold a pair above 32,767; with a pointer ncurses takes the pair from there. */
  if (setcchar(cell, text, attributes, 0, &pair) == ERR) {
    wchar_t blank[2] = {L' ', 0};
    setcchar(cell, blank, attributes, 0, &pair);
  }
}
